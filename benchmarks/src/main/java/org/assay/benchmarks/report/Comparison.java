package org.assay.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Two sides' figures and their ratio, round by round, so that what disturbs a round disturbs both
 * sides of its ratio.
 *
 * @param figure what is compared, such as {@code per_second}
 * @param left the side above the line
 * @param right the side below it
 * @param ofLeft the left side's figures
 * @param ofRight the right side's figures
 * @param ratio left over right, of each round
 */
public record Comparison(
    String figure, String left, String right, Spread ofLeft, Spread ofRight, Spread ratio) {

  /**
   * Compares one figure of two sides.
   *
   * @throws IllegalArgumentException if the sides have not the same number of runs, or none
   */
  public static Comparison of(List<Sample> samples, String figure, String left, String right) {
    List<Double> lefts = Sample.figures(samples, left, figure);
    List<Double> rights = Sample.figures(samples, right, figure);
    if (lefts.size() != rights.size()) {
      throw new IllegalArgumentException(
          "%d runs of %s beside %d of %s".formatted(lefts.size(), left, rights.size(), right));
    }
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < lefts.size(); i++) {
      ratios.add(lefts.get(i) / rights.get(i));
    }
    return new Comparison(
        figure, left, right, Spread.of(lefts), Spread.of(rights), Spread.of(ratios));
  }
}
