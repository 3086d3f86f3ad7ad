package org.assay.review.evidence.statistics;

import java.util.Arrays;
import org.apache.commons.numbers.core.Sum;

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
    double[] positives = sorted(positive);
    double[] negatives = sorted(negative);
    place(positive, negatives);
    place(negative, positives);
    for (int row = 0; row < negative.length; row++) {
      negative[row] = positives.length - negative[row];
    }
    return new Placements(positive, negative);
  }

  private static double[] sorted(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Puts in the place of each score how many of the others it beats. */
  private static void place(double[] scores, double[] others) {
    for (int row = 0; row < scores.length; row++) {
      int below = below(others, scores[row], false);
      scores[row] = (below + below(others, scores[row], true)) / 2.0;
    }
  }

  /** How many sorted values are below a score, or no greater than it. */
  private static int below(double[] sorted, double score, boolean orEqual) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < score || (orEqual && sorted[middle] == score)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
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
