package org.assay.review.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.assay.review.evidence.comparison.Champion;
import org.assay.review.evidence.comparison.Comparison;
import org.assay.review.evidence.comparison.ComparisonResult;
import org.assay.review.evidence.comparison.ComparisonResult.Role;
import org.assay.review.evidence.plan.PredictionTask;
import org.assay.review.evidence.plan.ReportTerms;
import org.assay.review.evidence.statistics.ChampionChallenger.Decision;
import org.assay.review.evidence.statistics.Minimum;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.ComparisonTerms;
import org.assay.review.requirement.VersionFacts.ChampionFacts;
import org.assay.review.requirement.VersionFacts.ChampionRecord;
import org.assay.review.requirement.VersionFacts.EvaluationFacts;
import org.assay.review.requirement.VersionFacts.PlanFacts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonClaimTest {

  private static final PlanFacts PLAN = new PlanFacts(1, PredictionTask.BINARY, true);

  private static final UUID FIRST = UUID.randomUUID();
  private static final Instant RELEASED = Instant.parse("2026-10-01T12:00:00Z");
  private static final ChampionFacts CHAMPION = new ChampionFacts(FIRST, 1, RELEASED);
  private static final ComparisonTerms TERMS = new ComparisonTerms(0.01, false);
  private static final ReportTerms TIER = new ReportTerms(0.95, new Minimum(30, 10));

  private static ComparisonResult result(Role role, Decision decision) {
    return result("accuracy", role, decision);
  }

  private static ComparisonResult result(String statistic, Role role, Decision decision) {
    return new ComparisonResult(
        statistic,
        role,
        role == Role.GROUP ? "sex" : null,
        role == Role.GROUP ? "f" : null,
        0.8,
        0.81,
        0.01,
        decision == Decision.UNDEFINED ? null : -0.005,
        0.02,
        900L,
        "BONETT_PRICE",
        0.4,
        decision.name(),
        decision == Decision.UNDEFINED ? "GROUP_TOO_SMALL" : null);
  }

  private static Champion champion(UUID version, int number) {
    return new Champion(number, version, UUID.randomUUID(), "sha256:" + "ab".repeat(32));
  }

  private static EvaluationFacts evaluation(
      @Nullable Champion with, double margin, boolean superior, ComparisonResult... results) {
    return new EvaluationFacts(
        UUID.randomUUID(),
        1,
        0.95,
        false,
        false,
        PLAN,
        List.of(),
        new Comparison(with, margin, superior, false, List.of(), Arrays.asList(results)),
        with == null ? null : new ChampionRecord(null, false),
        300L);
  }

  private static EvaluationFacts with(@Nullable Instant endsAt, boolean superseded) {
    EvaluationFacts passing = passing();
    return new EvaluationFacts(
        passing.id(),
        passing.look(),
        passing.confidence(),
        passing.smallCounts(),
        passing.lapsed(),
        passing.plan(),
        passing.claims(),
        passing.comparison(),
        new ChampionRecord(endsAt, superseded),
        passing.fewest());
  }

  private static ComputedClaim judged(EvaluationFacts... evaluations) {
    return ComparisonClaim.of(TERMS, TIER, List.of(evaluations), CHAMPION);
  }

  private static EvaluationFacts passing() {
    return evaluation(champion(FIRST, 1), 0.01, false, result(Role.PRIMARY, Decision.SUPERIOR));
  }

  @ParameterizedTest
  @CsvSource({
    "SUPERIOR, SUPERIOR, NON_INFERIOR, false, PASS",
    "NON_INFERIOR, NON_INFERIOR, SUPERIOR, false, PASS",
    "NON_INFERIOR, SUPERIOR, SUPERIOR, true, INCONCLUSIVE",
    "SUPERIOR, NON_INFERIOR, NON_INFERIOR, true, PASS",
    "SUPERIOR, INFERIOR, SUPERIOR, false, FAIL",
    "SUPERIOR, SUPERIOR, INFERIOR, false, FAIL",
    "INFERIOR, SUPERIOR, UNDEFINED, false, FAIL",
    "SUPERIOR, INCONCLUSIVE, SUPERIOR, false, INCONCLUSIVE",
    "SUPERIOR, INCONCLUSIVE, UNDEFINED, false, UNDEFINED"
  })
  void judgesPrimaryGuardsAndGroups(
      Decision primary, Decision guard, Decision group, boolean superior, Verdict verdict) {
    ComputedClaim claim =
        judged(
            evaluation(
                champion(FIRST, 1),
                0.01,
                superior,
                result(Role.PRIMARY, primary),
                result(Role.GUARD, guard),
                result(Role.GROUP, group)));

    assertThat(claim.verdict()).isEqualTo(verdict);
    assertThat(claim.said()).hasSize(3);
  }

  @Test
  void saysHowFarApartTheTwoAre() {
    ComputedClaim claim = judged(passing());

    assertThat(claim.said())
        .containsExactly(
            "accuracy against version 1 is SUPERIOR: +0.0100 [-0.0050, +0.0200], n = 900, margin 0.01");
    assertThat(claim.values())
        .singleElement()
        .satisfies(value -> assertThat(value.limit()).isEqualTo(-0.01));
  }

  @Test
  void asksForTheVersionThatIsReleasedNow() {
    EvaluationFacts old =
        evaluation(
            champion(UUID.randomUUID(), 4), 0.01, false, result(Role.PRIMARY, Decision.SUPERIOR));
    EvaluationFacts baseline =
        evaluation(null, 0.01, false, result(Role.PRIMARY, Decision.SUPERIOR));

    assertThat(judged(old).verdict()).isEqualTo(Verdict.UNDEFINED);
    assertThat(judged(old).said())
        .containsExactly(
            "look 1 compares with version 4, and has to with version 1, which is released");
    assertThat(judged(passing(), old).verdict()).isEqualTo(Verdict.UNDEFINED);
    assertThat(judged(baseline).verdict()).isEqualTo(Verdict.UNDEFINED);
    assertThat(ComparisonClaim.of(TERMS, TIER, List.of(baseline), null).verdict())
        .isEqualTo(Verdict.PASS);
    assertThat(ComparisonClaim.of(TERMS, TIER, List.of(passing()), null).verdict())
        .as("the champion was revoked since")
        .isEqualTo(Verdict.UNDEFINED);
  }

  @Test
  void decidesAnewByThePolicysMarginAndAsksForTheTiersConfidence() {
    EvaluationFacts wide =
        evaluation(champion(FIRST, 1), 0.02, false, result(Role.PRIMARY, Decision.NON_INFERIOR));
    ComparisonTerms narrow = new ComparisonTerms(0.001, false);

    assertThat(judged(wide).verdict()).isEqualTo(Verdict.PASS);
    assertThat(judged(wide).said()).singleElement().asString().endsWith("margin 0.01");
    ComputedClaim undecided = ComparisonClaim.of(narrow, TIER, List.of(wide), CHAMPION);
    assertThat(undecided.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(undecided.said())
        .containsExactly(
            "accuracy against version 1 is INCONCLUSIVE: +0.0100 [-0.0050, +0.0200], n = 900, margin 0.001");
    assertThat(undecided.values())
        .singleElement()
        .satisfies(value -> assertThat(value.limit()).isEqualTo(-0.001));
    assertThat(
            ComparisonClaim.of(
                    TERMS, new ReportTerms(0.99, TIER.minimum()), List.of(passing()), CHAMPION)
                .verdict())
        .isEqualTo(Verdict.UNDEFINED);
    ComparisonTerms better = new ComparisonTerms(0.01, true);
    EvaluationFacts equal =
        evaluation(champion(FIRST, 1), 0.01, false, result(Role.PRIMARY, Decision.NON_INFERIOR));
    assertThat(ComparisonClaim.of(better, TIER, List.of(equal), CHAMPION).verdict())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void asksForAChampionsRecordThatStandsAndWasValidThen() {
    EvaluationFacts superseded = with(null, true);

    assertThat(judged(superseded).verdict()).isEqualTo(Verdict.UNDEFINED);
    assertThat(judged(superseded).said())
        .containsExactly(
            "look 1 compares with predictions of version 1 that are superseded or no longer valid");
    assertThat(judged(with(RELEASED, false)).verdict()).isEqualTo(Verdict.UNDEFINED);
    assertThat(judged(with(RELEASED.plusSeconds(1), false)).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void tellsAnErrorsDifferenceAsAShareOfTheChampions() {
    ComparisonResult error = result("mae", Role.PRIMARY, Decision.NON_INFERIOR);

    ComputedClaim claim = judged(evaluation(champion(FIRST, 1), 0.01, false, error));

    assertThat(claim.verdict()).isEqualTo(Verdict.PASS);
    assertThat(claim.said())
        .containsExactly(
            "mae against version 1 is NON_INFERIOR: +0.0100 of its error [-0.0050, +0.0200], n = 900, margin 0.01");
  }

  @Test
  void asksForAStatisticThatErrorsOfBothKindsMakeWorse() {
    ComparisonResult recall = result("recall", Role.PRIMARY, Decision.SUPERIOR);
    ComparisonResult group = result(Role.GROUP, Decision.SUPERIOR);

    ComputedClaim oneSided = judged(evaluation(champion(FIRST, 1), 0.01, false, recall, group));

    assertThat(oneSided.verdict()).isEqualTo(Verdict.UNDEFINED);
    assertThat(oneSided.said())
        .containsExactly(
            "look 1 compares by nothing that errors of both kinds make worse, as accuracy, f1, macro_f1, balanced_accuracy, mcc, roc_auc, average_precision, mae, rmse are");
    ComparisonResult guard = result("mcc", Role.GUARD, Decision.NON_INFERIOR);
    assertThat(judged(evaluation(champion(FIRST, 1), 0.01, false, recall, guard)).verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void asksForAnErrorBesideTheShareOfVariance() {
    EvaluationFacts share =
        evaluation(champion(FIRST, 1), 0.01, false, result("r2", Role.PRIMARY, Decision.SUPERIOR));
    EvaluationFacts error =
        evaluation(champion(FIRST, 1), 0.01, false, result("mae", Role.PRIMARY, Decision.SUPERIOR));
    EvaluationFacts old =
        evaluation(
            champion(UUID.randomUUID(), 4),
            0.01,
            false,
            result("mae", Role.PRIMARY, Decision.SUPERIOR));

    assertThat(judged(share).verdict()).isEqualTo(Verdict.UNDEFINED);
    assertThat(judged(share, error).verdict())
        .as("what was compared before both were asked for may stand beside it")
        .isEqualTo(Verdict.PASS);
    assertThat(judged(share, old).said()).hasSize(2).first().asString().contains("mae, rmse are");
  }

  @ParameterizedTest
  @CsvSource({
    "accuracy, 100, 1,",
    "accuracy, 99, 30, 100 rows at least",
    "recall, 30, 30,",
    "recall, 29, 30, 30 rows of its label at least",
    "brier, 100, 1,",
    "roc_auc, 100, 30,",
    "roc_auc, 100, 29, 30 rows of each label at least",
    "roc_auc, 100,, 30 rows of each label at least",
    "roc_auc, 99, 30, 100 rows at least",
    "macro_f1, 100, 29, 30 rows of each label at least"
  })
  void asksForAsManyRowsAsTheTierDoesNow(
      String statistic, long n, @Nullable Long fewest, @Nullable String asked) {
    ComparisonResult few = withRows(result(statistic, Role.GUARD, Decision.SUPERIOR), n);
    EvaluationFacts compared =
        withLabels(
            evaluation(
                champion(FIRST, 1), 0.01, false, result(Role.PRIMARY, Decision.SUPERIOR), few),
            fewest);
    ReportTerms high = new ReportTerms(0.95, new Minimum(100, 30));

    ComputedClaim claim = ComparisonClaim.of(TERMS, high, List.of(compared), CHAMPION);

    assertThat(claim.verdict()).isEqualTo(asked == null ? Verdict.PASS : Verdict.UNDEFINED);
    assertThat(claim.values()).hasSize(asked == null ? 2 : 1);
    assertThat(claim.said())
        .last()
        .asString()
        .contains(asked == null ? "SUPERIOR: " : "UNDEFINED: the tier asks for " + asked);
  }

  private static EvaluationFacts withLabels(EvaluationFacts of, @Nullable Long fewest) {
    return new EvaluationFacts(
        of.id(),
        of.look(),
        of.confidence(),
        of.smallCounts(),
        of.lapsed(),
        of.plan(),
        of.claims(),
        of.comparison(),
        of.champion(),
        fewest);
  }

  private static ComparisonResult withRows(ComparisonResult of, long n) {
    return new ComparisonResult(
        of.statistic(),
        of.role(),
        of.attribute(),
        of.group(),
        of.champion(),
        of.challenger(),
        of.difference(),
        of.ciLow(),
        of.ciHigh(),
        n,
        of.method(),
        of.pValue(),
        of.decision(),
        of.reason());
  }

  @Test
  void isMissingWithoutAComparisonOrALimit() {
    EvaluationFacts without =
        new EvaluationFacts(
            UUID.randomUUID(), 1, 0.95, false, false, PLAN, List.of(), null, null, null);

    assertThat(judged(without).verdict()).isNull();
    assertThat(judged(without).said())
        .singleElement()
        .asString()
        .contains("version 1, which is released");
    assertThat(ComparisonClaim.of(null, TIER, List.of(passing()), CHAMPION).verdict()).isNull();
  }

  @Test
  void tellsNoNumbersOfSmallCounts() {
    EvaluationFacts small =
        new EvaluationFacts(
            UUID.randomUUID(),
            1,
            0.95,
            false,
            false,
            PLAN,
            List.of(),
            new Comparison(
                champion(FIRST, 1),
                0.01,
                false,
                true,
                List.of("sex"),
                List.of(
                    result(Role.PRIMARY, Decision.SUPERIOR),
                    result(Role.GROUP, Decision.SUPERIOR))),
            new ChampionRecord(null, false),
            300L);

    assertThat(judged(small).values()).isEmpty();
    assertThat(judged(small).said())
        .containsExactly(
            "accuracy against version 1 is SUPERIOR, margin 0.01",
            "accuracy of sex f against version 1 is SUPERIOR, margin 0.01");
  }
}
