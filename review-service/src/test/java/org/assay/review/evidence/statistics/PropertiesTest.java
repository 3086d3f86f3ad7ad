package org.assay.review.evidence.statistics;

import static org.assay.review.evidence.statistics.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What holds for any input: symmetries, bounds, and that the order of rows does not matter. */
class PropertiesTest {

  private static final int TIMES = 100;
  private static final Offset<Double> EQUAL = within(1e-9);

  private static Random random(RepetitionInfo time) {
    return new Random(time.getCurrentRepetition());
  }

  private static Confusion counts(Random random) {
    int most = random.nextBoolean() ? 12 : 5_000;
    return new Confusion(
        random.nextInt(most), random.nextInt(most), random.nextInt(most), random.nextInt(most));
  }

  private static Proportion proportion(Random random) {
    int trials = 1 + random.nextInt(random.nextBoolean() ? 20 : 3_000);
    return new Proportion(random.nextInt(trials + 1), trials);
  }

  private static Proportion misses(Proportion proportion) {
    return new Proportion(proportion.trials() - proportion.hits(), proportion.trials());
  }

  private static double confidence(Random random) {
    return 0.5 + random.nextDouble() * 0.4999;
  }

  private static void mirrored(Outcome<Estimate> one, Outcome<Estimate> other) {
    if (!(one instanceof Outcome.Ok<Estimate>(Estimate found))) {
      assertThat(other).isNotInstanceOf(Outcome.Ok.class);
      return;
    }
    Estimate back = value(other);
    assertThat(back.value()).isCloseTo(-found.value(), EQUAL);
    assertThat(back.interval().lower()).isCloseTo(-found.interval().upper(), EQUAL);
    assertThat(back.interval().upper()).isCloseTo(-found.interval().lower(), EQUAL);
  }

  @RepeatedTest(TIMES)
  void exchangesTheClassesOfConfusions(RepetitionInfo time) {
    Confusion one = counts(random(time));
    Confusion other = new Confusion(one.tn(), one.fn(), one.tp(), one.fp());

    assertThat(other.recall()).isEqualTo(one.specificity());
    assertThat(other.precision()).isEqualTo(one.npv());
    assertThat(other.fpr()).isEqualTo(one.fnr());
    assertThat(other.accuracy()).isEqualTo(one.accuracy());
    assertThat(other.mcc()).isEqualTo(one.mcc());
  }

  @RepeatedTest(TIMES)
  void keepsSharesWithinTheirBounds(RepetitionInfo time) {
    Confusion counts = counts(random(time));

    List<Function<Confusion, Outcome<Double>>> shares =
        List.of(
            Confusion::accuracy,
            Confusion::precision,
            Confusion::recall,
            Confusion::f1,
            Confusion::balancedAccuracy);
    for (Function<Confusion, Outcome<Double>> share : shares) {
      if (share.apply(counts) instanceof Outcome.Ok<Double>(Double value)) {
        assertThat(value).isBetween(0.0, 1.0);
      }
    }
    if (counts.mcc() instanceof Outcome.Ok<Double>(Double value)) {
      assertThat(value).isBetween(-1.0, 1.0);
    }
  }

  @RepeatedTest(TIMES)
  void mirrorsIntervalsOfHitsAndMisses(RepetitionInfo time) {
    Random random = random(time);
    Proportion hits = proportion(random);
    double confidence = confidence(random);

    for (Outcome<Interval> pair :
        List.of(Intervals.wilson(hits, confidence), Intervals.clopperPearson(hits, confidence))) {
      Interval one = value(pair);
      assertThat(hits.value()).isBetween(one.lower(), one.upper());
      assertThat(one.lower()).isBetween(0.0, 1.0);
      assertThat(one.upper()).isBetween(0.0, 1.0);
    }
    Interval one = value(Intervals.wilson(hits, confidence));
    Interval other = value(Intervals.wilson(misses(hits), confidence));
    assertThat(other.lower()).isCloseTo(1 - one.upper(), EQUAL);
    Interval exact = value(Intervals.clopperPearson(hits, confidence));
    Interval mirror = value(Intervals.clopperPearson(misses(hits), confidence));
    assertThat(mirror.lower()).isCloseTo(1 - exact.upper(), EQUAL);
    assertThat(value(Intervals.wilson(hits, confidence / 2)).halfWidth())
        .isLessThan(one.halfWidth());
  }

