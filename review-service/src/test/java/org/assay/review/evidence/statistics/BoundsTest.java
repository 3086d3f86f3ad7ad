package org.assay.review.evidence.statistics;

import static org.assay.review.evidence.statistics.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the vectors do not reach: extreme sizes, malformed shapes, and advice. */
class BoundsTest {

  private static final long MOST = 1L << 53;
  private static final int[] LABELS = {0, 0, 1, 1};

  static Stream<Arguments> malformed() {
    double[] scores = {0.1, 0.2, 0.3, 0.4};
    Proportion half = new Proportion(1, 2);
    return Stream.of(
        Arguments.of(Confusion.of(MOST, 1L, 0L, 0L), Fault.OUT_OF_RANGE),
        Arguments.of(Confusion.of(Long.MAX_VALUE, 1L, 1L, 1L), Fault.OUT_OF_RANGE),
        Arguments.of(Confusion.of(1e300, 1, 1, 1), Fault.OUT_OF_RANGE),
        Arguments.of(
            Regression.rmse(new double[] {1e308}, new double[] {-1e308}), Fault.OUT_OF_RANGE),
        Arguments.of(Calibration.ece(LABELS, scores, 0), Fault.OUT_OF_RANGE),
        Arguments.of(Calibration.logLoss(LABELS, scores, 0.5), Fault.OUT_OF_RANGE),
        Arguments.of(Calibration.logLoss(LABELS, scores, Double.NaN), Fault.NON_FINITE_INPUT),
        Arguments.of(
            Calibration.eceTopLabel(new int[] {2}, new double[][] {{0.5, 0.5}}, 15),
            Fault.BAD_LABEL),
        Arguments.of(
            Calibration.eceTopLabel(
                new int[] {0, 1}, new double[][] {{0.5, 0.5}, {0.1, 0.2, 0.7}}, 15),
            Fault.LENGTH_MISMATCH),
        Arguments.of(Intervals.wilson(half, Double.NaN), Fault.NON_FINITE_INPUT),
        Arguments.of(Intervals.katz(half, new Proportion(3, 2), 0.95), Fault.COUNT_EXCEEDS_TOTAL),
        Arguments.of(Intervals.paired(MOST, MOST, MOST, 0.95), Fault.COUNT_EXCEEDS_TOTAL),
        Arguments.of(Parity.fourFifths(new Proportion(-1, 2), half, 0.95), Fault.NEGATIVE_COUNT),
        Arguments.of(Parity.pairwise(List.of(), -0.1, 0.95), Fault.OUT_OF_RANGE),
        Arguments.of(TableTests.fisherExact(new long[][] {{1, 2}}), Fault.LENGTH_MISMATCH),
        Arguments.of(TableTests.fisherExact(new long[][] {{1, 2}, {3}}), Fault.LENGTH_MISMATCH),
        Arguments.of(
            TableTests.fisherExact(new long[][] {{1L << 31, 2}, {3, 4}}), Fault.OUT_OF_RANGE),
        Arguments.of(
            TableTests.chiSquared(new long[][] {{1, 2, 3}, {4, 5, 6}}, true),
            Fault.LENGTH_MISMATCH),
        Arguments.of(
            TableTests.chiSquared(new long[][] {{MOST, MOST}, {1, 1}}, false), Fault.OUT_OF_RANGE),
        Arguments.of(ProportionTests.mcNemarMidP(1L << 31, 1), Fault.OUT_OF_RANGE),
        Arguments.of(
            Drift.kolmogorovSmirnov(new double[101], new double[100], Drift.KsMethod.EXACT),
            Fault.OUT_OF_RANGE),
        Arguments.of(Drift.psi(new long[] {MOST, MOST}, new long[] {1, 1}, 0), Fault.OUT_OF_RANGE),
        Arguments.of(Drift.psi(new long[] {1}, new long[] {1}, -1), Fault.OUT_OF_RANGE),
        Arguments.of(Power.twoProportions(0.1, 0.2, 0, 0.05), Fault.OUT_OF_RANGE),
        Arguments.of(Power.flawless(1, 0.95), Fault.OUT_OF_RANGE),
        Arguments.of(GeneralisedEntropy.of(LABELS, LABELS, 3), Fault.OUT_OF_RANGE),
        Arguments.of(
            ChampionChallenger.decide(Outcome.ok(new Interval(0, 1)), -0.1), Fault.OUT_OF_RANGE),
        Arguments.of(
            Fairness.averageOdds(
                List.of(new Group("a", new Confusion(1, 1, 1, 1))), "b", Minimum.NONE),
            Fault.BAD_LABEL),
        Arguments.of(
            Bootstrap.accelerated(
                BootstrapPlan.of("d", "m", "p", 199, 0.95),
                Strata.of(List.of("a", "b")),
                _ -> Outcome.ok(1.0)),
            Fault.OUT_OF_RANGE));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void rejects(Outcome<?> outcome, Fault fault) {
    assertThat(outcome).isEqualTo(new Outcome.Rejected<>(fault));
  }

  static Stream<Arguments> valueless() {
    double[] tied = {0.5, 0.5, 0.5, 0.5};
    Confusion some = new Confusion(1, 1, 1, 1);
    return Stream.of(
        Arguments.of(DeLong.area(LABELS, tied, 0.95), Reason.ZERO_VARIANCE),
        Arguments.of(DeLong.area(new int[0], new double[0], 0.95), Reason.EMPTY_INPUT),
        Arguments.of(
            ProportionTests.z(new Proportion(0, 0), new Proportion(1, 2), Alternative.TWO_SIDED),
            Reason.EMPTY_INPUT),
        Arguments.of(
            GroupCalibration.gap(
                List.of(
                    new GroupCalibration.Scored("a", LABELS, tied),
                    new GroupCalibration.Scored("b", new int[0], new double[0]))),
            Reason.EMPTY_GROUP),
        Arguments.of(
            Parity.pairwise(
                List.of(
                    new Parity.Selection("a", new Proportion(1, 2)),
                    new Parity.Selection("b", new Proportion(0, 0))),
                0.1,
                0.95),
            Reason.EMPTY_GROUP),
        Arguments.of(
            Fairness.gap(
                Rate.RECALL,
                List.of(new Group("a", some), new Group("b", new Confusion(0, 1, 1, 0))),
                new Minimum(30, 10)),
            Reason.ZERO_DENOMINATOR),
        Arguments.of(GeneralisedEntropy.of(new int[0], new int[0], 1), Reason.EMPTY_INPUT),
        Arguments.of(Power.twoProportions(0, 1, 10, 0.05), Reason.ZERO_VARIANCE),
        Arguments.of(
            Bootstrap.accelerated(
                BootstrapPlan.of("d", "m", "p", 199, 0.95), Strata.single(3), _ -> Outcome.ok(1.0)),
            Reason.ZERO_VARIANCE));
  }

  @ParameterizedTest
  @MethodSource("valueless")
  void hasNoValueFor(Outcome<?> outcome, Reason reason) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Undefined.class, undefined -> assertThat(undefined.reason()).isEqualTo(reason));
  }

  @Test
  void countsUpToTheMostExactly() {
    Confusion huge = value(Confusion.of(MOST / 4, MOST / 4, MOST / 4, MOST / 4));

    assertThat(value(huge.accuracy())).isEqualTo(0.5);
    assertThat(value(huge.mcc())).isZero();
    assertThatThrownBy(() -> new Confusion(MOST, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    Interval exact = value(Intervals.clopperPearson(new Proportion(1L << 40, 1L << 41), 0.95));
    Interval wilson = value(Intervals.wilson(new Proportion(1L << 40, 1L << 41), 0.95));
    assertThat(exact.lower()).isCloseTo(wilson.lower(), within(1e-9));
  }

  @Test
  void findsAReversedOrderCertain() {
    DeLong.Area reversed = value(DeLong.area(LABELS, new double[] {4, 3, 2, 1}, 0.95));

    assertThat(reversed.auc()).isZero();
    assertThat(reversed.interval().lower()).isZero();
    assertThat(reversed.interval().upper()).isCloseTo(1 - Math.sqrt(0.025), within(1e-9));
  }

  @Test
  void advisesHowManyRowsWouldDecide() {
    Claim claim = new Claim.AtLeast(0.8);
    Interval interval = new Interval(0.75, 0.95);

    assertThat(claim.rowsToDecide(50, new Estimate(0.85, interval)).orElseThrow())
        .isBetween(200L, 201L);
    assertThat(claim.rowsToDecide(50, new Estimate(0.8, interval))).isEqualTo(OptionalLong.empty());
    assertThat(claim.rowsToDecide(50, new Estimate(0.8 + 1e-9, interval)))
        .hasValue(Claim.MOST_ROWS);
    assertThat(new Claim.Within(0.8, 1).rowsToDecide(50, new Estimate(0.9, interval)).orElseThrow())
        .isBetween(50L, 51L);
    assertThatThrownBy(() -> new Claim.AtMost(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Each edge with a row inside of its own bin, and none of the next one. */
  @Test
  void putsTheEdgesOfBinsWhereTheDoublesAre() {
    for (int bins = 1; bins <= 60; bins++) {
      for (int bin = 1; bin <= bins; bin++) {
        double edge = bin / (double) bins;
        double inside = (bin - 0.5) / bins;

        assertThat(value(Calibration.ece(new int[] {1, 0}, new double[] {edge, inside}, bins)))
            .as("%d of %d", bin, bins)
            .isCloseTo(Math.abs(1 - edge - inside) / 2, within(1e-12));
      }
    }
  }

  @Test
  void takesThePositiveOneOfTwoDifferencesAsFarFromZero() {
    Group reference = new Group("a", new Confusion(50, 50, 50, 50));
    Group more = new Group("b", new Confusion(57, 50, 50, 43));
    Group less = new Group("c", new Confusion(43, 50, 50, 57));

    for (List<Group> groups :
        List.of(List.of(reference, more, less), List.of(reference, less, more))) {
      assertThat(value(Fairness.averageOdds(groups, "a", Minimum.NONE)))
          .isCloseTo(0.035, within(1e-12));
    }
  }

  @Test
  void drawsWholeClusters() {
    List<String> keys = List.of("1", "0", "1", "1", "0");
    List<String> clusters = List.of("x", "y", "x", "z", "y");

    int[] drawn = Strata.of(keys, clusters).draw(new BootstrapStream("seed"));

    // The stratum 0 has one cluster, which is drawn once and first.
    assertThat(drawn).startsWith(1, 4);
    for (int at = 2; at < drawn.length; at++) {
      if (drawn[at] == 0) {
        assertThat(drawn[at + 1]).isEqualTo(2);
      }
    }
  }
}
