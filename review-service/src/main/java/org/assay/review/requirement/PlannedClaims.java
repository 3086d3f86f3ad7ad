package org.assay.review.requirement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.assay.review.evidence.evaluation.JudgedClaim;
import org.assay.review.evidence.plan.PlannedStatistic;
import org.assay.review.evidence.statistics.Claim;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.CalibrationTerms;
import org.assay.review.requirement.Explanation.Computed;
import org.assay.review.requirement.Explanation.Value;
import org.assay.review.requirement.VersionFacts.EvaluationFacts;
import org.jspecify.annotations.Nullable;

/**
 * What the plans of a version's evaluations claim. Plan and data never change, so neither do the
 * verdicts; what the tier asks for does, and an evaluation with less confidence says nothing. Each
 * evaluation that none supersedes has to keep every claim, so that no further one hides what
 * another shows.
 */
final class PlannedClaims {

  /** What is asked for where nothing was evaluated. */
  private static final String MISSING =
      "a metric within the limit of a plan that is older, computed of predictions (PREDICTIONS),"
          + " which are missing";

  private final double confidence;
  private final @Nullable CalibrationTerms limits;
  private final List<Verdict> verdicts = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final List<Value> values = new ArrayList<>();

  private PlannedClaims(double confidence, @Nullable CalibrationTerms limits) {
    this.confidence = confidence;
    this.limits = limits;
  }

  /**
   * Judges the claims of performance, over all rows.
   *
   * @param confidence what the tier asks of intervals
   */
  static ComputedClaim ofPerformance(double confidence, List<EvaluationFacts> evaluations) {
    return evaluations.isEmpty()
        ? ComputedClaim.missing(MISSING)
        : new PlannedClaims(confidence, null)
            .judged(evaluations, claim -> claim.attribute() == null && !ofCalibration(claim));
  }

  /** Judges the claims of fairness that plans make beside the limits of the policy. */
  static ComputedClaim ofFairness(double confidence, List<EvaluationFacts> evaluations) {
    return new PlannedClaims(confidence, null)
        .judged(evaluations, claim -> claim.attribute() != null);
  }

  /**
   * Judges the claims of calibration, which have to hold within the limit of the policy too.
   *
   * @param terms the limit; absent where the policy has none for the tier
   */
  static ComputedClaim ofCalibration(
      @Nullable CalibrationTerms terms, double confidence, List<EvaluationFacts> evaluations) {
    if (terms == null) {
      return ComputedClaim.missing(
          "a limit of calibration for the tier of the model, which the policy does not set");
    }
    ComputedClaim claim =
        new PlannedClaims(confidence, terms).judged(evaluations, PlannedClaims::ofCalibration);
    return claim.verdict() == null
        ? ComputedClaim.missing(
            "ece of at most %s, claimed by a plan and computed of predicted probabilities (PREDICTIONS), which are missing"
                .formatted(terms.ece()))
        : claim;
  }

  private static boolean ofCalibration(JudgedClaim claim) {
    return PlannedStatistic.named(claim.statistic())
        .filter(PlannedStatistic::ofCalibration)
        .isPresent();
  }

  private ComputedClaim judged(
      List<EvaluationFacts> evaluations, Predicate<JudgedClaim> concerned) {
    List<String> evidence = new ArrayList<>();
    for (EvaluationFacts evaluation : evaluations) {
      List<JudgedClaim> asked = evaluation.claims().stream().filter(concerned).toList();
      if (!asked.isEmpty()) {
        evidence.add(evaluation.id().toString());
        judge(evaluation, asked);
      }
    }
    return new ComputedClaim(
        verdicts.isEmpty() ? null : Verdict.all(verdicts), said, values, evidence);
  }

  private void judge(EvaluationFacts evaluation, List<JudgedClaim> claims) {
    if (evaluation.lapsed()) {
      undefined("the predictions of look %d are no longer valid".formatted(evaluation.look()));
    } else if (evaluation.confidence() < confidence) {
      undefined(
          "the intervals of look %d hold at %s, and the tier asks for %s"
              .formatted(evaluation.look(), evaluation.confidence(), confidence));
    } else {
      claims.forEach(claim -> judge(evaluation, claim));
    }
  }

  private void undefined(String why) {
    verdicts.add(Verdict.UNDEFINED);
    said.add(why);
  }

  private void judge(EvaluationFacts evaluation, JudgedClaim claim) {
    verdicts.add(Verdict.valueOf(claim.verdict()));
    String attribute = claim.attribute();
    String about = attribute == null ? claim.className() : attribute;
    String name = claim.statistic() + (about == null ? "" : " of " + about);
    String what =
        "%s%s"
            .formatted(
                name, evaluation.look() > 1 ? " (look %d)".formatted(evaluation.look()) : "");
    String allowed = "at %s %s".formatted(claim.atLeast() ? "least" : "most", claim.limit());
    Computed computed = computed(claim);
    Double value = claim.value();
    if (computed == null || value == null) {
      said.add("%s is %s (%s), %s".formatted(what, claim.verdict(), claim.reason(), allowed));
    } else if (attribute != null || evaluation.smallCounts()) {
      // Whether a group is small is known where its counts are judged; here only the verdict is
      // told.
      said.add("%s is %s, %s".formatted(what, claim.verdict(), allowed));
    } else {
      said.add(
          String.format(
              Locale.ROOT,
              "%s is %s: %.4f [%.4f, %.4f], n = %d, %s",
              what,
              claim.verdict(),
              value,
              computed.low(),
              computed.high(),
              computed.n(),
              allowed));
      values.add(new Value(name, value, claim.limit(), computed));
    }
    limit(claim, what);
  }

  /** What the policy says of a claim that a plan with an easier limit makes. */
  private void limit(JudgedClaim claim, String what) {
    Double low = claim.ciLow();
    Double high = claim.ciHigh();
    if (limits != null && low != null && high != null && limits.ece() < claim.limit()) {
      Verdict verdict = new Claim.AtMost(limits.ece()).judge(new Interval(low, high));
      verdicts.add(verdict);
      said.add("%s is %s by the policy, at most %s".formatted(what, verdict, limits.ece()));
    }
  }

  private static @Nullable Computed computed(JudgedClaim claim) {
    Double low = claim.ciLow();
    Double high = claim.ciHigh();
    Long n = claim.n();
    return low == null || high == null || n == null
        ? null
        : new Computed(low, high, n, method(claim));
  }

  /** Of evaluations from before methods were kept, each of these statistics had one. */
  private static String method(JudgedClaim claim) {
    return Objects.requireNonNullElse(
        claim.method(), claim.statistic().equals("roc_auc") ? "DELONG" : "WILSON");
  }
}
