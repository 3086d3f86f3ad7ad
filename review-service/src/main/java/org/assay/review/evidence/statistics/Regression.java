package org.assay.review.evidence.statistics;

import java.util.function.Supplier;
import org.apache.commons.numbers.core.Norm;
import org.apache.commons.numbers.core.Sum;

/**
 * How far predictions of a number are from what was observed, in the unit of the target.
 *
 * <p>UNDEFINED: EMPTY_INPUT. REJECTED: LENGTH_MISMATCH, NON_FINITE_INPUT, OUT_OF_RANGE if a
 * difference or sum of finite numbers overflows.
 */
public final class Regression {

  private Regression() {}

  /** Returns the root of the mean squared error, at least 0. */
  public static Outcome<Double> rmse(double[] observed, double[] predicted) {
    return checked(
        observed,
        predicted,
        () -> Outcome.number(Norm.L2.of(errors(observed, predicted)) / Math.sqrt(observed.length)));
  }

  /** Returns the mean absolute error, at least 0. */
  public static Outcome<Double> mae(double[] observed, double[] predicted) {
    return checked(
        observed,
        predicted,
        () -> Outcome.number(Norm.L1.of(errors(observed, predicted)) / observed.length));
  }

  /**
   * Returns 1 less the share of the target's variance that is left, at most 1, dimensionless.
   * UNDEFINED also: CONSTANT_TARGET.
   */
  public static Outcome<Double> r2(double[] observed, double[] predicted) {
    return checked(
        observed,
        predicted,
        () -> {
          double[] spread = aroundMean(observed);
          double total = Sum.ofProducts(spread, spread).getAsDouble();
          if (constant(observed) || total == 0) {
            return Outcome.undefined(Reason.CONSTANT_TARGET);
          }
          double[] errors = errors(observed, predicted);
          double left = Sum.ofProducts(errors, errors).getAsDouble();
          return Outcome.number(1 - left / total);
        });
  }

  private static Outcome<Double> checked(
      double[] observed, double[] predicted, Supplier<Outcome<Double>> answer) {
    return new Checks()
        .lengths(observed.length, predicted.length)
        .finite(observed)
        .finite(predicted)
        .then(() -> observed.length == 0 ? Outcome.undefined(Reason.EMPTY_INPUT) : answer.get());
  }

  private static double[] errors(double[] observed, double[] predicted) {
    double[] errors = new double[observed.length];
    for (int row = 0; row < errors.length; row++) {
      errors[row] = observed[row] - predicted[row];
    }
    return errors;
  }

  /** Taken from the first value, so that a large offset costs no digits. */
  private static double[] aroundMean(double[] observed) {
    double[] shifted = new double[observed.length];
    for (int row = 0; row < shifted.length; row++) {
      shifted[row] = observed[row] - observed[0];
    }
    double mean = Sum.of(shifted).getAsDouble() / shifted.length;
    for (int row = 0; row < shifted.length; row++) {
      shifted[row] -= mean;
    }
    return shifted;
  }

  private static boolean constant(double[] observed) {
    for (double value : observed) {
      if (value != observed[0]) {
        return false;
      }
    }
    return true;
  }
}
