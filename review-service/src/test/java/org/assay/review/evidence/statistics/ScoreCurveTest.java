package org.assay.review.evidence.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One pass over distinct scores comes to the same figures as arrays of all rows. */
class ScoreCurveTest {

  private static final double CONFIDENCE = 0.95;

  private static ScoreCurve curve(int[] labels, double[] scores) {
    TreeMap<Double, long[]> cells = new TreeMap<>(Comparator.reverseOrder());
    long positives = 0;
    for (int row = 0; row < labels.length; row++) {
      cells.computeIfAbsent(scores[row], _ -> new long[2])[labels[row]]++;
      positives += labels[row];
    }
    ScoreCurve curve = new ScoreCurve(positives, labels.length - positives);
    cells.forEach((score, count) -> curve.add(score, count[1], count[0]));
    return curve;
  }

  private static double value(Outcome<Double> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Ok.class);
    return ((Outcome.Ok<Double>) outcome).value();
  }

  @ParameterizedTest
  @CsvSource({"1, 50, 10", "2, 2000, 30", "3, 500, 100000", "4, 1000, 3"})
  void agreesWithTheArrays(long seed, int rows, int distinct) {
    Random random = new Random(seed);
    int[] labels = new int[rows];
    double[] scores = new double[rows];
    for (int row = 0; row < rows; row++) {
      scores[row] = (1 + random.nextInt(distinct)) / (distinct + 1.0);
      labels[row] = random.nextDouble() < scores[row] ? 1 : 0;
    }

    ScoreCurve curve = curve(labels, scores);

    assertThat(curve.rocAuc(CONFIDENCE)).isInstanceOf(Outcome.Ok.class);
    DeLong.Area found = ((Outcome.Ok<DeLong.Area>) curve.rocAuc(CONFIDENCE)).value();
    DeLong.Area expected =
        ((Outcome.Ok<DeLong.Area>) DeLong.area(labels, scores, CONFIDENCE)).value();
    assertThat(found.auc()).isCloseTo(expected.auc(), within(1e-12));
    assertThat(found.standardError()).isCloseTo(expected.standardError(), within(1e-12));
    assertThat(found.interval().lower()).isCloseTo(expected.interval().lower(), within(1e-11));
    assertThat(value(curve.averagePrecision()))
        .isCloseTo(value(Ranking.averagePrecision(labels, scores)), within(1e-12));
    assertThat(value(curve.brier()))
        .isCloseTo(value(Calibration.brier(labels, scores)), within(1e-12));
    assertThat(value(curve.ece()))
        .isCloseTo(value(Calibration.ece(labels, scores, Calibration.BINS)), within(1e-12));
    assertThat(value(curve.logLoss())).isPositive().isFinite();
  }

  @Test
  void knowsTheLossOfAFewRows() {
    ScoreCurve curve = curve(new int[] {1, 0, 1}, new double[] {0.8, 0.3, 0.5});

    assertThat(value(curve.logLoss()))
        .isCloseTo(-(Math.log(0.8) + Math.log(0.7) + Math.log(0.5)) / 3, within(1e-15));
  }

  @Test
  void saysWhatIsUndefined() {
    assertThat(new ScoreCurve(0, 0).rocAuc(CONFIDENCE))
        .isEqualTo(Outcome.undefined(Reason.EMPTY_INPUT));
    assertThat(curve(new int[] {1, 1}, new double[] {0.1, 0.2}).rocAuc(CONFIDENCE))
        .isEqualTo(Outcome.undefined(Reason.SINGLE_CLASS));
    assertThat(curve(new int[] {1, 1, 0}, new double[] {0.1, 0.2, 0.3}).rocAuc(CONFIDENCE))
        .isEqualTo(Outcome.undefined(Reason.TOO_FEW_PER_CLASS));
    assertThat(curve(new int[] {1, 0, 0, 1}, new double[] {0, 0.2, 0.3, 1}).logLoss())
        .isEqualTo(Outcome.undefined(Reason.INFINITE_LOSS));
    assertThat(curve(new int[] {1, 0}, new double[] {1.5, 0.2}).brier())
        .isEqualTo(Outcome.rejected(Fault.OUT_OF_RANGE));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 40})
  void boundsAPerfectOrder(int perClass) {
    ScoreCurve curve = new ScoreCurve(perClass, perClass);
    curve.add(0.9, perClass, 0);
    curve.add(0.1, 0, perClass);

    DeLong.Area area = ((Outcome.Ok<DeLong.Area>) curve.rocAuc(CONFIDENCE)).value();

    assertThat(area.auc()).isEqualTo(1);
    assertThat(area.method()).isEqualTo(DeLong.Method.CLOPPER_PEARSON_FALLBACK);
  }

  /** Ties count half, so that the area is known; how sure it is, is not. */
  @Test
  void knowsTheAreaOfScoresThatAreAllAlike() {
    ScoreCurve curve = new ScoreCurve(30, 70);
    curve.add(0.3, 30, 70);

    Reported area =
        PerformanceReport.ofRanking(curve, 100, CONFIDENCE, IntervalSource.NONE).getFirst();

    assertThat(area.statistic()).isEqualTo("roc_auc");
    assertThat(area.value()).isEqualTo(0.5);
    assertThat(area.interval()).isNull();
    assertThat(area.method()).isNull();
    assertThat(area.reason()).isEqualTo(Reason.ZERO_VARIANCE);
  }

  @Test
  void reportsRatesWithIntervalsAndTheRestWithout() {
    Confusion counts = new Confusion(45, 15, 35, 15);

    List<Reported> report =
        PerformanceReport.of(counts, null, false, CONFIDENCE, IntervalSource.NONE);

    assertThat(report)
        .extracting(Reported::statistic)
        .containsExactly(
            "accuracy",
            "precision",
            "npv",
            "recall",
            "specificity",
            "fpr",
            "fnr",
            "f1",
            "balanced_accuracy",
            "mcc");
    assertThat(report.getFirst().value()).isEqualTo(80 / 110.0);
    assertThat(report.getFirst().interval()).isNotNull();
    assertThat(report.getLast().interval()).isNull();
    assertThat(
            PerformanceReport.of(
                    new Confusion(0, 0, 5, 5), null, false, CONFIDENCE, IntervalSource.NONE)
                .get(1))
        .extracting(Reported::reason)
        .isEqualTo(Reason.ZERO_DENOMINATOR);
  }
}
