package org.assay.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/**
 * The middle and the ends of some runs' figures.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param least the lowest
 * @param most the highest
 */
public record Spread(double median, double least, double most) {

  /**
   * Of at least one figure.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Spread of(Collection<Double> figures) {
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("there is no figure to take the median of");
    }
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
  }
}
