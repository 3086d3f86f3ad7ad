package org.assay.review.evidence.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.Sum;

/**
 * Seeded bootstrap intervals of any statistic of rows: one stream, one thread, replicates in order.
 *
 * <p>UNDEFINED: what the statistic of all rows is; UNDEFINED_REPLICATE if that of one replicate has
 * no value. REJECTED: NON_FINITE_INPUT, BAD_CONFIDENCE, BAD_REPLICATES, and what the statistic
 * rejects. Takes the statistic's time once for each replicate. Weights of rows are not supported.
 */
public final class Bootstrap {

  /** How many replicates are told, for those who repeat them. */
  private static final int SHOWN = 3;

  private Bootstrap() {}

  /**
   * A percentile interval.
   *
   * @param estimate the statistic of all rows
   * @param interval between two order statistics of the replicates
   * @param firstReplicates the first replicates as drawn
   */
  public record Percentile(double estimate, Interval interval, List<Double> firstReplicates) {

    /** Copies the replicates. */
    public Percentile {
      firstReplicates = List.copyOf(firstReplicates);
    }
  }

  /**
   * A bias-corrected and accelerated interval.
   *
   * @param estimate the statistic of all rows
   * @param interval between two order statistics of the replicates
   * @param z0 the correction of the bias
   * @param acceleration how fast the standard error changes
   * @param alpha1 the level of the lower limit
   * @param alpha2 the level of the upper limit
   */
  public record Accelerated(
      double estimate,
      Interval interval,
      double z0,
      double acceleration,
      double alpha1,
      double alpha2) {}

  /** All rows' value and the replicates in the order drawn; not a record for the array in it. */
  private static final class Drawn {

    private final double estimate;
    private final double[] replicates;

    private Drawn(double estimate, double[] replicates) {
      this.estimate = estimate;
      this.replicates = replicates;
    }

    private double[] sorted() {
      double[] sorted = replicates.clone();
      Arrays.sort(sorted);
      return sorted;
    }
  }

  /**
   * Returns the interval between the replicates of rank k and B+1-k, k = (B+1) alpha/2.
   *
   * @param statistic of the rows with the given indices, which it does not keep; of two models'
   *     difference, of both on the same rows
   */
  public static Outcome<Percentile> percentile(
      BootstrapPlan plan, Strata strata, Function<int[], Outcome<Double>> statistic) {
    return drawn(plan, strata, statistic)
        .map(
            drawn ->
                new Percentile(
                    drawn.estimate,
                    limits(plan, drawn.sorted()),
                    Arrays.stream(drawn.replicates).limit(SHOWN).boxed().toList()));
  }

  private static Interval limits(BootstrapPlan plan, double[] sorted) {
    int rank = plan.tail().orElseThrow();
    return new Interval(sorted[rank - 1], sorted[sorted.length - rank]);
  }

  /**
   * Returns the percentile interval of what is drawn anew each time.
   *
   * @param replicate draws, and says what the statistic is of that
   */
  static Outcome<Interval> percentile(
      BootstrapPlan plan, Function<BootstrapStream, Outcome<Double>> replicate) {
    return new Checks()
        .confidence(plan.confidence())
        .that(plan.tail().isPresent(), Fault.BAD_REPLICATES)
        .then(() -> replicates(plan, replicate))
        .map(
            replicates -> {
              Arrays.sort(replicates);
              return limits(plan, replicates);
            });
  }

  /**
   * Returns the interval of Efron 1987, with the acceleration by the jackknife. Of a single stratum
   * only: REJECTED OUT_OF_RANGE for more. UNDEFINED also: ZERO_VARIANCE if the jackknife's values
   * are all the same, or all replicates lie on one side of the estimate.
   */
  public static Outcome<Accelerated> accelerated(
      BootstrapPlan plan, Strata strata, Function<int[], Outcome<Double>> statistic) {
    return new Checks()
        .that(!strata.stratified(), Fault.OUT_OF_RANGE)
        .then(() -> drawn(plan, strata, statistic))
        .then(
            drawn ->
                Outcome.all(strata.leaveOneOut().map(statistic).toList())
                    .then(left -> accelerated(drawn, left, plan.confidence())));
  }

  private static Outcome<Accelerated> accelerated(
      Drawn drawn, List<Double> leftOut, double confidence) {
    double below = 0;
    for (double replicate : drawn.replicates) {
      below += replicate < drawn.estimate ? 1 : replicate == drawn.estimate ? 0.5 : 0;
    }
    double a = acceleration(leftOut);
    int b = drawn.replicates.length;
    if (below == 0 || below == b || !Double.isFinite(a)) {
      return Outcome.undefined(Reason.ZERO_VARIANCE);
    }
    double z0 = Normal.quantile(below / b);
    double z = Normal.critical(confidence);
    double alpha1 = level(z0, z0 - z, a);
    double alpha2 = level(z0, z0 + z, a);
    int low = Math.clamp((long) Math.floor((b + 1.0) * alpha1), 1, b);
    int high = Math.clamp(b + 1 - (long) Math.floor((b + 1.0) * (1 - alpha2)), 1, b);
    double[] sorted = drawn.sorted();
    // An acceleration beyond all reason turns the levels round.
    Interval interval =
        new Interval(sorted[Math.min(low, high) - 1], sorted[Math.max(low, high) - 1]);
    return Outcome.ok(new Accelerated(drawn.estimate, interval, z0, a, alpha1, alpha2));
  }

  private static double level(double z0, double shifted, double acceleration) {
    return Normal.cumulative(z0 + shifted / (1 - acceleration * shifted));
  }

  private static double acceleration(List<Double> leftOut) {
    double[] values = leftOut.stream().mapToDouble(Double::doubleValue).toArray();
    double mean = Sum.of(values).getAsDouble() / values.length;
    double[] away = Arrays.stream(values).map(value -> mean - value).toArray();
    double[] squares = Arrays.stream(away).map(value -> value * value).toArray();
    double cubes = Sum.ofProducts(squares, away).getAsDouble();
    return cubes / (6 * Math.pow(Sum.of(squares).getAsDouble(), 1.5));
  }

  private static Outcome<Drawn> drawn(
      BootstrapPlan plan, Strata strata, Function<int[], Outcome<Double>> statistic) {
    OptionalInt tail = plan.tail();
    return new Checks()
        .confidence(plan.confidence())
        .that(tail.isPresent(), Fault.BAD_REPLICATES)
        .then(() -> statistic.apply(IntStream.range(0, strata.rows()).toArray()))
        .then(
            estimate -> {
              int[] buffer = new int[strata.rows()];
              return replicates(plan, stream -> statistic.apply(strata.draw(stream, buffer)))
                  .map(all -> new Drawn(estimate, all));
            });
  }

  private static Outcome<double[]> replicates(
      BootstrapPlan plan, Function<BootstrapStream, Outcome<Double>> replicate) {
    BootstrapStream stream = new BootstrapStream(plan.seedMaterial());
    double[] replicates = new double[plan.replicates()];
    for (int at = 0; at < replicates.length; at++) {
      switch (replicate.apply(stream)) {
        case Outcome.Ok<Double>(Double value) -> replicates[at] = value;
        case Outcome.Undefined<Double> _ -> {
          return Outcome.undefined(Reason.UNDEFINED_REPLICATE);
        }
        case Outcome.Rejected<Double>(Fault fault) -> {
          return Outcome.rejected(fault);
        }
      }
    }
    return Outcome.ok(replicates);
  }
}
