package org.assay.review.evidence.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Differences of two models that are drawn, or summed, are those of the statistics themselves. */
class PairedDrawingTest {

  private static final int ROWS = 400;
  private static final BootstrapPlan PLAN =
      BootstrapPlan.of("sha256:data", "metric", "sha256:plan", 199, 0.95);
  private static final BootstrapPlan LONG =
      BootstrapPlan.of("sha256:data", "metric", "sha256:plan", 1999, 0.95);

  private final Random random = new Random(11);
  private final int[] labels = new int[ROWS];
  private final double[] challenger = new double[ROWS];
  private final double[] champion = new double[ROWS];
  private final PairedScores scores = new PairedScores(List.of("yes", "no"), ROWS);
  private final double[] observed = new double[ROWS];
  private final double[] near = new double[ROWS];
  private final double[] far = new double[ROWS];
  private final PairedNumbers numbers = new PairedNumbers(ROWS);

  PairedDrawingTest() {
    for (int row = 0; row < ROWS; row++) {
      challenger[row] = (1 + random.nextInt(30)) / 31.0;
      champion[row] = Math.clamp(challenger[row] + 0.2 * random.nextGaussian(), 0.01, 0.99);
      labels[row] = random.nextDouble() < challenger[row] ? 1 : 0;
      scores.add(labels[row] == 1, challenger[row], champion[row]);
      observed[row] = 1000 + random.nextGaussian();
      near[row] = observed[row] + 0.2 * random.nextGaussian();
      far[row] = observed[row] + 0.3 * random.nextGaussian();
      numbers.add(observed[row], near[row], far[row]);
    }
  }

