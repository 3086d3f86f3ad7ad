package org.assay.review.evidence.statistics;

import java.util.Arrays;
import org.apache.commons.numbers.core.Sum;
import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * How many rows of the other class each row beats, ties counting half: whole or half numbers, so
 * that they, their differences and the mean of equal ones are exact. A class because records do not
 * hold arrays well.
 */
final class Placements {

  private final double[] positive;
  private final double[] negative;

  private Placements(double[] positive, double[] negative) {
    this.positive = positive;
    this.negative = negative;
  }

  /** Both classes occur. */
  static Placements of(int[] labels, double[] scores) {
    double[] positive = Ranking.ofClass(1, labels, scores);
    double[] negative = Ranking.ofClass(0, labels, scores);
    double[] all = Arrays.copyOf(positive, labels.length);
    System.arraycopy(negative, 0, all, positive.length, negative.length);
    double[] ranks = ranks(all);
    double[] beats = minus(Arrays.copyOf(ranks, positive.length), ranks(positive));
    double[] beaten =
        minus(Arrays.copyOfRange(ranks, positive.length, ranks.length), ranks(negative));
    for (int row = 0; row < beaten.length; row++) {
      beaten[row] = positive.length - beaten[row];
    }
    return new Placements(beats, beaten);
  }

  private static double[] ranks(double[] scores) {
    return new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE).apply(scores);
  }

  private static double[] minus(double[] from, double[] less) {
    double[] left = new double[from.length];
    for (int row = 0; row < left.length; row++) {
      left[row] = from[row] - less[row];
    }
    return left;
  }

  /** Returns these less another model's of the same rows. */
  Placements less(Placements other) {
    return new Placements(minus(positive, other.positive), minus(negative, other.negative));
  }

  /** Returns the area under the curve. */
  double mean() {
    return Sum.of(positive).getAsDouble() / ((double) positive.length * negative.length);
  }

  /** Returns the variance of the area; divisors one less than the class' size. */
  double variance() {
    double m = positive.length;
    double k = negative.length;
    return variance(positive) / (k * k * m) + variance(negative) / (m * m * k);
  }

  private static double variance(double[] values) {
    double mean = Sum.of(values).getAsDouble() / values.length;
    Sum sum = Sum.create();
    for (double value : values) {
      sum.addProduct(value - mean, value - mean);
    }
    return sum.getAsDouble() / (values.length - 1);
  }

  int smallerClass() {
    return Math.min(positive.length, negative.length);
  }
}