  @RepeatedTest(TIMES)
  void comparesBothWays(RepetitionInfo time) {
    Random random = random(time);
    Proportion one = proportion(random);
    Proportion other = proportion(random);
    double confidence = confidence(random);

    mirrored(
        Intervals.newcombe(one, other, confidence), Intervals.newcombe(other, one, confidence));
    mirrored(
        Intervals.katz(one, other, confidence).map(PropertiesTest::logarithm),
        Intervals.katz(other, one, confidence).map(PropertiesTest::logarithm));
    mirrored(
        Intervals.paired(one.hits(), 7, one.trials() + 7, confidence),
        Intervals.paired(7, one.hits(), one.trials() + 7, confidence));
    if (ProportionTests.z(one, other, Alternative.TWO_SIDED)
        instanceof Outcome.Ok<TestResult>(TestResult z)) {
      TestResult back = value(ProportionTests.z(other, one, Alternative.TWO_SIDED));
      assertThat(back.statistic()).isCloseTo(-z.statistic(), EQUAL);
      assertThat(back.pValue()).isCloseTo(z.pValue(), EQUAL);
      double less = value(ProportionTests.z(one, other, Alternative.LESS)).pValue();
      double greater = value(ProportionTests.z(one, other, Alternative.GREATER)).pValue();
      assertThat(less + greater).isCloseTo(1, EQUAL);
    }
  }

  private static Estimate logarithm(Estimate ratio) {
    return new Estimate(
        Math.log(ratio.value()),
        new Interval(Math.log(ratio.interval().lower()), Math.log(ratio.interval().upper())));
  }

  @RepeatedTest(TIMES)
  void testsTablesEitherWayRound(RepetitionInfo time) {
    Random random = random(time);
    long[] cells = random.longs(4, 0, 40).toArray();
    long[][] table = {{cells[0], cells[1]}, {cells[2], cells[3]}};
    long[][] turned = {{cells[0], cells[2]}, {cells[1], cells[3]}};

    if (TableTests.fisherExact(table) instanceof Outcome.Ok<Double>(Double p)) {
      assertThat(p).isBetween(0.0, 1.0);
      assertThat(value(TableTests.fisherExact(turned))).isCloseTo(p, EQUAL);
      ChiSquared plain = value(TableTests.chiSquared(table, false));
      ChiSquared corrected = value(TableTests.chiSquared(table, true));
      assertThat(value(TableTests.chiSquared(turned, false)).statistic())
          .isCloseTo(plain.statistic(), EQUAL);
      assertThat(corrected.pValue()).isGreaterThanOrEqualTo(plain.pValue());
    }
    if (ProportionTests.mcNemarExact(cells[0], cells[1])
        instanceof Outcome.Ok<Double>(Double exact)) {
      double midP = value(ProportionTests.mcNemarMidP(cells[0], cells[1]));
      assertThat(midP).isBetween(0.0, exact);
      assertThat(value(ProportionTests.mcNemarExact(cells[1], cells[0]))).isCloseTo(exact, EQUAL);
    }
  }

  /** Labels and scores; a class because records do not hold arrays well. */
  private static final class Rows {

    private final int[] labels;
    private final double[] scores;

    private Rows(int[] labels, double[] scores) {
      this.labels = labels;
      this.scores = scores;
    }

    static Rows of(Random random) {
      int size = 4 + random.nextInt(60);
      int[] labels = random.ints(size, 0, 2).toArray();
      labels[0] = 0;
      labels[1] = 0;
      labels[2] = 1;
      labels[3] = 1;
      return new Rows(labels, random.ints(size, 0, 21).mapToDouble(v -> v / 20.0).toArray());
    }