  private static <T> T value(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Ok.class);
    return ((Outcome.Ok<T>) outcome).value();
  }

  private static double[] of(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }

  private Function<int[], Outcome<Double>> scored(String statistic) {
    BiFunction<int[], double[], Outcome<Double>> of =
        switch (statistic) {
          case "average_precision" -> Ranking::averagePrecision;
          case "brier" -> Calibration::brier;
          default -> Calibration::logLoss;
        };
    int sign = statistic.equals("average_precision") ? 1 : -1;
    return rows -> {
      int[] drawn = Arrays.stream(rows).map(row -> labels[row]).toArray();
      return Outcome.ok(
          sign
              * (value(of.apply(drawn, of(challenger, rows)))
                  - value(of.apply(drawn, of(champion, rows)))));
    };
  }

  private static void same(Bootstrap.Percentile found, Bootstrap.Percentile expected) {
    assertThat(found.estimate()).isCloseTo(expected.estimate(), within(1e-12));
    assertThat(found.interval().lower()).isCloseTo(expected.interval().lower(), within(1e-12));
    assertThat(found.interval().upper()).isCloseTo(expected.interval().upper(), within(1e-12));
    assertThat(found.interval().isPoint()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"average_precision", "brier", "log_loss"})
  void ofScoresAreThoseOfTheArrays(String statistic) {
    Strata strata =
        statistic.equals("average_precision")
            ? Strata.of(Arrays.stream(labels).mapToObj(one -> one == 1 ? "yes" : "no").toList())
            : Strata.single(ROWS);

    same(
        value(scores.difference(statistic, PLAN, () -> {})),
        value(Bootstrap.percentile(PLAN, strata, scored(statistic))));
  }

  private Function<int[], Outcome<Double>> numbers(String statistic) {
    return rows -> {
      double[] targets = of(observed, rows);
      double[] now = of(near, rows);
      double[] was = of(far, rows);
      return Outcome.ok(
          switch (statistic) {
            case "mae" ->
                1 - value(Regression.mae(targets, now)) / value(Regression.mae(targets, was));
            case "rmse" ->
                1 - value(Regression.rmse(targets, now)) / value(Regression.rmse(targets, was));
            default -> value(Regression.r2(targets, now)) - value(Regression.r2(targets, was));
          });
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"mae", "rmse", "r2"})
  void ofNumbersAreThoseOfTheArrays(String statistic) {
    same(
        value(numbers.difference(statistic, PLAN, () -> {})),
        value(Bootstrap.percentile(PLAN, Strata.single(ROWS), numbers(statistic))));
  }

  private static void close(Estimate summed, Bootstrap.Percentile drawn) {
    double width = drawn.interval().upper() - drawn.interval().lower();
    assertThat(summed.value()).isCloseTo(drawn.estimate(), within(1e-12));
    assertThat(summed.interval().lower()).isCloseTo(drawn.interval().lower(), within(0.1 * width));
    assertThat(summed.interval().upper()).isCloseTo(drawn.interval().upper(), within(0.1 * width));
  }

  @ParameterizedTest
  @ValueSource(strings = {"brier", "log_loss"})
  void ofScoresAreCloseToSums(String statistic) {
    PairedSums sums = PairedSums.ofProbabilities(statistic);
    for (int row = 0; row < ROWS; row++) {
      sums.add(labels[row], challenger[row], champion[row]);
    }

    close(value(sums.difference(0.95)), value(scores.difference(statistic, LONG, () -> {})));
    assertThat(value(sums.ofChallenger()))
        .isCloseTo(value(scores.ofChallenger(statistic)), within(1e-12));
    assertThat(value(sums.ofChampion()))
        .isCloseTo(value(scores.ofChampion(statistic)), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mae", "rmse", "r2"})
  void ofNumbersAreCloseToSums(String statistic) {
    PairedSums sums =
        PairedSums.ofNumbers(statistic, Arrays.stream(observed).average().orElseThrow());
    for (int row = 0; row < ROWS; row++) {
      sums.add(observed[row], near[row], far[row]);
    }

    close(value(sums.difference(0.95)), value(numbers.difference(statistic, LONG, () -> {})));
    assertThat(value(sums.ofChallenger()))
        .isCloseTo(value(numbers.ofChallenger(statistic)), within(1e-9));
  }

  @Test
  void haveNoValueWhereOneModelHasNone() {
    PairedScores wrong = new PairedScores(List.of("yes", "no"), 2);
    wrong.add(true, 0, 0.5);
    wrong.add(false, 0.5, 0.5);
    PairedSums sums = PairedSums.ofProbabilities("log_loss");
    sums.add(1, 0, 0.5);
    sums.add(0, 0.5, 0.5);
    PairedNumbers right = new PairedNumbers(2);
    right.add(1, 2, 1);
    right.add(2, 2, 2);
    PairedSums constant = PairedSums.ofNumbers("r2", 7);
    constant.add(7, 7, 8);
    constant.add(7, 8, 7);

    assertThat(wrong.difference("log_loss", PLAN, () -> {}))
        .isEqualTo(Outcome.undefined(Reason.INFINITE_LOSS));
    assertThat(sums.difference(0.95)).isEqualTo(Outcome.undefined(Reason.INFINITE_LOSS));
    assertThat(right.difference("mae", PLAN, () -> {}))
        .isEqualTo(Outcome.undefined(Reason.ZERO_DENOMINATOR));
    assertThat(constant.difference(0.95)).isEqualTo(Outcome.undefined(Reason.CONSTANT_TARGET));
  }

  @Test
  void sayNothingWhereBothModelsLoseTheSame() {
    PairedSums alike = PairedSums.ofNumbers("mae", 0);
    PairedSums twice = PairedSums.ofNumbers("mae", 0);
    for (int row = 0; row < ROWS; row++) {
      alike.add(observed[row], near[row], near[row]);
      twice.add(0, 2 * near[row], near[row]);
    }

    assertThat(alike.difference(0.95)).isEqualTo(Outcome.undefined(Reason.ZERO_VARIANCE));
    assertThat(twice.difference(0.95)).isEqualTo(Outcome.undefined(Reason.ZERO_VARIANCE));
  }
}
