package org.assay.review.evidence.statistics;

import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.commons.numbers.core.Sum;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * How well scores put positive rows before negative ones.
 *
 * <p>UNDEFINED: EMPTY_INPUT; SINGLE_CLASS. REJECTED: LENGTH_MISMATCH, NON_FINITE_INPUT, BAD_LABEL.
 * Takes O(n log n) time and O(n) memory.
 */
public final class Ranking {

  private Ranking() {}

  /**
   * Returns the area under the ROC curve, in [0, 1]: how often a positive row scores higher than a
   * negative one, ties counting half; Hanley and McNeil 1982.
   *
   * @param labels 0 or 1
   * @param scores the greater, the more likely positive; as long
   */
  public static Outcome<Double> rocAuc(int[] labels, double[] scores) {
    return checked(
        labels,
        scores,
        () -> {
          double[] positive = ofClass(1, labels, scores);
          double[] negative = ofClass(0, labels, scores);
          if (positive.length == 0 || negative.length == 0) {
            return Outcome.undefined(Reason.SINGLE_CLASS);
          }
          double u = MannWhitneyUTest.withDefaults().statistic(positive, negative);
          return Outcome.ok(u / ((double) positive.length * negative.length));
        });
  }

  /**
   * Returns the sum of precision times gain in recall over the distinct scores from the highest
   * down, in [0, 1]; Manning et al. 2008. Tied scores are one threshold.
   *
   * @param labels 0 or 1
   * @param scores the greater, the more likely positive; as long
   */
  public static Outcome<Double> averagePrecision(int[] labels, double[] scores) {
    return checked(
        labels,
        scores,
        () -> {
          double[] positive = ofClass(1, labels, scores);
          return positive.length == 0
              ? Outcome.undefined(Reason.SINGLE_CLASS)
              : averagePrecision(counted(positive, ofClass(0, labels, scores)));
        });
  }

  /** How many positives, then how many others have each score that a positive has, or more. */
  private static int[] counted(double[] positive, double[] negative) {
    Arrays.sort(positive);
    Arrays.sort(negative);
    int[] counts = new int[2 * positive.length];
    int hits = 0;
    int misses = 0;
    for (int at = 0; hits < positive.length; at += 2) {
      double threshold = positive[positive.length - 1 - hits];
      while (hits < positive.length && positive[positive.length - 1 - hits] >= threshold) {
        hits++;
        counts[at]++;
      }
      while (misses < negative.length && negative[negative.length - 1 - misses] >= threshold) {
        misses++;
        counts[at + 1]++;
      }
    }
    return counts;
  }

  /**
   * The same of counts.
   *
   * @param counts from the highest score down, of each how many positives, then how many others
   */
  static Outcome<Double> averagePrecision(int[] counts) {
    long hits = 0;
    long rows = 0;
    Sum sum = Sum.create();
    for (int at = 0; at < counts.length; at += 2) {
      hits += counts[at];
      rows += counts[at] + counts[at + 1];
      if (counts[at] > 0) {
        sum.addProduct(counts[at], hits / (double) rows);
      }
    }
    return hits == 0
        ? Outcome.undefined(Reason.SINGLE_CLASS)
        : Outcome.ok(sum.getAsDouble() / hits);
  }

  static double[] ofClass(int label, int[] labels, double[] scores) {
    double[] found = new double[labels.length];
    int size = 0;
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] == label) {
        found[size++] = scores[row];
      }
    }
    return Arrays.copyOf(found, size);
  }

  private static Outcome<Double> checked(
      int[] labels, double[] scores, Supplier<Outcome<Double>> answer) {
    return new Checks()
        .lengths(labels.length, scores.length)
        .finite(scores)
        .labels(labels)
        .then(() -> labels.length == 0 ? Outcome.undefined(Reason.EMPTY_INPUT) : answer.get());
  }
}
