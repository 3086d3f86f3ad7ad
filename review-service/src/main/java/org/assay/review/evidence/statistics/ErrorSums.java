package org.assay.review.evidence.statistics;

import java.util.List;

/**
 * How far predictions of a number are from what was observed, of sums over any number of rows: the
 * same figures as {@link Regression} has of arrays. Errors are predictions less observations.
 *
 * <p>Each figure is a mean, or its root, with Wald's interval by the standard error of that mean.
 * UNDEFINED: EMPTY_INPUT; the interval also TOO_FEW_ROWS below two rows and ZERO_VARIANCE where all
 * errors are alike.
 *
 * @param rows how many rows
 * @param errors the sum of the errors
 * @param absolute of their absolute values
 * @param squares of their squares
 * @param fourths of their fourth powers
 */
public record ErrorSums(long rows, double errors, double absolute, double squares, double fourths) {

  /** Returns the root of the mean squared error, at least 0. */
  public Outcome<Double> rmse() {
    return mean(squares).map(Math::sqrt);
  }

  /** Returns the mean absolute error, at least 0. */
  public Outcome<Double> mae() {
    return mean(absolute);
  }

  /** Returns the mean error: above 0 where predictions are too high. */
  public Outcome<Double> meanError() {
    return mean(errors);
  }

  /**
   * Returns 1 less the share of the target's variance that is left, at most 1; CONSTANT_TARGET
   * where there is none.
   *
   * @param spread the sum of squares of the observations around their mean
   * @param constant whether all observations are the same
   */
  public Outcome<Double> r2(double spread, boolean constant) {
    if (rows == 0) {
      return Outcome.undefined(Reason.EMPTY_INPUT);
    }
    return constant || spread == 0
        ? Outcome.undefined(Reason.CONSTANT_TARGET)
        : Outcome.number(1 - squares / spread);
  }

  private Outcome<Double> mean(double sum) {
    return rows == 0 ? Outcome.undefined(Reason.EMPTY_INPUT) : Outcome.number(sum / rows);
  }

  /** Returns the interval of {@link #rmse}. */
  public Outcome<Interval> rmseInterval(double confidence) {
    return interval(squares, fourths, confidence)
        .map(of -> new Interval(Math.sqrt(Math.max(0, of.lower())), Math.sqrt(of.upper())));
  }

  /** Returns the interval of {@link #mae}. */
  public Outcome<Interval> maeInterval(double confidence) {
    return interval(absolute, squares, confidence)
        .map(of -> new Interval(Math.max(0, of.lower()), of.upper()));
  }

  /** Returns the interval of {@link #meanError}. */
  public Outcome<Interval> meanErrorInterval(double confidence) {
    return interval(errors, squares, confidence);
  }

  private Outcome<Interval> interval(double sum, double ofSquares, double confidence) {
    return wald(rows, sum, ofSquares, confidence);
  }

  /**
   * Returns the interval of a mean.
   *
   * @param sum of the values
   * @param ofSquares of their squares
   */
  static Outcome<Interval> wald(long rows, double sum, double ofSquares, double confidence) {
    double mean = sum / rows;
    double variance = ofSquares / rows - mean * mean;
    // Rounding leaves something of a variance that is none.
    boolean none = variance <= 1e-14 * (ofSquares / rows);
    return Intervals.mean(rows, mean, none ? 0 : variance, confidence);
  }

  /**
   * Returns the figures of one group, each with its interval; GROUP_TOO_SMALL below the minimum.
   */
  public List<Reported> ofGroup(String group, Minimum minimum, double confidence) {
    return List.of(
        ofGroup("mae", group, minimum, mae(), maeInterval(confidence)),
        ofGroup("rmse", group, minimum, rmse(), rmseInterval(confidence)),
        ofGroup("mean_error", group, minimum, meanError(), meanErrorInterval(confidence)));
  }

  private Reported ofGroup(
      String statistic,
      String group,
      Minimum minimum,
      Outcome<Double> value,
      Outcome<Interval> interval) {
    Scope scope = new Scope.OfGroup(group);
    if (rows < minimum.rows()) {
      return Reported.of(
          statistic, scope, rows, Outcome.undefined(Reason.GROUP_TOO_SMALL, List.of(group)));
    }
    return Reported.of(statistic, scope, rows, value).within(IntervalMethod.WALD, interval);
  }

  /**
   * Returns the report on all rows.
   *
   * @param r2 see {@link #r2}
   * @param intervals what is made of the rows; where it makes none, Wald's stands, and {@code r2}
   *     has none
   */
  public List<Reported> ofAll(Outcome<Double> r2, double confidence, IntervalSource intervals) {
    return List.of(
        ofAll("rmse", rmse(), rmseInterval(confidence), intervals),
        ofAll("mae", mae(), maeInterval(confidence), intervals),
        PerformanceReport.figure("r2", rows, r2, intervals));
  }

  private Reported ofAll(
      String statistic, Outcome<Double> value, Outcome<Interval> wald, IntervalSource intervals) {
    Reported figure = Reported.of(statistic, new Scope.OfAll(), rows, value);
    return intervals
        .of(statistic)
        .map(made -> figure.within(made.method(), made.interval()))
        .orElseGet(() -> figure.within(IntervalMethod.WALD, wald));
  }
}
