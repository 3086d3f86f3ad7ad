package org.assay.review.evidence.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Intervals that are drawn from rows, and from sums, are those of the statistics themselves. */
class DrawnRowsTest {

  private static final int ROWS = 300;
  private static final BootstrapPlan PLAN =
      BootstrapPlan.of("sha256:data", "metric", "sha256:plan", 199, 0.95);
  private static final List<String> CLASSES = List.of("yes", "no");
  private static final Set<String> OF_PREVALENCE = Set.of("ece", "brier", "log_loss");

  private final Random random = new Random(7);
  private final int[] labels = new int[ROWS];
  private final int[] predictions = new int[ROWS];
  private final double[] scores = new double[ROWS];
  private final ClassRows rows = new ClassRows(CLASSES);

  DrawnRowsTest() {
    for (int row = 0; row < ROWS; row++) {
      scores[row] = (1 + random.nextInt(20)) / 21.0;
      labels[row] = random.nextDouble() < scores[row] ? 1 : 0;
      predictions[row] = scores[row] >= 0.5 ? 1 : 0;
      rows.add(1 - labels[row], 1 - predictions[row], scores[row]);
    }
  }

  private static <T> T value(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Ok.class);
    return ((Outcome.Ok<T>) outcome).value();
  }

  /** Sums of the same numbers in another order differ in their last digits only. */
  @ParameterizedTest
  @ValueSource(strings = {"brier", "log_loss", "ece"})
  void haveNoWidthWhereAllRowsAreAlike(String statistic) {
    ClassRows alike = new ClassRows(CLASSES);
    for (int row = 0; row < ROWS; row++) {
      alike.add(row % 2, row % 2, row % 2 == 0 ? 0.9 : 0.1);
    }

    Interval found = value(alike.interval(statistic, null, PLAN, () -> {}));

    assertThat(found.ofSomeWidth()).isEqualTo(Outcome.undefined(Reason.ZERO_VARIANCE));
  }

  private Strata strata() {
    return Strata.of(Arrays.stream(labels).mapToObj(label -> CLASSES.get(1 - label)).toList());
  }

  private static int[] of(int[] values, int[] rows) {
    return Arrays.stream(rows).map(row -> values[row]).toArray();
  }

  private static double[] of(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }

  private Outcome<Double> plain(String statistic, int[] drawn) {
    int[] hits = of(labels, drawn);
    double[] probabilities = of(scores, drawn);
    long tp = IntStream.of(drawn).filter(row -> labels[row] + predictions[row] == 2).count();
    long positives = IntStream.of(hits).sum();
    long selected = IntStream.of(of(predictions, drawn)).sum();
    Confusion counts =
        new Confusion(tp, selected - tp, drawn.length - positives - selected + tp, positives - tp);
    return switch (statistic) {
      case "f1" -> counts.f1();
      case "balanced_accuracy" -> counts.balancedAccuracy();
      case "mcc" -> counts.mcc();
      case "average_precision" -> Ranking.averagePrecision(hits, probabilities);
      case "brier" -> Calibration.brier(hits, probabilities);
      case "log_loss" -> Calibration.logLoss(hits, probabilities);
      case "ece" -> Calibration.ece(hits, probabilities, Calibration.BINS);
      case "macro_f1" -> MultiClass.macroF1(CLASSES, names(hits), names(of(predictions, drawn)));
      default -> throw new IllegalArgumentException(statistic);
    };
  }

  private static List<String> names(int[] codes) {
    return Arrays.stream(codes).mapToObj(code -> CLASSES.get(1 - code)).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f1",
        "balanced_accuracy",
        "mcc",
        "average_precision",
        "brier",
        "log_loss",
        "ece",
        "macro_f1"
      })
  void areThoseOfTheArrays(String statistic) {
    Interval found = value(rows.interval(statistic, null, PLAN, () -> {}));

    Function<int[], Outcome<Double>> plain = drawn -> plain(statistic, drawn);
    Strata drawnFrom = OF_PREVALENCE.contains(statistic) ? Strata.single(ROWS) : strata();
    Interval expected = value(Bootstrap.percentile(PLAN, drawnFrom, plain)).interval();
    assertThat(found.lower()).isCloseTo(expected.lower(), within(1e-15));
    assertThat(found.upper()).isCloseTo(expected.upper(), within(1e-15));
    assertThat(found.lower()).isLessThan(found.upper());
  }

  @Test
  void ofACalibrationErrorCoverHowRareALabelIs() {
    ClassRows few = new ClassRows(CLASSES);
    for (int row = 0; row < 20; row++) {
      few.add(row < 2 ? 0 : 1, 1, 0.1);
    }

    Interval found = value(few.interval("ece", null, PLAN, () -> {}));

    assertThat(found.lower()).isCloseTo(0, within(1e-12));
    assertThat(found.upper()).isGreaterThan(0.1);
  }

  @Test
  void dependOnTheSeedAndTheOrderOfTheRows() {
    ClassRows reversed = new ClassRows(CLASSES);
    for (int row = ROWS - 1; row >= 0; row--) {
      reversed.add(1 - labels[row], 1 - predictions[row], scores[row]);
    }
    BootstrapPlan other = BootstrapPlan.of("sha256:other", "metric", "sha256:plan", 199, 0.95);

    Interval found = value(rows.interval("brier", null, PLAN, () -> {}));

    assertThat(value(rows.interval("brier", null, PLAN, () -> {}))).isEqualTo(found);
    assertThat(value(reversed.interval("brier", null, PLAN, () -> {}))).isNotEqualTo(found);
    assertThat(value(rows.interval("brier", null, other, () -> {}))).isNotEqualTo(found);
  }

  @Test
  void ofNumbersAreThoseOfTheArrays() {
    NumberRows numbers = new NumberRows();
    double[] predicted = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      predicted[row] = scores[row] + random.nextGaussian();
      numbers.add(scores[row], predicted[row]);
    }

    Interval found = value(numbers.interval("rmse", PLAN, () -> {}));

    assertThat(found)
        .isEqualTo(
            value(
                    Bootstrap.percentile(
                        PLAN,
                        Strata.single(ROWS),
                        drawn -> Regression.rmse(of(scores, drawn), of(predicted, drawn))))
                .interval());
  }

  @Test
  void ofCountsComeCloseToThoseOfRows() {
    ClassRows many = new ClassRows(CLASSES);
    for (int row = 0; row < 6000; row++) {
      many.add(row % 2, row % 7 == 0 ? 1 - row % 2 : row % 2, 0);
    }
    // 428 of the 3,000 positives and 429 of the 3,000 others are predicted to be the other class.
    ConfusionMatrix matrix = ConfusionMatrix.of(CLASSES, new long[][] {{2571, 429}, {428, 2572}});
    BootstrapPlan plan = BootstrapPlan.of("sha256:data", "f1", "sha256:plan", 1999, 0.95);

    Interval drawn = value(many.interval("f1", null, plan, () -> {}));
    Interval counted =
        value(CountBootstrap.percentile(plan, matrix, counts -> counts.against(0).f1()));

    assertThat(counted.lower()).isCloseTo(drawn.lower(), within(2e-3));
    assertThat(counted.upper()).isCloseTo(drawn.upper(), within(2e-3));
  }

  @Test
  void ofCalibrationComeCloseToThoseOfRowsWhenBinsAreCounted() {
    ClassRows many = new ClassRows(CLASSES);
    CalibrationCells cells = new CalibrationCells();
    for (int row = 0; row < 6000; row++) {
      double score = random.nextDouble();
      boolean hit = random.nextDouble() < 0.8 * score;
      many.add(hit ? 0 : 1, 0, score);
      cells.add(Calibration.bin(score, Calibration.BINS), hit, 1, score);
    }
    BootstrapPlan plan = BootstrapPlan.of("sha256:data", "ece", "sha256:plan", 1999, 0.95);

    Interval drawn = value(many.interval("ece", null, plan, () -> {}));
    Interval counted = value(cells.ece(plan, () -> {}));

    assertThat(drawn.upper() - drawn.lower()).isBetween(0.01, 0.03);
    assertThat(counted.lower()).isCloseTo(drawn.lower(), within(1e-3));
    assertThat(counted.upper()).isCloseTo(drawn.upper(), within(1e-3));
    assertThat(value(cells.ece(plan, () -> {}))).isEqualTo(counted);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.01, 0.5, 0.99, 1 - 1e-6})
  void drawCountsOfTheBinomialDistribution(double probability) {
    BootstrapStream stream = new BootstrapStream("binomial");
    int trials = 10_000;
    double[] drawn =
        IntStream.range(0, 20_000)
            .mapToDouble(_ -> CountBootstrap.binomial(stream, trials, probability))
            .toArray();

    double mean = Arrays.stream(drawn).average().orElseThrow();
    double variance =
        Arrays.stream(drawn).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    double expected = trials * probability * (1 - probability);
    assertThat(mean)
        .isCloseTo(trials * probability, within(4 * Math.sqrt(expected / drawn.length)));
    assertThat(variance).isCloseTo(expected, within(0.05 * expected + 0.002));
    assertThat(Arrays.stream(drawn)).allMatch(x -> 0 <= x && x <= trials);
  }

  @Test
  void sumErrorsAsTheArraysDo() {
    double[] predicted = Arrays.stream(scores).map(s -> s + random.nextGaussian()).toArray();
    double errors = 0;
    double absolute = 0;
    double squares = 0;
    double fourths = 0;
    for (int row = 0; row < ROWS; row++) {
      double error = predicted[row] - scores[row];
      errors += error;
      absolute += Math.abs(error);
      squares += error * error;
      fourths += error * error * error * error;
    }
    ErrorSums sums = new ErrorSums(ROWS, errors, absolute, squares, fourths);

    assertThat(value(sums.rmse()))
        .isCloseTo(value(Regression.rmse(scores, predicted)), within(1e-13));
    assertThat(value(sums.mae()))
        .isCloseTo(value(Regression.mae(scores, predicted)), within(1e-13));
    double mean = Arrays.stream(scores).average().orElseThrow();
    double spread = Arrays.stream(scores).map(s -> (s - mean) * (s - mean)).sum();
    assertThat(value(sums.r2(spread, false)))
        .isCloseTo(value(Regression.r2(scores, predicted)), within(1e-10));
    double variance = (squares - absolute * absolute / ROWS) / (ROWS - 1);
    Interval mae = value(sums.maeInterval(0.95));
    assertThat(mae.upper() - mae.lower())
        .isCloseTo(2 * 1.959963984540054 * Math.sqrt(variance / ROWS), within(1e-12));
    assertThat(new ErrorSums(5, 5, 5, 5, 5).maeInterval(0.95))
        .isEqualTo(Outcome.undefined(Reason.ZERO_VARIANCE));
    assertThat(new ErrorSums(1, 5, 5, 25, 625).rmseInterval(0.95))
        .isEqualTo(Outcome.undefined(Reason.TOO_FEW_ROWS));
  }

  @Test
  void sumCalibrationAsTheArraysDo() {
    BinnedCalibration sums = new BinnedCalibration();
    for (int row = 0; row < ROWS; row++) {
      sums.add(Calibration.bin(scores[row], Calibration.BINS), 1, labels[row], scores[row]);
    }

    assertThat(value(sums.ece()))
        .isCloseTo(value(Calibration.ece(labels, scores, Calibration.BINS)), within(1e-13));
    assertThat(value(sums.bias()))
        .isCloseTo(
            (Arrays.stream(scores).sum() - Arrays.stream(labels).sum()) / ROWS, within(1e-13));
  }
}
