package org.assay.review.evidence.statistics;

import java.util.Arrays;

/**
 * Rows of predicted numbers in the order of their file, for the intervals that are drawn from them.
 * Memory grows with the rows, up to {@value #BYTES} bytes each. Not safe for several threads at
 * once.
 */
public final class NumberRows {

  /** How much memory a row takes at most. */
  public static final int BYTES = 64;

  private double[] observed = new double[1024];
  private double[] predicted = new double[1024];
  private int size;

  /** Adds a row. */
  public void add(double target, double prediction) {
    if (size == observed.length) {
      observed = Arrays.copyOf(observed, 2 * size);
      predicted = Arrays.copyOf(predicted, 2 * size);
    }
    observed[size] = target;
    predicted[size++] = prediction;
  }

  /** What is computed of the drawn rows. */
  private interface OfArrays {
    Outcome<Double> of(double[] observed, double[] predicted);
  }

  /**
   * Returns the interval of a statistic of all rows.
   *
   * @param statistic its name
   * @param goOn called before each replicate; ends the computation by an exception
   * @throws IllegalArgumentException for a statistic that has no such interval
   */
  public Outcome<Interval> interval(String statistic, BootstrapPlan plan, Runnable goOn) {
    OfArrays of =
        switch (statistic) {
          case "rmse" -> Regression::rmse;
          case "mae" -> Regression::mae;
          case "r2" -> Regression::r2;
          default -> throw new IllegalArgumentException("No rows are drawn for " + statistic);
        };
    double[] targets = new double[size];
    double[] predictions = new double[size];
    return Bootstrap.percentile(
            plan,
            Strata.single(size),
            rows -> {
              goOn.run();
              for (int at = 0; at < rows.length; at++) {
                targets[at] = observed[rows[at]];
                predictions[at] = predicted[rows[at]];
              }
              return of.of(targets, predictions);
            })
        .map(Bootstrap.Percentile::interval);
  }
}
