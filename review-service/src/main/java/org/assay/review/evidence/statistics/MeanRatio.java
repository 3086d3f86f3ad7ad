package org.assay.review.evidence.statistics;

import org.apache.commons.numbers.core.Sum;

/**
 * The ratio of two means of the same rows by its standard error, of any number of rows: the
 * variance is that of what the upper value differs from the ratio times the lower one (Cochran
 * 1977, 2.11). Where each lower value is 1 it is a mean. Not safe for several threads at once.
 */
final class MeanRatio {

  private final Sum upper = Sum.create();
  private final Sum lower = Sum.create();
  private final Sum upperSquares = Sum.create();
  private final Sum products = Sum.create();
  private final Sum lowerSquares = Sum.create();
  private long rows;

  /** Adds a row. */
  void add(double above, double below) {
    rows++;
    upper.add(above);
    lower.add(below);
    upperSquares.addProduct(above, above);
    products.addProduct(above, below);
    lowerSquares.addProduct(below, below);
  }

  /** Returns the ratio; ZERO_DENOMINATOR where the lower mean is 0. */
  Outcome<Double> value() {
    if (rows == 0) {
      return Outcome.undefined(Reason.EMPTY_INPUT);
    }
    double below = lower.getAsDouble();
    return below == 0
        ? Outcome.undefined(Reason.ZERO_DENOMINATOR)
        : Outcome.number(upper.getAsDouble() / below);
  }

  /** Returns the ratio with its interval; ZERO_VARIANCE where it is the same of every row. */
  Outcome<Estimate> estimate(double confidence) {
    return value()
        .then(
            ratio ->
                Intervals.mean(rows, 0, squares(ratio) / rows, confidence)
                    .map(
                        around -> {
                          double half = around.halfWidth() / Math.abs(lower.getAsDouble() / rows);
                          return new Estimate(ratio, new Interval(ratio - half, ratio + half));
                        }));
  }

  /** Rounding leaves something of squares that are none. */
  private double squares(double ratio) {
    double whole = upperSquares.getAsDouble();
    double left =
        whole - 2 * ratio * products.getAsDouble() + ratio * ratio * lowerSquares.getAsDouble();
    return left <= 1e-14 * whole ? 0 : left;
  }
}
