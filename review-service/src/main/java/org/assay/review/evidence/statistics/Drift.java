package org.assay.review.evidence.statistics;

import java.util.Arrays;
import org.apache.commons.numbers.core.Sum;
import org.apache.commons.statistics.inference.Inequality;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest.TwoResult;
import org.apache.commons.statistics.inference.PValueMethod;

/** How far recent data are from the reference. */
public final class Drift {

  /** Up to how many pairs of rows the Kolmogorov-Smirnov test is exact. */
  private static final long EXACT_PAIRS = 10_000;

  private Drift() {}

  /** Where the p-value of the Kolmogorov-Smirnov test comes from. */
  public enum KsMethod {
    /** By counting lattice paths; for samples of at most 10 000 pairs. */
    EXACT,
    /** By the one-sample law with round(nm/(n+m)) rows. */
    ASYMPTOTIC;

    /** Returns the method that is due for two sizes. */
    public static KsMethod of(int first, int second) {
      return (long) first * second <= EXACT_PAIRS ? EXACT : ASYMPTOTIC;
    }
  }

  /**
   * Returns the population stability index over bins that were fixed on the reference, in nats, at
   * least 0; Siddiqi 2006. UNDEFINED: EMPTY_INPUT; ZERO_BIN where a bin is empty and no
   * pseudo-count declared. REJECTED: LENGTH_MISMATCH, NEGATIVE_COUNT, OUT_OF_RANGE,
   * NON_FINITE_INPUT.
   *
   * @param reference rows by bin
   * @param current rows by bin, as long
   * @param pseudoCount what is added to each bin of both, at least 0
   */
  public static Outcome<Double> psi(long[] reference, long[] current, double pseudoCount) {
    return counted(reference, current)
        .finite(pseudoCount)
        .that(pseudoCount >= 0, Fault.OUT_OF_RANGE)
        .then(
            () -> {
              if (total(reference) == 0 || total(current) == 0) {
                return Outcome.undefined(Reason.EMPTY_INPUT);
              }
              double[] expected = shares(reference, pseudoCount);
              double[] actual = shares(current, pseudoCount);
              Sum sum = Sum.create();
              for (int bin = 0; bin < expected.length; bin++) {
                if (expected[bin] == 0 || actual[bin] == 0) {
                  return Outcome.undefined(Reason.ZERO_BIN);
                }
                sum.addProduct(actual[bin] - expected[bin], Math.log(actual[bin] / expected[bin]));
              }
              return Outcome.number(Math.max(0, sum.getAsDouble()));
            });
  }

  /**
   * Returns the Jensen-Shannon divergence (not its square root) in bits, in [0, 1]; Lin 1991.
   * UNDEFINED: EMPTY_INPUT. REJECTED: LENGTH_MISMATCH, NEGATIVE_COUNT, OUT_OF_RANGE.
   *
   * @param first rows by bin
   * @param second rows by bin, as long
   */
  public static Outcome<Double> jensenShannon(long[] first, long[] second) {
    return counted(first, second)
        .then(
            () -> {
              if (total(first) == 0 || total(second) == 0) {
                return Outcome.undefined(Reason.EMPTY_INPUT);
              }
              double[] p = shares(first, 0);
              double[] q = shares(second, 0);
              Sum sum = Sum.create();
              for (int bin = 0; bin < p.length; bin++) {
                double middle = (p[bin] + q[bin]) / 2;
                sum.add(bits(p[bin], middle) / 2).add(bits(q[bin], middle) / 2);
              }
              return Outcome.ok(Math.clamp(sum.getAsDouble(), 0.0, 1.0));
            });
  }

  private static double bits(double share, double of) {
    return share == 0 ? 0 : share * (Math.log(share / of) / Math.log(2));
  }

  /**
   * Returns the greatest distance of two samples' distribution functions, in [0, 1], and the
   * probability of one at least as great; ties are treated as continuous, which is conservative.
   * UNDEFINED: EMPTY_INPUT; TOO_FEW_ROWS (two each). REJECTED: NON_FINITE_INPUT; OUT_OF_RANGE for
   * EXACT with more than 10 000 pairs.
   */
  public static Outcome<TestResult> kolmogorovSmirnov(double[] x, double[] y, KsMethod method) {
    boolean tooMany = method == KsMethod.EXACT && KsMethod.of(x.length, y.length) != method;
    return new Checks()
        .finite(x)
        .finite(y)
        .that(!tooMany, Fault.OUT_OF_RANGE)
        .then(
            () -> {
              int fewer = Math.min(x.length, y.length);
              if (fewer < 2) {
                return Outcome.undefined(fewer == 0 ? Reason.EMPTY_INPUT : Reason.TOO_FEW_ROWS);
              }
              TwoResult result =
                  KolmogorovSmirnovTest.withDefaults()
                      .with(Inequality.NON_STRICT)
                      .with(PValueMethod.valueOf(method.name()))
                      .test(x, y);
              return Outcome.ok(new TestResult(result.getStatistic(), result.getPValue()));
            });
  }

  private static Checks counted(long[] first, long[] second) {
    return new Checks().lengths(first.length, second.length).summable(first).summable(second);
  }

  private static long total(long[] counts) {
    return Arrays.stream(counts).sum();
  }

  private static double[] shares(long[] counts, double pseudoCount) {
    double whole = total(counts) + pseudoCount * counts.length;
    return Arrays.stream(counts).mapToDouble(count -> (count + pseudoCount) / whole).toArray();
  }
}
