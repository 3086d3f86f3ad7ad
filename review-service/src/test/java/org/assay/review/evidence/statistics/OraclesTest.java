package org.assay.review.evidence.statistics;

import static org.assay.review.evidence.statistics.Outcomes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;
import org.hipparchus.stat.inference.MannWhitneyUTest;
import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other implementations of the same statistics give the same values on the same random input. */
class OraclesTest {

  private static final int TIMES = 200;

  private static void same(Interval ours, double lower, double upper) {
    assertThat(ours.lower()).isCloseTo(lower, within(1e-9));
    assertThat(ours.upper()).isCloseTo(upper, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 0.95, 0.99, 0.999})
  void intervalsOfOneProportion(double confidence) {
    Random random = new Random(1);
    for (int time = 0; time < TIMES; time++) {
      // It has no exact interval at the ends.
      int trials = 2 + random.nextInt(2000);
      int hits = 1 + random.nextInt(trials - 1);
      Interval wilson = value(Intervals.wilson(new Proportion(hits, trials), confidence));
      Interval exact = value(Intervals.clopperPearson(new Proportion(hits, trials), confidence));

      // Hipparchus takes the share, of which it cuts the hits.
      double share = (hits + 1e-9) / trials;
      ConfidenceInterval score =
          BinomialProportion.getWilsonScoreInterval(trials, share, confidence);
      same(wilson, score.getLowerBound(), score.getUpperBound());
      ConfidenceInterval clopper =
          BinomialProportion.getClopperPearsonInterval(trials, share, confidence);
      same(exact, clopper.getLowerBound(), clopper.getUpperBound());
    }
  }

  @Test
  void kolmogorovSmirnov() {
    Random random = new Random(2);
    KolmogorovSmirnovTest other = new KolmogorovSmirnovTest();
    for (int time = 0; time < TIMES / 4; time++) {
      double[] x = random.doubles(2 + random.nextInt(30)).toArray();
      double[] y = random.doubles(2 + random.nextInt(30)).map(d -> d + 0.2).toArray();
      TestResult ours = value(Drift.kolmogorovSmirnov(x, y, Drift.KsMethod.EXACT));
      if (ours.statistic() == 1) {
        // Of samples that lie apart it says 0, and not how often that happens by chance.
        continue;
      }

      assertThat(ours.statistic()).isCloseTo(other.kolmogorovSmirnovStatistic(x, y), within(1e-12));
      assertThat(ours.pValue()).isCloseTo(other.kolmogorovSmirnovTest(x, y, false), within(1e-9));
    }
  }

  @Test
  void areaUnderTheCurve() {
    Random random = new Random(3);
    for (int time = 0; time < TIMES; time++) {
      double[] positive = random.ints(1 + random.nextInt(20), 0, 10).asDoubleStream().toArray();
      double[] negative = random.ints(1 + random.nextInt(20), 0, 10).asDoubleStream().toArray();
      int[] labels = new int[positive.length + negative.length];
      double[] scores = new double[labels.length];
      double wins = 0;
      for (int row = 0; row < labels.length; row++) {
        labels[row] = row < positive.length ? 1 : 0;
        scores[row] = row < positive.length ? positive[row] : negative[row - positive.length];
      }
      for (double one : positive) {
        for (double other : negative) {
          wins += one > other ? 1 : one == other ? 0.5 : 0;
        }
      }
      double pairs = (double) positive.length * negative.length;
      double auc = value(Ranking.rocAuc(labels, scores));

      assertThat(auc).isCloseTo(wins / pairs, within(1e-12));
      // Hipparchus gives the lesser one of both directions.
      assertThat(Math.min(auc, 1 - auc))
          .isCloseTo(
              new MannWhitneyUTest().mannWhitneyU(positive, negative) / pairs, within(1e-12));
    }
  }

  @Test
  void chiSquared() {
    Random random = new Random(4);
    for (int time = 0; time < TIMES; time++) {
      int columns = 2 + random.nextInt(3);
      long[][] table = new long[2 + random.nextInt(3)][];
      for (int row = 0; row < table.length; row++) {
        table[row] = random.longs(columns, 1, 500).toArray();
      }
      ChiSquared ours = value(TableTests.chiSquared(table, false));

      assertThat(ours.pValue())
          .isCloseTo(ChiSquareTest.withDefaults().test(table).getPValue(), within(1e-12));
      assertThat(ours.pValue())
          .isCloseTo(
              new org.hipparchus.stat.inference.ChiSquareTest().chiSquareTest(table), within(1e-9));
    }
  }

  /** All tables are counted in whole numbers, so that those of equal probability are equal. */
  @Test
  void fisher() {
    Random random = new Random(5);
    for (int time = 0; time < 4 * TIMES; time++) {
      int[] cells = random.ints(4, 1, 40).toArray();
      long[][] table = {{cells[0], cells[1]}, {cells[2], cells[3]}};

      assertThat(value(TableTests.fisherExact(table)))
          .as(Arrays.toString(cells))
          .isCloseTo(counted(cells[0], cells[1], cells[2], cells[3]), withinPercentage(1e-7));
    }
  }

  private static double counted(int a, int b, int c, int d) {
    int rows = a + b + c + d;
    BigInteger observed = tables(rows, a + b, a + c, a);
    BigInteger sum = BigInteger.ZERO;
    for (int one = Math.max(0, a - d); one <= Math.min(a + b, a + c); one++) {
      BigInteger tables = tables(rows, a + b, a + c, one);
      sum = tables.compareTo(observed) <= 0 ? sum.add(tables) : sum;
    }
    return new BigDecimal(sum)
        .divide(new BigDecimal(choose(rows, a + b)), MathContext.DECIMAL64)
        .doubleValue();
  }

  private static BigInteger tables(int rows, int row, int column, int cell) {
    return choose(column, cell).multiply(choose(rows - column, row - cell));
  }

  private static BigInteger choose(int from, int some) {
    BigInteger ways = BigInteger.ONE;
    for (int at = 0; at < some; at++) {
      ways = ways.multiply(BigInteger.valueOf(from - at)).divide(BigInteger.valueOf(at + 1));
    }
    return ways;
  }

  @Test
  void normalDistribution() {
    NormalDistribution other = new NormalDistribution();
    for (double p = 0.001; p < 1; p += 0.001) {
      assertThat(Normal.quantile(p)).isCloseTo(other.inverseCumulativeProbability(p), within(1e-8));
      assertThat(Normal.cumulative(4 * p - 2))
          .isCloseTo(other.cumulativeProbability(4 * p - 2), within(1e-12));
    }
  }
}
