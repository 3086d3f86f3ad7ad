package org.assay.review.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assay.review.checklist.Checklist.Mark;
import org.assay.review.checklist.Checklist.Question;
import org.assay.review.checklist.Proof;
import org.assay.review.checklist.ProofState;
import org.assay.review.classification.Tier;
import org.assay.review.evidence.evaluation.JudgedClaim;
import org.assay.review.evidence.plan.PredictionTask;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.evidence.window.DriftState;
import org.assay.review.policy.FairnessMeasure;
import org.assay.review.policy.FairnessTerms;
import org.assay.review.policy.FairnessTerms.FairnessCriterion;
import org.assay.review.policy.FairnessTerms.FairnessLimit;
import org.assay.review.policy.MonitoringTerms;
import org.assay.review.policy.Policy;
import org.assay.review.policy.PolicyRequirement;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.Shipped;
import org.assay.review.policy.Terms;
import org.assay.review.requirement.VersionFacts.ConditionFacts;
import org.assay.review.requirement.VersionFacts.DriftFacts;
import org.assay.review.requirement.VersionFacts.EvaluationFacts;
import org.assay.review.requirement.VersionFacts.EvidenceFacts;
import org.assay.review.requirement.VersionFacts.EvidenceSpan;
import org.assay.review.requirement.VersionFacts.LiveFacts;
import org.assay.review.requirement.VersionFacts.OverrideFacts;
import org.assay.review.requirement.VersionFacts.PlanFacts;
import org.assay.review.requirement.VersionFacts.Setting;
import org.assay.review.requirement.VersionFacts.WindowFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvenTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String DIGEST = "sha256:" + "ab".repeat(32);
  private static final UUID POLICY = UUID.randomUUID();
  private static final FairnessTerms FAIRNESS =
      new FairnessTerms(
          List.of(),
          0.95,
          30,
          10,
          List.of(
              new FairnessCriterion(
                  List.of(new FairnessLimit(FairnessMeasure.DEMOGRAPHIC_PARITY_DIFFERENCE, 0.1)))));
  private static final MonitoringTerms MONITORING =
      new MonitoringTerms(0.25, null, 0.1, 100, 0.5, 2, 3);

  private static PolicyVersion policy(
      @Nullable FairnessTerms fairness, @Nullable MonitoringTerms monitoring) {
    Policy starter = Shipped.starter().policy();
    Terms terms =
        new Terms(
            List.of(),
            0,
            0,
            null,
            null,
            null,
            null,
            fairness,
            null,
            null,
            null,
            null,
            null,
            null,
            monitoring);
    return new PolicyVersion(
        POLICY,
        Shipped.starter().digest(),
        new Policy(
            "house",
            1,
            "Ours",
            starter.reviews(),
            starter.distinctPeople(),
            starter.copyAgeLimit(),
            starter.clauses(),
            null,
            null,
            1,
            List.of(
                new PolicyRequirement(
                    "own-rule",
                    null,
                    "claims.performance.verdict == 'PASS'",
                    List.of("lead"),
                    "Help")),
            List.of(),
            null,
            Map.of(Tier.MINIMAL, terms),
            null,
            List.of(),
            null,
            null));
  }

  private static VersionFacts facts(
      String kind,
      List<EvaluationFacts> evaluations,
      WindowFacts windows,
      List<OverrideFacts> overrides) {
    return new VersionFacts(
        UUID.randomUUID(),
        UUID.randomUUID(),
        UUID.randomUUID(),
        "credit.denial",
        3,
        "APPROVED",
        DIGEST,
        5,
        new EvidenceFacts(
            DIGEST,
            new EvidenceSpan(0, null, null),
            List.of(),
            evaluations,
            List.of(),
            List.of(),
            windows),
        List.of(),
        null,
        List.of(),
        List.of(),
        null,
        null,
        List.of(),
        overrides,
        List.of(),
        null,
        List.of(),
        new ConditionFacts(0, null),
        new Setting(kind, null, "credit", "credit", "ACTIVE", List.of(), List.of(), null),
        null,
        Map.of(),
        NOW);
  }

  private static VersionFacts evaluated(EvaluationFacts... evaluations) {
    return facts("TABULAR", List.of(evaluations), WindowFacts.NONE, List.of());
  }

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

  private static EvaluationFacts evaluation(
      PredictionTask task, boolean grouped, JudgedClaim... claims) {
    return new EvaluationFacts(
        UUID.randomUUID(),
        1,
        0.95,
        false,
        false,
        new PlanFacts(1, task, grouped),
        List.of(claims),
        null,
        null,
        null);
  }

  private static Question question(Proof... proofs) {
    return new Question(
        "OWN-1", "Is it so?", "a note", Mark.B, Map.of(), null, null, Set.of(proofs));
  }

  private static ProofState state(VersionFacts facts, Proof proof) {
    return Proven.of(policy(FAIRNESS, MONITORING), facts).state(question(proof), null);
  }

  @ParameterizedTest
  @CsvSource({
    "EVALUATION, OPEN, PASSED, PASSED, PASSED",
    "EVALUATION_BY_GROUP, OPEN, OPEN, OPEN, DOCUMENT",
    "GROUP_LIMITS, OPEN, OPEN, DOCUMENT, DOCUMENT",
    "SEGMENTS, OPEN, OPEN, DOCUMENT, DOCUMENT",
    "FAIRNESS, OPEN, OPEN, DOCUMENT, DOCUMENT",
    "CALIBRATION, DOCUMENT, DOCUMENT, DOCUMENT, DOCUMENT",
    "PRIVACY, DOCUMENT, DOCUMENT, DOCUMENT, DOCUMENT",
    "EXPLANATION, OPEN, OPEN, OPEN, OPEN",
    "LIVE_PERFORMANCE, DOCUMENT, OPEN, DOCUMENT, DOCUMENT",
    "LIVE_FAIRNESS, OPEN, OPEN, DOCUMENT, DOCUMENT",
    "LIVE, OPEN, OPEN, DOCUMENT, DOCUMENT"
  })
  void takesADocumentWhereNothingIsComputed(
      Proof proof, ProofState none, ProofState binary, ProofState regression, ProofState ranking) {
    JudgedClaim accuracy = claim("accuracy", null, Verdict.PASS);

    assertThat(state(evaluated(), proof)).isEqualTo(none);
    assertThat(state(evaluated(evaluation(PredictionTask.BINARY, false, accuracy)), proof))
        .isEqualTo(binary);
    assertThat(
            state(
                evaluated(
                    evaluation(
                        PredictionTask.REGRESSION, false, claim("rmse", null, Verdict.PASS))),
                proof))
        .isEqualTo(regression);
    assertThat(
            state(
                evaluated(
                    evaluation(
                        PredictionTask.RANKING, false, claim("roc_auc", null, Verdict.PASS))),
                proof))
        .isEqualTo(ranking);
  }

  @Test
  void takesADocumentForAModelThatTakesInNoFeatures() {
    assertThat(state(facts("VISION", List.of(), WindowFacts.NONE, List.of()), Proof.EXPLANATION))
        .isEqualTo(ProofState.DOCUMENT);
  }

  /** What cannot be counted live, as what only scores or several classes tell. */
  @Test
  void takesADocumentForLivePerformanceThatCountsDoNotTell() {
    VersionFacts scored =
        evaluated(evaluation(PredictionTask.BINARY, true, claim("roc_auc", null, Verdict.PASS)));
    VersionFacts several =
        evaluated(
            evaluation(PredictionTask.MULTICLASS, true, claim("accuracy", null, Verdict.PASS)));

    assertThat(state(scored, Proof.LIVE_PERFORMANCE)).isEqualTo(ProofState.DOCUMENT);
    assertThat(state(several, Proof.LIVE_PERFORMANCE)).isEqualTo(ProofState.DOCUMENT);
    assertThat(state(several, Proof.LIVE_FAIRNESS)).isEqualTo(ProofState.OPEN);
  }

  @Test
  void asksOfAnEvaluationWhatTheQuestionAsksFor() {
    JudgedClaim failing = claim("accuracy", null, Verdict.FAIL);
    JudgedClaim limit = claim("fpr_gap", "sex", Verdict.FAIL);
    VersionFacts grouped = evaluated(evaluation(PredictionTask.BINARY, true, failing));
    VersionFacts limited = evaluated(evaluation(PredictionTask.BINARY, true, failing, limit));

    assertThat(state(grouped, Proof.EVALUATION_BY_GROUP)).isEqualTo(ProofState.PASSED);
    Question limits = question(Proof.GROUP_LIMITS);
    assertThat(Proven.of(policy(null, null), grouped).state(limits, null))
        .isEqualTo(ProofState.OPEN);
    assertThat(Proven.of(policy(null, null), limited).state(limits, null))
        .isEqualTo(ProofState.PASSED);
    assertThat(state(grouped, Proof.GROUP_LIMITS)).as("by the policy").isEqualTo(ProofState.PASSED);
    assertThat(
            Proven.of(policy(FAIRNESS, null), limited)
                .computed(question(Proof.GROUP_LIMITS), null)
                .getFirst()
                .said())
        .containsExactly("evaluated, look 1: accuracy is FAIL, fpr_gap of sex is FAIL");
  }

  @Test
  void failsUntilTheRequirementIsOverridden() {
    EvaluationFacts failing =
        evaluation(PredictionTask.BINARY, true, claim("accuracy", null, Verdict.FAIL));
    OverrideFacts override =
        new OverrideFacts(
            UUID.randomUUID(),
            "own-rule",
            DIGEST,
            POLICY,
            List.of("lead", "lead-2"),
            NOW,
            NOW.plusSeconds(60));

    assertThat(state(evaluated(failing), Proof.PERFORMANCE)).isEqualTo(ProofState.FAILED);
    assertThat(
            state(
                facts("TABULAR", List.of(failing), WindowFacts.NONE, List.of(override)),
                Proof.PERFORMANCE))
        .isEqualTo(ProofState.OPEN);
    assertThat(
            state(
                evaluated(
                    evaluation(PredictionTask.BINARY, true, claim("fpr_gap", "sex", Verdict.FAIL))),
                Proof.SEGMENTS))
        .isEqualTo(ProofState.FAILED);
  }

  private static VersionFacts live(LiveFacts... windows) {
    return facts(
        "TABULAR",
        List.of(evaluation(PredictionTask.BINARY, true, claim("accuracy", null, Verdict.PASS))),
        new WindowFacts(List.of(windows), List.of(), List.of()),
        List.of());
  }

  private static LiveFacts live(String environment, Verdict newest, Verdict decided) {
    UUID id = UUID.randomUUID();
    return new LiveFacts(
        id, environment, newest, newest == decided ? id : UUID.randomUUID(), decided);
  }

  @ParameterizedTest
  @CsvSource({
    "PASS, PASS, PASSED, PASSED",
    "FAIL, FAIL, FAILED, FAILED",
    "INCONCLUSIVE, PASS, PASSED, OPEN",
    "INCONCLUSIVE, FAIL, FAILED, OPEN",
    "UNDEFINED, UNDEFINED, OPEN, OPEN"
  })
  void goesByTheNewestWindowOfEachEnvironment(
      Verdict newest, Verdict decided, ProofState standing, ProofState answering) {
    VersionFacts known =
        live(live("staging", Verdict.PASS, Verdict.PASS), live("production", newest, decided));
    Proven proven = Proven.of(policy(FAIRNESS, MONITORING), known);

    assertThat(proven.state(question(Proof.LIVE_PERFORMANCE), null)).isEqualTo(standing);
    assertThat(proven.answering(question(Proof.LIVE_PERFORMANCE)))
        .extracting(ComputedProof::state)
        .containsExactly(answering);
  }

  @Test
  void letsDriftBeExplainedUntilAnotherFeatureDrifts() {
    UUID id = UUID.randomUUID();
    DriftFacts drifting =
        new DriftFacts(
            id, "production", DriftState.DRIFT, id, DriftState.DRIFT, List.of("income", "age"));
    Proven proven =
        Proven.of(
            policy(FAIRNESS, MONITORING),
            facts(
                "TABULAR",
                List.of(),
                new WindowFacts(List.of(), List.of(), List.of(drifting)),
                List.of()));
    Question asked = question(Proof.DRIFT);

    assertThat(proven.state(asked, null)).isEqualTo(ProofState.FAILED);
    assertThat(proven.state(asked, Set.of("income"))).isEqualTo(ProofState.FAILED);
    assertThat(proven.state(asked, Set.of("income", "age", "debt"))).isEqualTo(ProofState.PASSED);
    assertThat(proven.askingWhy()).containsExactly(id);
  }
}
