package org.assay.review.evidence.statistics;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.Sum;

/**
 * What two models predicted of the same numbers, in the order in which rows are drawn. Memory grows
 * with the rows, {@value #BYTES} bytes each while they are drawn. Not safe for several threads at
 * once.
 */
public final class PairedNumbers {

  /** How much memory a row takes at most. */
  public static final int BYTES = 72;

  private final double[] observed;
  private final double[] challenger;
  private final double[] champion;
  private int size;

  /**
   * Begins without rows.
   *
   * @param rows how many will be added
   */
  public PairedNumbers(int rows) {
    observed = new double[rows];
    challenger = new double[rows];
    champion = new double[rows];
  }

  /** Adds a row; its arguments are finite. */
  public void add(double target, double byChallenger, double byChampion) {
    observed[size] = target;
    challenger[size] = byChallenger;
    champion[size++] = byChampion;
  }

  /** Returns a statistic of the challenger: mae, rmse or r2. */
  public Outcome<Double> ofChallenger(String statistic) {
    return of(statistic, challenger);
  }

  /** Returns the same of the champion. */
  public Outcome<Double> ofChampion(String statistic) {
    return of(statistic, champion);
  }

  private Outcome<Double> of(String statistic, double[] predicted) {
    return switch (statistic) {
      case "mae" -> Regression.mae(observed, predicted);
      case "rmse" -> Regression.rmse(observed, predicted);
      case "r2" -> Regression.r2(observed, predicted);
      default -> throw new IllegalArgumentException("No numbers are compared by " + statistic);
    };
  }

  /**
   * Returns by how much the challenger is better, from drawn rows: of an error which share of the
   * champion's it does not make, since errors are in the unit of the target; of {@code r2} the
   * difference. UNDEFINED also: ZERO_DENOMINATOR where the champion makes no error.
   *
   * @param goOn called before each replicate; ends the computation by an exception
   */
  public Outcome<Bootstrap.Percentile> difference(
      String statistic, BootstrapPlan plan, Runnable goOn) {
    Function<int[], Outcome<Double>> of =
        switch (statistic) {
          case "mae" -> errors(Math::abs, PairedNumbers::mae);
          case "rmse" -> errors(error -> error * error, PairedNumbers::rmse);
          case "r2" -> r2();
          default -> throw new IllegalArgumentException("No numbers are compared by " + statistic);
        };
    return Bootstrap.percentile(
        plan,
        Strata.single(size),
        rows -> {
          goOn.run();
          return of.apply(rows);
        });
  }

  /** Makes an error of what its parts add up to. */
  private interface OfSum {
    Outcome<Double> of(long rows, double sum);
  }

  private static Outcome<Double> mae(long rows, double sum) {
    return new ErrorSums(rows, 0, sum, 0, 0).mae();
  }

  private static Outcome<Double> rmse(long rows, double sum) {
    return new ErrorSums(rows, 0, 0, sum, 0).rmse();
  }

  private static Outcome<Double> r2(long rows, double sum, double spread, boolean constant) {
    return new ErrorSums(rows, 0, 0, sum, 0).r2(spread, constant);
  }

  /** What each row adds, which is computed once. */
  private double[] parts(double[] predicted, DoubleUnaryOperator part) {
    return IntStream.range(0, size)
        .mapToDouble(row -> part.applyAsDouble(predicted[row] - observed[row]))
        .toArray();
  }

  private Function<int[], Outcome<Double>> errors(DoubleUnaryOperator part, OfSum error) {
    double[] parts = parts(challenger, part);
    double[] before = parts(champion, part);
    return rows ->
        error
            .of(rows.length, sum(before, rows))
            .then(
                was ->
                    was == 0
                        ? Outcome.undefined(Reason.ZERO_DENOMINATOR)
                        : error
                            .of(rows.length, sum(parts, rows))
                            .then(now -> Outcome.number((was - now) / was)));
  }

  private Function<int[], Outcome<Double>> r2() {
    double[] parts = parts(challenger, error -> error * error);
    double[] before = parts(champion, error -> error * error);
    // Taken from near their mean, so that squares of drawn ones leave no digits behind.
    double near = Sum.of(observed).getAsDouble() / size;
    double[] away = DoubleStream.of(observed).map(one -> one - near).toArray();
    return rows -> {
      double spread = spread(away, rows);
      boolean constant = Arrays.stream(rows).allMatch(row -> observed[row] == observed[rows[0]]);
      return r2(rows.length, sum(parts, rows), spread, constant)
          .then(
              now ->
                  r2(rows.length, sum(before, rows), spread, constant)
                      .then(was -> Outcome.number(now - was)));
    };
  }

  /** The sum of squares around the mean of drawn rows. */
  private static double spread(double[] away, int[] rows) {
    Sum squares = Sum.create();
    for (int row : rows) {
      squares.addProduct(away[row], away[row]);
    }
    double sum = sum(away, rows);
    return Math.max(0, squares.getAsDouble() - sum * sum / rows.length);
  }

  private static double sum(double[] parts, int[] rows) {
    Sum sum = Sum.create();
    for (int row : rows) {
      sum.add(parts[row]);
    }
    return sum.getAsDouble();
  }
}
