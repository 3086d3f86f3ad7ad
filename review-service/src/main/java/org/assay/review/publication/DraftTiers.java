package org.assay.review.publication;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assay.kit.problem.ProblemException;
import org.assay.review.classification.Tier;
import org.assay.review.policy.CalibrationTerms;
import org.assay.review.policy.ComparisonTerms;
import org.assay.review.policy.Policy.RequiredReview;
import org.assay.review.policy.StepUp;
import org.assay.review.policy.Terms;
import org.assay.review.policy.Terms.OpenConditions;
import org.assay.review.policy.Terms.OverrideTerms;
import org.assay.review.publication.DraftContent.DraftCalibration;
import org.assay.review.publication.DraftContent.DraftComparison;
import org.assay.review.publication.DraftContent.DraftOpenConditions;
import org.assay.review.publication.DraftContent.DraftOverrides;
import org.assay.review.publication.DraftContent.DraftReview;
import org.assay.review.publication.DraftContent.DraftStepUp;
import org.assay.review.publication.DraftContent.DraftTier;
import org.jspecify.annotations.Nullable;

/** Reads the tier table of a draft, and shows that of a policy the same way. */
final class DraftTiers {

  private DraftTiers() {}

  /**
   * Reads a table.
   *
   * @throws ProblemException 422 if a tier stands there twice or nothing of it could ever pass
   */
  static Map<Tier, Terms> read(@Nullable List<DraftTier> drafted) {
    Map<Tier, Terms> tiers = new EnumMap<>(Tier.class);
    if (drafted == null) {
      return tiers;
    }
    for (int index = 0; index < drafted.size(); index++) {
      DraftTier row = drafted.get(index);
      String pointer = "/tiers/" + index;
      if (row.tier() == Tier.PROHIBITED) {
        throw ProblemException.invalid(
            pointer + "/tier", "NOT_ALLOWED", "what is PROHIBITED passes no review");
      }
      if (tiers.put(row.tier(), terms(row, pointer)) != null) {
        throw ProblemException.invalid(
            pointer + "/tier", "DUPLICATE", "%s stands there twice".formatted(row.tier()));
      }
    }
    return tiers;
  }

  private static Terms terms(DraftTier row, String pointer) {
    DraftOpenConditions open = row.openConditions();
    return new Terms(
        reviews(row.reviews(), pointer + "/reviews"),
        number(row.distinctPeople()),
        number(row.distinctUnits()),
        DraftPeriods.validity(row.validity(), pointer + "/validity"),
        DraftPeriods.atLeastADay(row.evidenceValid(), pointer + "/evidence_valid"),
        open == null ? null : openConditions(open, pointer + "/open_conditions/within"),
        overrides(row.overrides(), pointer + "/overrides/longest"),
        DraftFairnessTerms.read(row.fairness()),
        row.reviewDue(),
        Boolean.TRUE.equals(row.qualifiedSections()) ? true : null,
        comparison(row.comparison()),
        stepUp(row.stepUp(), pointer + "/step_up/max_age"),
        DraftPrivacyTerms.read(row.privacy(), pointer + "/privacy"),
        row.calibration() == null ? null : new CalibrationTerms(row.calibration().ece()),
        DraftMonitoringTerms.read(row.monitoring(), pointer + "/monitoring"));
  }

  private static OpenConditions openConditions(DraftOpenConditions drafted, String pointer) {
    return new OpenConditions(
        drafted.most(),
        Objects.requireNonNull(DraftPeriods.atLeastADay(drafted.within(), pointer)));
  }

  private static @Nullable OverrideTerms overrides(
      @Nullable DraftOverrides drafted, String pointer) {
    return drafted == null
        ? null
        : new OverrideTerms(
            number(drafted.distinctUnits()),
            Boolean.TRUE.equals(drafted.outside()),
            DraftPeriods.atLeastADay(drafted.longest(), pointer));
  }

  /** Reads a list of reviews. */
  static List<RequiredReview> reviews(@Nullable List<DraftReview> drafted, String pointer) {
    if (drafted == null) {
      return List.of();
    }
    for (int index = 0; index < drafted.size(); index++) {
      DraftReview review = drafted.get(index);
      long same =
          drafted.stream()
              .filter(other -> other.type() == review.type())
              .filter(other -> Objects.equals(other.appliesIf(), review.appliesIf()))
              .count();
      if (same > 1) {
        throw ProblemException.invalid(
            pointer, "DUPLICATE", "each type of review stands there once for the same versions");
      }
    }
    return drafted.stream()
        .map(review -> new RequiredReview(review.type(), review.approvals(), review.appliesIf()))
        .toList();
  }

  private static int number(@Nullable Integer asked) {
    return asked == null ? 0 : asked;
  }

  /** Shows the table of a policy. */
  static List<DraftTier> shown(Map<Tier, Terms> tiers) {
    return tiers.entrySet().stream()
        .map(
            row -> {
              Terms terms = row.getValue();
              OpenConditions open = terms.openConditions();
              OverrideTerms overrides = terms.overrides();
              return new DraftTier(
                  row.getKey(),
                  shown(terms.reviews()),
                  shown(terms.distinctPeople()),
                  shown(terms.distinctUnits()),
                  DraftPeriods.written(terms.validity()),
                  DraftPeriods.written(terms.evidence()),
                  open == null
                      ? null
                      : new DraftOpenConditions(open.most(), open.within().toString()),
                  overrides == null
                      ? null
                      : new DraftOverrides(
                          shown(overrides.distinctUnits()),
                          overrides.outside(),
                          DraftPeriods.written(overrides.longest())),
                  DraftFairnessTerms.shown(terms.fairness()),
                  terms.reviewDue(),
                  terms.qualifiedSections(),
                  shown(terms.comparison()),
                  shown(terms.stepUp()),
                  DraftPrivacyTerms.shown(terms.privacy()),
                  terms.calibration() == null
                      ? null
                      : new DraftCalibration(terms.calibration().ece()),
                  DraftMonitoringTerms.shown(terms.monitoring()));
            })
        .toList();
  }

  private static @Nullable ComparisonTerms comparison(@Nullable DraftComparison drafted) {
    return drafted == null
        ? null
        : new ComparisonTerms(drafted.margin(), Boolean.TRUE.equals(drafted.superior()));
  }

  private static @Nullable DraftComparison shown(@Nullable ComparisonTerms terms) {
    return terms == null
        ? null
        : new DraftComparison(terms.margin(), terms.superior() ? true : null);
  }

  private static @Nullable StepUp stepUp(@Nullable DraftStepUp drafted, String pointer) {
    return drafted == null
        ? null
        : new StepUp(DraftPeriods.upToADay(drafted.maxAge(), pointer), drafted.level());
  }

  private static @Nullable DraftStepUp shown(@Nullable StepUp asked) {
    return asked == null ? null : new DraftStepUp(asked.maxAge().toString(), asked.level());
  }

  /** Shows a list of reviews. */
  static List<DraftReview> shown(List<RequiredReview> reviews) {
    return reviews.stream()
        .map(review -> new DraftReview(review.type(), review.approvals(), review.appliesIf()))
        .toList();
  }

  private static @Nullable Integer shown(int asked) {
    return asked == 0 ? null : asked;
  }
}
