package org.assay.review.evidence.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assay.review.evidence.evaluation.JudgedClaim;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.PlannedClaim;
import org.assay.review.evidence.plan.PlannedStatistic;
import org.assay.review.evidence.plan.PredictionTask;
import org.assay.review.evidence.plan.ReportTerms;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.policy.FairnessMeasure;
import org.assay.review.policy.FairnessTerms;
import org.assay.review.policy.FairnessTerms.FairnessCriterion;
import org.assay.review.policy.FairnessTerms.FairnessLimit;
import org.assay.review.policy.MonitoringTerms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowReportTest {

  private static final MonitoringTerms LIMITS =
      new MonitoringTerms(0.25, 0.1, null, 500, null, 2, 3);

  private static WatchedFeature feature(String name, long... counts) {
    List<FeatureBin> bins = new ArrayList<>();
    for (int at = 0; at < counts.length; at += 2) {
      bins.add(new FeatureBin("b" + at, counts[at], counts[at + 1]));
    }
    return new WatchedFeature(name, FeatureKind.NUMERIC, bins);
  }

  private static WindowReport report(
      @Nullable MonitoringTerms limits, @Nullable Double pseudoCount, WatchedFeature... features) {
    return WindowReport.of(
        new Window(
            "production",
            Instant.EPOCH,
            Instant.EPOCH.plusSeconds(1),
            pseudoCount,
            List.of(features),
            null,
            null,
            null),
        terms(limits, null),
        new Before(Set.of(), Map.of(), List.of()));
  }

  private static WindowTerms terms(
      @Nullable MonitoringTerms limits, @Nullable FairnessTerms fairness) {
    return new WindowTerms(
        "house/1", limits, fairness, ReportTerms.of(Optional.empty()), null, null);
  }

  private static ReportRow row(WindowReport report, String statistic) {
    return report.statistics().stream()
        .filter(one -> one.statistic().equals(statistic))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest(name = "{0} of 1000 in the first half: {1}")
  @CsvSource({"500, STABLE", "600, STABLE", "660, LOOK", "735, LOOK", "750, DRIFT"})
  void saysHowFarAFeatureIs(long first, DriftState state) {
    WindowReport report = report(LIMITS, null, feature("x", 500, first, 500, 1000 - first));

    assertThat(report.drift()).isEqualTo(state);
    double share = first / 1000.0;
    assertThat(row(report, "psi").value())
        .isCloseTo(
            (share - 0.5) * Math.log(share / 0.5) + (0.5 - share) * Math.log((1 - share) / 0.5),
            within(1e-12));
  }

  @Test
  void isDriftWhereOneFeatureIsWhateverTheOthersSay() {
    assertThat(
            report(
                    LIMITS,
                    null,
                    feature("a", 500, 500, 500, 500),
                    feature("b", 500, 900, 500, 100),
                    feature("c", 5, 5, 5, 5))
                .drift())
        .isEqualTo(DriftState.DRIFT);
  }

  @Test
  void saysNothingWhereAFeatureIsLeftOutUnlessAnotherDrifts() {
    WindowReport left = of(Set.of("a", "b"), feature("a", 500, 500, 500, 500));

    assertThat(left.drift()).isEqualTo(DriftState.UNDECIDED);
    assertThat(left.statistics())
        .filteredOn(row -> "b".equals(row.attribute()))
        .extracting(ReportRow::reason, ReportRow::verdict)
        .containsExactly(tuple("FEATURE_MISSING", "UNDEFINED"));
    assertThat(of(Set.of("a"), feature("a", 500, 500, 500, 500)).drift())
        .isEqualTo(DriftState.STABLE);
    assertThat(of(Set.of("b"), feature("a", 500, 900, 500, 100)).drift())
        .isEqualTo(DriftState.DRIFT);
    assertThat(of(Set.of("b")).drift()).isEqualTo(DriftState.UNJUDGED);
  }

  private static WindowReport of(Set<String> watched, WatchedFeature... features) {
    return WindowReport.of(
        new Window(
            "production",
            Instant.EPOCH,
            Instant.EPOCH.plusSeconds(1),
            null,
            List.of(features),
            null,
            null,
            null),
        terms(LIMITS, null),
        new Before(watched, Map.of(), List.of()));
  }

  @Test
  void saysNothingOfTooFewRowsOrAnEmptyBin() {
    WindowReport few = report(LIMITS, null, feature("x", 5000, 400, 5000, 99));
    WindowReport empty = report(LIMITS, null, feature("x", 500, 1000, 500, 0));

    assertThat(few.drift()).isEqualTo(DriftState.UNDECIDED);
    assertThat(row(few, "psi").reason()).isEqualTo("TOO_FEW_ROWS");
    assertThat(row(few, "psi").verdict()).isEqualTo("UNDEFINED");
    assertThat(row(few, "jensen_shannon").verdict()).isNull();
    assertThat(empty.drift()).isEqualTo(DriftState.UNDECIDED);
    assertThat(row(empty, "psi").reason()).isEqualTo("ZERO_BIN");
    assertThat(report(LIMITS, 0.5, feature("x", 500, 1000, 500, 0)).drift())
        .isEqualTo(DriftState.DRIFT);
  }

  @Test
  void takesThePseudoCountOfThePolicyWhereTheWindowSaysNone() {
    MonitoringTerms limits = new MonitoringTerms(0.25, null, 0.01, 500, 0.5, 2, 3);

    WindowReport report = report(limits, null, feature("x", 500, 1000, 500, 0));

    assertThat(row(report, "psi").value()).isNotNull();
    assertThat(row(report, "jensen_shannon").verdict()).isEqualTo("FAIL");
  }

  @Test
  void judgesNothingWithoutLimits() {
    WindowReport report = report(null, null, feature("x", 500, 1000, 500, 1));

    assertThat(report.drift()).isEqualTo(DriftState.UNJUDGED);
    assertThat(row(report, "psi").value()).isNotNull();
    assertThat(row(report, "psi").verdict()).isNull();
  }

  private static LiveCounts live(LiveGroup... groups) {
    long tp = 0;
    long fp = 0;
    long tn = 0;
    long fn = 0;
    for (LiveGroup group : groups) {
      tp += group.tp();
      fp += group.fp();
      tn += group.tn();
      fn += group.fn();
    }
    return new LiveCounts(
        "yes",
        null,
        new LiveRows(tp, fp, tn, fn),
        List.of(new LiveAttribute("sex", null, List.of(groups))));
  }

  private static WindowReport live(LiveCounts counts) {
    FairnessTerms fairness =
        new FairnessTerms(
            List.of("age", "sex"),
            0.95,
            30,
            10,
            List.of(
                new FairnessCriterion(
                    List.of(
                        new FairnessLimit(FairnessMeasure.DEMOGRAPHIC_PARITY_DIFFERENCE, 0.1),
                        new FairnessLimit(FairnessMeasure.DEMOGRAPHIC_PARITY_RATIO, 0.8)))));
    return WindowReport.of(
        new Window("production", Instant.EPOCH, Instant.MAX, null, List.of(), counts, null, null),
        terms(LIMITS, fairness),
        new Before(Set.of(), Map.of(), List.of()));
  }

  @Test
  void holdsLiveCountsToTheLimitsOfFairness() {
    WindowReport apart =
        live(
            live(
                new LiveGroup("f", 100L, 50L, 300L, 550L),
                new LiveGroup("m", 500L, 100L, 300L, 100L)));
    WindowReport alike =
        live(
            live(
                new LiveGroup("f", 5000L, 1000L, 3000L, 1000L),
                new LiveGroup("m", 5000L, 1000L, 3000L, 1000L)));

    assertThat(apart.live()).isEqualTo(Verdict.FAIL);
    assertThat(apart.liveFairness()).isEqualTo(Verdict.FAIL);
    assertThat(apart.livePerformance()).isNull();
    // Of an attribute that the policy names and the window leaves out nothing is known.
    assertThat(alike.live()).isEqualTo(Verdict.UNDEFINED);
    assertThat(alike.claims())
        .extracting(JudgedClaim::attribute, JudgedClaim::verdict)
        .containsExactly(
            tuple("age", "UNDEFINED"),
            tuple("age", "UNDEFINED"),
            tuple("sex", "PASS"),
            tuple("sex", "PASS"));
  }

  @ParameterizedTest
  @CsvSource({
    "yes, RECALL, yes, PASS",
    "yes, RECALL, no, OTHER_CLASS",
    "yes, ACCURACY,, SEVERAL_CLASSES"
  })
  void judgesNoClassByTheCountsOfAnother(
      String counted, PlannedStatistic statistic, @Nullable String about, String outcome) {
    EvaluationPlan plan =
        new EvaluationPlan(
            PredictionTask.MULTICLASS,
            List.of("yes", "no", "perhaps"),
            "yes",
            null,
            "yes",
            null,
            false,
            List.of(),
            List.of(),
            List.of(new PlannedClaim(statistic, 0.5, null, about)),
            0.95,
            30,
            10,
            null,
            null);
    LiveCounts counts = new LiveCounts(counted, null, new LiveRows(900L, 10L, 90L, 10L), null);

    WindowReport report =
        WindowReport.of(
            new Window(
                "production", Instant.EPOCH, Instant.MAX, null, List.of(), counts, null, null),
            new WindowTerms("house/1", LIMITS, null, ReportTerms.of(Optional.empty()), null, plan),
            new Before(Set.of(), Map.of(), List.of()));

    assertThat(report.claims())
        .extracting(one -> one.reason() == null ? one.verdict() : one.reason())
        .containsExactly(outcome);
    assertThat(report.livePerformance()).isEqualTo(report.live());
    assertThat(report.liveFairness()).isNull();
  }

  @Test
  void letsAnInconclusiveClaimWeighMoreThanOneWithoutAnInterval() {
    assertThat(
            live(live(
                    new LiveGroup("f", 20L, 10L, 10L, 10L), new LiveGroup("m", 18L, 12L, 10L, 10L)))
                .live())
        .isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void isReadAsItWasWritten() {
    WindowReport report =
        live(
            live(
                new LiveGroup("f", 100L, 50L, 300L, 550L),
                new LiveGroup("m", 500L, 100L, 300L, 100L)));

    assertThat(WindowReport.read(report.json())).isEqualTo(report);
  }
}
