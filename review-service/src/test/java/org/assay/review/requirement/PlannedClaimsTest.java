package org.assay.review.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.assay.review.evidence.evaluation.JudgedClaim;
import org.assay.review.evidence.plan.PredictionTask;
import org.assay.review.evidence.statistics.Claim;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.CalibrationTerms;
import org.assay.review.requirement.VersionFacts.EvaluationFacts;
import org.assay.review.requirement.VersionFacts.PlanFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannedClaimsTest {

  private static final PlanFacts PLAN = new PlanFacts(1, PredictionTask.BINARY, true);

  private static JudgedClaim claim(String statistic, @Nullable String attribute, Verdict verdict) {
    return new JudgedClaim(
        statistic,
        attribute,
        null,
        0.7,
        true,
        verdict.name(),
        0.75,
        0.71,
        0.79,
        null,
        500L,
        null,
        null);
  }

  private static EvaluationFacts evaluation(int look, double confidence, JudgedClaim... claims) {
    return new EvaluationFacts(
        UUID.randomUUID(), look, confidence, false, false, PLAN, List.of(claims), null, null, null);
  }

  private static ComputedClaim performance(EvaluationFacts... evaluations) {
    return PlannedClaims.ofPerformance(0.95, List.of(evaluations));
  }

  @Test
  void isMissingWithoutAnEvaluation() {
    assertThat(performance().verdict()).isNull();
    assertThat(performance().said()).singleElement().asString().contains("PREDICTIONS");
  }

  @Test
  void tellsTheVerdictWithItsInterval() {
    ComputedClaim told = performance(evaluation(1, 0.95, claim("accuracy", null, Verdict.PASS)));

    assertThat(told.verdict()).isEqualTo(Verdict.PASS);
    assertThat(told.said())
        .containsExactly("accuracy is PASS: 0.7500 [0.7100, 0.7900], n = 500, at least 0.7");
    assertThat(told.values()).singleElement().satisfies(v -> assertThat(v.limit()).isEqualTo(0.7));
  }

  @Test
  void countsEveryLook() {
    EvaluationFacts failed = evaluation(1, 0.95, claim("accuracy", null, Verdict.FAIL));
    EvaluationFacts passed = evaluation(2, 0.95, claim("accuracy", null, Verdict.PASS));

    assertThat(performance(failed, passed).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(performance(failed, passed).said()).last().asString().contains("(look 2)");
  }

  @Test
  void asksForTheConfidenceOfTheTier() {
    assertThat(performance(evaluation(1, 0.9, claim("accuracy", null, Verdict.PASS))).verdict())
        .isEqualTo(Verdict.UNDEFINED);
  }

  @Test
  void knowsThatALapsedRecordSaysNothing() {
    EvaluationFacts lapsed =
        new EvaluationFacts(
            UUID.randomUUID(),
            1,
            0.95,
            false,
            true,
            PLAN,
            List.of(claim("accuracy", null, Verdict.PASS)),
            null,
            null,
            null);

    assertThat(performance(lapsed).verdict()).isEqualTo(Verdict.UNDEFINED);
  }

  @Test
  void tellsNoNumbersOfSmallCountsAndOfGroups() {
    EvaluationFacts small =
        new EvaluationFacts(
            UUID.randomUUID(),
            1,
            0.95,
            true,
            false,
            PLAN,
            List.of(claim("accuracy", null, Verdict.PASS), claim("fpr_gap", "sex", Verdict.PASS)),
            null,
            null,
            null);

    assertThat(performance(small).said()).containsExactly("accuracy is PASS, at least 0.7");
    assertThat(performance(small).values()).isEmpty();
    assertThat(PlannedClaims.ofFairness(0.95, List.of(small)).said())
        .containsExactly("fpr_gap of sex is PASS, at least 0.7");
  }

  @Test
  void holdsBesideTheLimitsOfThePolicy() {
    ComputedClaim policy =
        new ComputedClaim(Verdict.PASS, List.of("policy"), List.of(), List.of("a"));
    ComputedClaim planned =
        PlannedClaims.ofFairness(
            0.95, List.of(evaluation(1, 0.95, claim("fpr_gap", "sex", Verdict.FAIL))));

    assertThat(policy.and(planned).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(policy.and(PlannedClaims.ofFairness(0.95, List.of()))).isEqualTo(policy);
    ComputedClaim missing = ComputedClaim.missing("limits");
    assertThat(
            missing
                .and(
                    PlannedClaims.ofFairness(
                        0.95, List.of(evaluation(1, 0.95, claim("fpr_gap", "sex", Verdict.PASS)))))
                .verdict())
        .as("what the policy asks for is missing still")
        .isNull();
  }

  private static JudgedClaim ece(double limit, double low, double high) {
    return new JudgedClaim(
        "ece",
        null,
        null,
        limit,
        false,
        new Claim.AtMost(limit).judge(new Interval(low, high)).name(),
        (low + high) / 2,
        low,
        high,
        "BOOTSTRAP",
        500L,
        null,
        null);
  }

  private static ComputedClaim calibration(JudgedClaim... claims) {
    return PlannedClaims.ofCalibration(
        new CalibrationTerms(0.05), 0.95, List.of(evaluation(1, 0.95, claims)));
  }

  @Test
  void keepsCalibrationApartFromPerformance() {
    EvaluationFacts both =
        evaluation(1, 0.95, claim("accuracy", null, Verdict.PASS), ece(0.04, 0.05, 0.06));

    assertThat(performance(both).verdict()).isEqualTo(Verdict.PASS);
    assertThat(
            PlannedClaims.ofCalibration(new CalibrationTerms(0.1), 0.95, List.of(both)).verdict())
        .isEqualTo(Verdict.FAIL);
  }

  @Test
  void holdsCalibrationToTheLimitOfThePolicyToo() {
    assertThat(calibration(ece(0.04, 0.01, 0.03)).verdict()).isEqualTo(Verdict.PASS);
    ComputedClaim easy = calibration(ece(0.2, 0.04, 0.08));
    assertThat(easy.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(easy.said())
        .containsExactly(
            "ece is PASS: 0.0600 [0.0400, 0.0800], n = 500, at most 0.2",
            "ece is INCONCLUSIVE by the policy, at most 0.05");
    assertThat(calibration(ece(0.2, 0.06, 0.08)).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void missesCalibrationThatNobodyClaimsOrLimits() {
    assertThat(calibration(claim("accuracy", null, Verdict.PASS)).verdict()).isNull();
    assertThat(calibration(claim("accuracy", null, Verdict.PASS)).said())
        .singleElement()
        .asString()
        .contains("ece of at most 0.05");
    ComputedClaim unlimited =
        PlannedClaims.ofCalibration(null, 0.95, List.of(evaluation(1, 0.95, ece(0.2, 0.01, 0.02))));
    assertThat(unlimited.verdict()).isNull();
    assertThat(unlimited.said()).singleElement().asString().contains("does not set");
  }
}
