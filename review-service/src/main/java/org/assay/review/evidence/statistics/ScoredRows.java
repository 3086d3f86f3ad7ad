package org.assay.review.evidence.statistics;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.Sum;

/**
 * What is computed of scored rows that are drawn again and again, so that little is done each time.
 */
final class ScoredRows {

  private ScoredRows() {}

  /** What is computed of labels and probabilities, side by side. */
  interface OfArrays {
    Outcome<Double> of(int[] labels, double[] probabilities);
  }

  /**
   * A mean of what each row comes to by itself, which is computed once.
   *
   * @param size how many rows there are
   * @param scores as many, or more
   */
  static Function<int[], Outcome<Double>> mean(
      int size, IntPredicate positive, double[] scores, OfArrays statistic) {
    double[] own = new double[size];
    return switch (each(size, positive, scores, statistic, own)) {
      case Outcome.Ok<Double> _ -> rows -> Outcome.ok(mean(own, rows));
      case Outcome.Undefined<Double> none -> _ -> none;
      case Outcome.Rejected<Double> none -> _ -> none;
    };
  }

  /**
   * Adds what each row comes to by itself.
   *
   * @param into where it is added
   * @return OK, or what the first row is that comes to nothing
   */
  static Outcome<Double> each(
      int size, IntPredicate positive, double[] scores, OfArrays statistic, double[] into) {
    int[] label = new int[1];
    double[] score = new double[1];
    for (int row = 0; row < size; row++) {
      label[0] = positive.test(row) ? 1 : 0;
      score[0] = scores[row];
      Outcome<Double> one = statistic.of(label, score);
      if (!(one instanceof Outcome.Ok<Double>(Double value))) {
        return one;
      }
      into[row] += value;
    }
    return Outcome.ok(0.0);
  }

  static double mean(double[] own, int[] rows) {
    Sum sum = Sum.create();
    for (int row : rows) {
      sum.add(own[row]);
    }
    return sum.getAsDouble() / rows.length;
  }

  /** Rows are counted by their distinct scores, so that no replicate is sorted. */
  static Function<int[], Outcome<Double>> averagePrecision(
      int size, IntPredicate positive, double[] scores) {
    double[] distinct = Arrays.stream(scores, 0, size).sorted().distinct().toArray();
    int[] cells =
        IntStream.range(0, size)
            .map(
                row ->
                    2 * (distinct.length - 1 - Arrays.binarySearch(distinct, scores[row]))
                        + (positive.test(row) ? 0 : 1))
            .toArray();
    int[] counts = new int[2 * distinct.length];
    return rows -> {
      Arrays.fill(counts, 0);
      for (int row : rows) {
        counts[cells[row]]++;
      }
      return Ranking.averagePrecision(counts);
    };
  }
}
