package org.assay.review.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.assay.review.policy.Policy.RequiredReview;
import org.jspecify.annotations.Nullable;

/**
 * What a policy asks of the people who decide; of every version, or of those of one tier beyond
 * that. What is absent asks for nothing.
 *
 * @param reviews the reviews that are needed; a type stands there more than once where conditions
 *     differ
 * @param distinctPeople how many different people the approvals of a round must come from
 * @param distinctUnits how many different units the approvers of a round must come from
 * @param validity for how long approvals and releases are valid
 * @param evidence how old each record of the evidence may be, from when it was collected or else
 *     added
 * @param openConditions which conditions may be open at a release; any where absent
 * @param overrides what an override takes beyond two people
 * @param fairness when a version is fair enough for a requirement that asks for that
 * @param reviewDue within how many business days each review is to be decided
 * @param qualifiedSections whether the special sections of the performance review are approved by
 *     somebody with a qualification of the section's own; absent where not
 * @param comparison when a version may take the champion's place, for a requirement that asks that
 * @param stepUp how lately and how strongly whoever releases has to have signed in; however it was
 *     where absent
 * @param privacy when a version is private enough for a requirement that asks for that
 * @param calibration when probabilities mean what they say, for a requirement that asks for that
 * @param monitoring what a version is held to where it runs; nothing follows from windows where
 *     absent
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Terms(
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<RequiredReview> reviews,
    @JsonSetter(nulls = Nulls.AS_EMPTY) int distinctPeople,
    @JsonSetter(nulls = Nulls.AS_EMPTY) int distinctUnits,
    @Nullable Validity validity,
    @Nullable Period evidence,
    @Nullable OpenConditions openConditions,
    @Nullable OverrideTerms overrides,
    @Nullable FairnessTerms fairness,
    @Nullable Integer reviewDue,
    @Nullable Boolean qualifiedSections,
    @Nullable ComparisonTerms comparison,
    @Nullable StepUp stepUp,
    @Nullable PrivacyTerms privacy,
    @Nullable CalibrationTerms calibration,
    @Nullable MonitoringTerms monitoring) {

  /** Nothing is asked for. */
  public static final Terms NONE =
      new Terms(
          List.of(), 0, 0, null, null, null, null, null, null, null, null, null, null, null, null);

  /** Copies the list. */
  public Terms {
    reviews = List.copyOf(reviews);
    validity = validity == null ? Validity.WITHOUT_END : validity;
  }

  @Override
  public Validity validity() {
    return Objects.requireNonNull(validity);
  }

  /**
   * Which conditions may be open at a release.
   *
   * @param most how many
   * @param within how far ahead the last of them may be due
   */
  public record OpenConditions(int most, Period within) {

    private OpenConditions and(@Nullable OpenConditions other) {
      return other == null
          ? this
          : new OpenConditions(
              Math.min(most, other.most), Validity.shorterOf(within, other.within));
    }
  }

  /**
   * What an override takes beyond a lead and a reviewer.
   *
   * @param distinctUnits how many different units the two come from
   * @param outside whether one of them is of another unit than the project
   * @param longest for how long it may be granted
   */
  public record OverrideTerms(int distinctUnits, boolean outside, @Nullable Period longest) {

    private OverrideTerms and(@Nullable OverrideTerms other) {
      return other == null
          ? this
          : new OverrideTerms(
              Math.max(distinctUnits, other.distinctUnits),
              outside || other.outside,
              Validity.shorter(longest, other.longest));
    }
  }

  /** Returns what both ask for together: never less than either does. */
  Terms and(Terms other) {
    return new Terms(
        both(reviews, other.reviews),
        Math.max(distinctPeople, other.distinctPeople),
        Math.max(distinctUnits, other.distinctUnits),
        validity().shorter(other.validity()),
        Validity.shorter(evidence, other.evidence),
        openConditions == null ? other.openConditions : openConditions.and(other.openConditions),
        overrides == null ? other.overrides : overrides.and(other.overrides),
        fairness == null || other.fairness == null
            ? (fairness == null ? other.fairness : fairness)
            : fairness.and(other.fairness),
        sooner(reviewDue, other.reviewDue),
        (asksForQualifiedSections() || other.asksForQualifiedSections()) ? true : null,
        comparison == null ? other.comparison : comparison.and(other.comparison),
        stepUp == null ? other.stepUp : stepUp.and(other.stepUp),
        privacy == null || other.privacy == null
            ? (privacy == null ? other.privacy : privacy)
            : privacy.and(other.privacy),
        calibration == null || other.calibration == null
            ? (calibration == null ? other.calibration : calibration)
            : calibration.and(other.calibration),
        monitoring == null || other.monitoring == null
            ? (monitoring == null ? other.monitoring : monitoring)
            : monitoring.and(other.monitoring));
  }

  private static @Nullable Integer sooner(@Nullable Integer one, @Nullable Integer other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Math.min(one, other);
  }

  /** Returns whether special sections are approved by somebody qualified for them. */
  public boolean asksForQualifiedSections() {
    return Boolean.TRUE.equals(qualifiedSections);
  }

  /** Of one type and one condition the most approvals are asked for. */
  private static List<RequiredReview> both(List<RequiredReview> some, List<RequiredReview> more) {
    List<RequiredReview> all = new ArrayList<>(some);
    for (RequiredReview review : more) {
      Optional<RequiredReview> same = all.stream().filter(review::isAskedAsOftenAs).findFirst();
      if (same.isEmpty()) {
        all.add(review);
      } else if (same.get().approvals() < review.approvals()) {
        all.set(all.indexOf(same.get()), review);
      }
    }
    // In order, so that the same union is always written with the same bytes.
    all.sort(
        Comparator.comparing(RequiredReview::type)
            .thenComparing(
                RequiredReview::appliesIf, Comparator.nullsFirst(Comparator.naturalOrder())));
    return all;
  }

  /** Returns how many approvals it asks for at least, whatever the conditions say. */
  public int approvals() {
    return reviews.stream()
        .filter(review -> review.appliesIf() == null)
        .mapToInt(RequiredReview::approvals)
        .sum();
  }
}
