package org.assay.review.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.review.classification.Tier;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.Group;
import org.assay.review.policy.FairnessMeasure;
import org.assay.review.policy.FairnessTerms;
import org.assay.review.policy.FairnessTerms.FairnessCriterion;
import org.assay.review.policy.FairnessTerms.FairnessLimit;
import org.assay.review.policy.Policy;
import org.assay.review.policy.PolicyRequirement;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.ReviewType;
import org.assay.review.policy.Shipped;
import org.assay.review.policy.Terms;
import org.assay.review.replica.Part;
import org.assay.review.requirement.VersionFacts.ApprovalFacts;
import org.assay.review.requirement.VersionFacts.AssessmentFacts;
import org.assay.review.requirement.VersionFacts.ConditionFacts;
import org.assay.review.requirement.VersionFacts.Contributor;
import org.assay.review.requirement.VersionFacts.CountFacts;
import org.assay.review.requirement.VersionFacts.EvidenceFacts;
import org.assay.review.requirement.VersionFacts.EvidenceSpan;
import org.assay.review.requirement.VersionFacts.OpenFindings;
import org.assay.review.requirement.VersionFacts.OverrideFacts;
import org.assay.review.requirement.VersionFacts.Progress;
import org.assay.review.requirement.VersionFacts.ReviewFacts;
import org.assay.review.requirement.VersionFacts.Setting;
import org.assay.review.requirement.VersionFacts.WindowFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyRulesTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String DIGEST = "sha256:" + "ab".repeat(32);
  private static final String EVIDENCE = "sha256:" + "ef".repeat(32);
  private static final UUID POLICY = UUID.randomUUID();
  private static final FactsHealth HEALTHY = new FactsHealth(Duration.ofSeconds(3), false);

  private static PolicyVersion policy(
      int units, @Nullable String appliesIf, @Nullable String satisfiedIf) {
    return policy(units, appliesIf, satisfiedIf, Map.of());
  }

  private static PolicyVersion policy(
      int units, @Nullable String appliesIf, @Nullable String satisfiedIf, Map<Tier, Terms> tiers) {
    Policy starter = Shipped.starter().policy();
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
            units,
            satisfiedIf == null
                ? List.of()
                : List.of(
                    new PolicyRequirement(
                        "own-rule", appliesIf, satisfiedIf, List.of("lead"), "Help")),
            List.of(),
            null,
            tiers,
            null,
            List.of(),
            null,
            null));
  }

  private static ReviewFacts approved(ReviewType type, String by, String unit) {
    return new ReviewFacts(
        UUID.randomUUID(),
        type,
        "APPROVED",
        Progress.APPROVED,
        1,
        NOW,
        0,
        0,
        0,
        List.of(),
        List.of(
            new ApprovalFacts(
                UUID.randomUUID(), by, unit, DIGEST, POLICY, EVIDENCE, NOW, null, null)),
        null);
  }

  private static VersionFacts facts(
      List<Contributor> contributors, String secondUnit, List<OverrideFacts> overrides) {
    return facts(contributors, secondUnit, overrides, List.of());
  }

  /** Both reviews approved by two people of two units, with a MAJOR and a NOTE finding open. */
  private static VersionFacts facts(
      List<Contributor> contributors,
      String secondUnit,
      List<OverrideFacts> overrides,
      List<CountFacts> counts) {
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
            EVIDENCE,
            new EvidenceSpan(0, null, null),
            counts,
            List.of(),
            List.of(),
            List.of(),
            WindowFacts.NONE),
        contributors,
        new AssessmentFacts(
            UUID.randomUUID(), 1, "PASSED", DIGEST, POLICY, NOW, null, false, false, List.of()),
        List.of(
            approved(ReviewType.ETHICS, "ethics-reviewer", "risk"),
            approved(ReviewType.PERFORMANCE, "performance-reviewer", secondUnit)),
        List.of(),
        null,
        null,
        List.of(),
        overrides,
        List.of(),
        null,
        List.of(),
        new ConditionFacts(0, null),
        new Setting(
            "TABULAR",
            null,
            "credit",
            "credit",
            "ACTIVE",
            List.of(
                new OpenFindings(ReviewType.ETHICS, "MAJOR", 1),
                new OpenFindings(ReviewType.PERFORMANCE, "NOTE", 2)),
            List.of(),
            null),
        null,
        Map.of(),
        NOW);
  }

  private static VersionFacts facts(List<Contributor> contributors, String secondUnit) {
    return facts(contributors, secondUnit, List.of());
  }

  private static RequirementState state(List<RequirementResult> results, String key) {
    return results.stream()
        .filter(result -> result.key().value().equals(key))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private static VersionFacts overridden() {
    return facts(
        List.of(),
        "credit",
        List.of(
            new OverrideFacts(
                UUID.randomUUID(),
                "own-rule",
                DIGEST,
                POLICY,
                List.of("lead", "ethics-reviewer"),
                NOW,
                NOW.plusSeconds(1))));
  }

  @Test
  void letsARuleBeOverriddenThatSaysByWhom() {
    assertThat(
            state(
                new Requirements(policy(0, null, "false"), overridden()).forPassing(), "own-rule"))
        .isEqualTo(RequirementState.OVERRIDDEN);
    assertThat(
            state(
                new Requirements(policy(0, null, "environment == 'staging'"), overridden())
                    .forRound("production"),
                "own-rule"))
        .isEqualTo(RequirementState.OVERRIDDEN);
  }

  @Test
  void tellsOfEveryEnvironmentWhatHoldsInEach() {
    VersionFacts facts = facts(List.of(), "credit");

    assertThat(
            state(
                new Requirements(
                        policy(0, null, "environment == 'staging' || version.number == 3"), facts)
                    .forEveryEnvironment(),
                "own-rule"))
        .isEqualTo(RequirementState.SATISFIED);
    assertThat(
            state(
                new Requirements(policy(0, null, "environment == 'staging'"), facts)
                    .forEveryEnvironment(),
                "own-rule"))
        .isEqualTo(RequirementState.ERROR);
  }

  private static RequirementState own(@Nullable String appliesIf, String satisfiedIf) {
    return state(
        new Requirements(policy(0, appliesIf, satisfiedIf), facts(List.of(), "credit"))
            .forPassing(),
        "own-rule");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version.number == 3 && version.kind == 'TABULAR' | SATISFIED",
        "version.state == 'APPROVED' && version.digest.startsWith('sha256:ab') | SATISFIED",
        "project.key == 'credit' && project.unit == 'credit' | SATISFIED",
        "project.state == 'ACTIVE' | SATISFIED",
        "findings.major == 1 && findings.note == 2 && findings.blocker == 0 | SATISFIED",
        "findings.major == 0 | UNSATISFIED",
        "reviews.ethics.findings.major == 1 && reviews.ethics.findings.note == 0 | SATISFIED",
        "reviews.ethics.approvals == 1 && reviews.ethics.state == 'APPROVED' | SATISFIED",
        "reviews.performance.units == ['credit'] | SATISFIED",
        "approvals.count == 2 && approvals.people == 2 | SATISFIED",
        "approvals.units == ['credit', 'risk'] | SATISFIED",
        "approvals.units.exists(unit, unit != project.unit) | SATISFIED",
        "version.federated == true | ERROR",
        "!version.federated | ERROR",
        "reviews.privacy.approvals >= 1 | ERROR"
      })
  void judgeByTheFacts(String satisfiedIf, RequirementState expected) {
    assertThat(own(null, satisfiedIf)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version.kind == 'GENERATIVE' | false | NOT_APPLICABLE",
        "version.kind == 'TABULAR' | false | UNSATISFIED",
        "version.federated | true | ERROR"
      })
  void concernWhomTheySay(String appliesIf, String satisfiedIf, RequirementState expected) {
    assertThat(own(appliesIf, satisfiedIf)).isEqualTo(expected);
  }

  private static final Map<Tier, Terms> FOUR_FIFTHS =
      Map.of(
          Tier.HIGH,
          new Terms(
              List.of(),
              0,
              0,
              null,
              null,
              null,
              null,
              new FairnessTerms(
                  List.of(),
                  0.95,
                  30,
                  10,
                  List.of(
                      new FairnessCriterion(
                          List.of(
                              new FairnessLimit(FairnessMeasure.DEMOGRAPHIC_PARITY_RATIO, 0.8))))),
              null,
              null,
              null,
              null,
              null,
              null,
              null));

  private static RequirementResult claimed(String satisfiedIf, List<CountFacts> counts) {
    return new Requirements(
            policy(0, null, satisfiedIf, FOUR_FIFTHS),
            facts(List.of(), "credit", List.of(), counts))
        .forPassing().stream()
            .filter(result -> result.key().value().equals("own-rule"))
            .findFirst()
            .orElseThrow();
  }

  private static List<CountFacts> selected(long ofOne, long ofOther, long rows) {
    return List.of(
        new CountFacts(
            UUID.randomUUID(),
            "sex",
            true,
            1,
            false,
            List.of(selected("a", ofOne, rows), selected("b", ofOther, rows))));
  }

  private static Group selected(String name, long selected, long rows) {
    long half = selected / 2;
    long others = (rows - selected) / 2;
    return new Group(name, new Confusion(half, selected - half, others, rows - selected - others));
  }

  @ParameterizedTest
  @CsvSource({
    "5000, 4900, 10000, SATISFIED, It holds",
    "5000, 2500, 10000, UNSATISFIED, It does not hold",
    "50, 45, 100, ERROR, INCONCLUSIVE",
    "10, 9, 20, ERROR, UNDEFINED"
  })
  void followTheIntervalOfAClaim(
      long one, long other, long rows, RequirementState expected, String reason) {
    RequirementResult result =
        claimed("claims.fairness.verdict == 'PASS'", selected(one, other, rows));

    assertThat(result.state()).isEqualTo(expected);
    assertThat(result.why().reason())
        .startsWith(reason)
        .contains("demographic_parity_ratio of sex");
    assertThat(result.why().values()).hasSize(rows < 30 ? 0 : 1);
    assertThat(result.why().evidence()).hasSize(1);
  }

  @Test
  void nameTheClaimsThatAreNotComputed() {
    RequirementResult fairness = claimed("claims.fairness.verdict == 'PASS'", List.of());
    RequirementResult others =
        claimed(
            "claims.performance.verdict == 'PASS' && claims.calibration.verdict == 'PASS'",
            selected(5000, 4900, 10_000));

    assertThat(fairness.state()).isEqualTo(RequirementState.ERROR);
    assertThat(fairness.why().reason())
        .startsWith("INSUFFICIENT_DATA for claims.fairness: demographic_parity_ratio of at least")
        .contains("GROUP_COUNTS");
    assertThat(others.state()).isEqualTo(RequirementState.ERROR);
    assertThat(others.why().reason())
        .startsWith("INSUFFICIENT_DATA for claims.calibration, claims.performance: ")
        .contains("computed of predictions", "a limit of calibration");
  }

  @Test
  void letNoOtherConditionStandInForAClaim() {
    assertThat(
            claimed(
                    "claims.fairness.verdict == 'PASS' && version.number == 4",
                    selected(5000, 4900, 10_000))
                .state())
        .isEqualTo(RequirementState.UNSATISFIED);
    assertThat(claimed("!has(claims.fairness)", selected(5000, 4900, 10_000)).state())
        .isEqualTo(RequirementState.UNSATISFIED);
    assertThat(claimed("[claims].all(c, c.fairness.verdict == 'PASS')", List.of()).state())
        .isEqualTo(RequirementState.ERROR);
  }

  @Test
  void countNoApprovalOfWhoHadAPart() {
    VersionFacts facts = facts(List.of(new Contributor("ethics-reviewer", Part.AUTHOR)), "credit");

    assertThat(
            state(
                new Requirements(policy(0, null, "approvals.count == 1"), facts).forPassing(),
                "own-rule"))
        .isEqualTo(RequirementState.SATISFIED);
  }

  @Test
  void askForTheEnvironmentOnlyWhereOneIsNamed() {
    Requirements requirements =
        new Requirements(
            policy(0, null, "environment != 'production'"), facts(List.of(), "credit"));

    assertThat(requirements.forPassing())
        .noneMatch(result -> result.key().value().equals("own-rule"));
    assertThat(state(requirements.forRelease("staging", HEALTHY), "own-rule"))
        .isEqualTo(RequirementState.SATISFIED);
    assertThat(state(requirements.forRelease("production", HEALTHY), "own-rule"))
        .isEqualTo(RequirementState.UNSATISFIED);
    assertThat(state(requirements.forDeployment("production", true, HEALTHY), "own-rule"))
        .isEqualTo(RequirementState.UNSATISFIED);
  }

  @ParameterizedTest
  @CsvSource({"credit, SATISFIED", "risk, UNSATISFIED"})
  void wantApproversOfSeveralUnits(String second, RequirementState expected) {
    assertThat(
            state(
                new Requirements(policy(2, null, null), facts(List.of(), second)).forPassing(),
                "distinct-units"))
        .isEqualTo(expected);
  }
}