    Rows shuffled(Random random) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, labels.length).boxed().toList());
      Collections.shuffle(order, random);
      return new Rows(
          order.stream().mapToInt(row -> labels[row]).toArray(),
          order.stream().mapToDouble(row -> scores[row]).toArray());
    }

    Rows scored(Function<Double, Double> form) {
      return new Rows(labels, Arrays.stream(scores).map(form::apply).toArray());
    }

    double auc() {
      return value(Ranking.rocAuc(labels, scores));
    }
  }

  @RepeatedTest(TIMES)
  void ranksByTheOrderOfScoresAlone(RepetitionInfo time) {
    Random random = random(time);
    Rows rows = Rows.of(random);

    assertThat(rows.auc()).isBetween(0.0, 1.0);
    assertThat(rows.scored(score -> -score).auc()).isCloseTo(1 - rows.auc(), EQUAL);
    assertThat(rows.scored(Math::exp).auc()).isEqualTo(rows.auc());
    assertThat(rows.shuffled(random).auc()).isEqualTo(rows.auc());
    double precision = value(Ranking.averagePrecision(rows.labels, rows.scores));
    Rows other = rows.shuffled(random);
    assertThat(precision).isBetween(0.0, 1.0);
    assertThat(value(Ranking.averagePrecision(other.labels, other.scores)))
        .isCloseTo(precision, EQUAL);
  }

  @RepeatedTest(TIMES)
  void comparesAreasBothWays(RepetitionInfo time) {
    Random random = random(time);
    Rows rows = Rows.of(random);
    double[] others = random.doubles(rows.labels.length).toArray();

    Outcome<DeLong.Comparison> compared = DeLong.paired(rows.labels, rows.scores, others, 0.95);
    Outcome<DeLong.Comparison> turned = DeLong.paired(rows.labels, others, rows.scores, 0.95);
    if (compared instanceof Outcome.Undefined<DeLong.Comparison>) {
      assertThat(turned).as("few rows may leave no variance").isEqualTo(compared);
      return;
    }
    DeLong.Comparison one = value(compared);
    DeLong.Comparison back = value(turned);

    assertThat(one.aucA()).isCloseTo(rows.auc(), EQUAL);
    assertThat(back.difference()).isCloseTo(-one.difference(), EQUAL);
    assertThat(back.standardError()).isCloseTo(one.standardError(), EQUAL);
    assertThat(back.test().pValue()).isCloseTo(one.test().pValue(), EQUAL);
  }

  @RepeatedTest(TIMES)
  void calibratesWhateverTheOrder(RepetitionInfo time) {
    Random random = random(time);
    Rows rows = Rows.of(random);
    Rows other = rows.shuffled(random);
    int bins = 1 + random.nextInt(30);

    double error = value(Calibration.ece(rows.labels, rows.scores, bins));
    double brier = value(Calibration.brier(rows.labels, rows.scores));

    assertThat(error).isBetween(0.0, 1.0);
    assertThat(brier).isBetween(0.0, 1.0);
    assertThat(value(Calibration.ece(other.labels, other.scores, bins))).isCloseTo(error, EQUAL);
    assertThat(value(Calibration.brier(other.labels, other.scores))).isCloseTo(brier, EQUAL);
    assertThat(value(Calibration.logLoss(rows.labels, rows.scores, 1e-9))).isNotNegative();
  }

  @RepeatedTest(TIMES)
  void adjustsUpwardsOnly(RepetitionInfo time) {
    List<OptionalDouble> pValues =
        random(time)
            .doubles(1 + time.getCurrentRepetition() % 12)
            .mapToObj(OptionalDouble::of)
            .toList();

    List<OptionalDouble> holm = value(Multiplicity.holm(pValues));
    List<OptionalDouble> hochberg = value(Multiplicity.benjaminiHochberg(pValues));

    for (int at = 0; at < pValues.size(); at++) {
      double p = pValues.get(at).orElseThrow();
      assertThat(hochberg.get(at).orElseThrow()).isBetween(p, holm.get(at).orElseThrow() + 1e-12);
      assertThat(holm.get(at).orElseThrow()).isLessThanOrEqualTo(1);
    }
  }

  @RepeatedTest(TIMES)
  void measuresDriftBothWays(RepetitionInfo time) {
    Random random = random(time);
    int bins = 1 + random.nextInt(12);
    long[] one = random.longs(bins, 0, 50).toArray();
    long[] other = random.longs(bins, 0, 50).toArray();
    one[0]++;
    other[0]++;

    double divergence = value(Drift.jensenShannon(one, other));
    double index = value(Drift.psi(one, other, 0.5));

    assertThat(divergence).isBetween(0.0, 1.0);
    assertThat(value(Drift.jensenShannon(other, one))).isCloseTo(divergence, EQUAL);
    assertThat(index).isNotNegative();
    assertThat(value(Drift.psi(other, one, 0.5))).isCloseTo(index, EQUAL);
    assertThat(value(Drift.psi(one, one, 0.5))).isZero();
  }

  @RepeatedTest(TIMES)
  void treatsGroupsWhateverTheirOrder(RepetitionInfo time) {
    Random random = random(time);
    List<Group> groups = new ArrayList<>();
    for (int at = 0; at < 2 + time.getCurrentRepetition() % 5; at++) {
      Confusion some = counts(random);
      groups.add(
          new Group(
              "g" + at, new Confusion(some.tp() + 1, some.fp() + 1, some.tn() + 1, some.fn() + 1)));
    }
    double gap = value(Fairness.gap(Rate.SELECTION, groups, Minimum.NONE));
    double ratio = value(Fairness.ratio(Rate.SELECTION, groups, Minimum.NONE));
    double odds = value(Fairness.equalizedOdds(groups, Minimum.NONE));
    double average = value(Fairness.averageOdds(groups, "g0", Minimum.NONE));

    assertThat(gap).isBetween(0.0, 1.0);
    assertThat(ratio).isBetween(0.0, 1.0);
    assertThat(value(Fairness.gap(Rate.NEGATIVE_SELECTION, groups, Minimum.NONE)))
        .isCloseTo(gap, EQUAL);
    assertThat(odds).isGreaterThanOrEqualTo(value(Fairness.gap(Rate.RECALL, groups, Minimum.NONE)));
    assertThat(value(Fairness.gap(Rate.FNR, groups, Minimum.NONE)))
        .isCloseTo(value(Fairness.gap(Rate.RECALL, groups, Minimum.NONE)), EQUAL);
    Collections.shuffle(groups, random);
    assertThat(value(Fairness.gap(Rate.SELECTION, groups, Minimum.NONE))).isEqualTo(gap);
    assertThat(value(Fairness.equalizedOdds(groups, Minimum.NONE))).isEqualTo(odds);
    assertThat(value(Fairness.averageOdds(groups, "g0", Minimum.NONE))).isCloseTo(average, EQUAL);
  }

  @RepeatedTest(10)
  void repeatsTheBootstrapBitByBit(RepetitionInfo time) {
    Random random = random(time);
    Rows rows = Rows.of(random);
    List<String> strata = Arrays.stream(rows.labels).mapToObj(Integer::toString).toList();
    List<String> rowIds =
        IntStream.range(0, rows.labels.length).mapToObj(Integer::toString).toList();
    BootstrapPlan plan = BootstrapPlan.of("sha256:00", "brier", "p-1", 199, 0.95);
    Function<int[], Outcome<Double>> brier =
        drawn ->
            Calibration.brier(
                Arrays.stream(drawn).map(row -> rows.labels[row]).toArray(),
                Arrays.stream(drawn).mapToDouble(row -> rows.scores[row]).toArray());

    Bootstrap.Percentile one = value(Bootstrap.percentile(plan, Strata.of(strata), brier));

    assertThat(value(Bootstrap.percentile(plan, Strata.of(strata), brier))).isEqualTo(one);
    assertThat(value(Bootstrap.percentile(plan, Strata.of(strata, rowIds), brier)))
        .as("each row its own cluster")
        .isEqualTo(one);
    assertThat(one.interval().lower()).isBetween(0.0, 1.0);
  }

  @RepeatedTest(TIMES)
  void neverPassesAndFailsAtOnce(RepetitionInfo time) {
    Random random = random(time);
    Interval interval = value(Intervals.wilson(proportion(random), 0.95));
    double limit = random.nextDouble();

    Verdict least = new Claim.AtLeast(limit).judge(interval);
    Verdict most = new Claim.AtMost(limit).judge(interval);

    assertThat(least == Verdict.INCONCLUSIVE).isEqualTo(most == Verdict.INCONCLUSIVE);
    assertThat(least == Verdict.PASS).isEqualTo(most == Verdict.FAIL);
    assertThat(new Claim.Within(limit, 1).judge(interval)).isEqualTo(least);
    assertThat(new Claim.Within(0, limit).judge(interval)).isEqualTo(most);
  }
}
