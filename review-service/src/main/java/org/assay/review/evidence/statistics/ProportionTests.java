package org.assay.review.evidence.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Tests of whether two proportions differ: of independent groups, and of two models on the same
 * rows. REJECTED: NEGATIVE_COUNT, OUT_OF_RANGE for a count above 2^53, COUNT_EXCEEDS_TOTAL.
 */
public final class ProportionTests {

  private ProportionTests() {}

  /**
   * Returns z of two independent proportions, first less second, by their pooled variance and
   * without a correction, and its p-value; Fleiss et al. 2003. UNDEFINED: EMPTY_INPUT;
   * ZERO_VARIANCE if nobody or everybody is a hit.
   */
  public static Outcome<TestResult> z(
      Proportion first, Proportion second, Alternative alternative) {
    return new Checks()
        .part(first.hits(), first.trials())
        .part(second.hits(), second.trials())
        .then(
            () -> {
              if (first.empty() || second.empty()) {
                return Outcome.undefined(Reason.EMPTY_INPUT);
              }
              long hits = first.hits() + second.hits();
              if (hits == 0 || (first.full() && second.full())) {
                return Outcome.undefined(Reason.ZERO_VARIANCE);
              }
              double pooled = (double) hits / (first.trials() + second.trials());
              double each = 1.0 / first.trials() + 1.0 / second.trials();
              double z = (first.value() - second.value()) / Math.sqrt(pooled * (1 - pooled) * each);
              return Outcome.ok(new TestResult(z, pValue(z, alternative)));
            });
  }

  private static double pValue(double z, Alternative alternative) {
    return switch (alternative) {
      case TWO_SIDED -> Normal.twoSided(z);
      case LESS -> Normal.survival(-z);
      case GREATER -> Normal.survival(z);
    };
  }

  /**
   * Returns the exact p-value of McNemar's test, in [0, 1]: of the rows that only one of two models
   * gets right, how far from half are one model's. UNDEFINED: NO_DISCORDANT_PAIRS. REJECTED also:
   * OUT_OF_RANGE for 2^31 such rows.
   *
   * @param b rows right by the first only
   * @param c rows right by the second only
   */
  public static Outcome<Double> mcNemarExact(long b, long c) {
    return discordant(b, c)
        .map(
            rows -> {
              int fewer = (int) Math.min(b, c);
              double tail = BinomialDistribution.of(rows, 0.5).cumulativeProbability(fewer);
              return Math.min(1, 2 * tail);
            });
  }

  /**
   * Returns the mid-p-value of McNemar's test, in [0, 1], which keeps nearer to its level than the
   * exact one; Fagerland et al. 2013. UNDEFINED and REJECTED as {@link #mcNemarExact}.
   */
  public static Outcome<Double> mcNemarMidP(long b, long c) {
    return discordant(b, c)
        .then(
            rows -> {
              double observed = BinomialDistribution.of(rows, 0.5).probability((int) b);
              return b == c
                  ? Outcome.ok(1 - observed / 2)
                  : mcNemarExact(b, c).map(exact -> exact - observed);
            });
  }

  private static Outcome<Integer> discordant(long b, long c) {
    return new Checks()
        .counts(b, c)
        .that(b + c <= Integer.MAX_VALUE, Fault.OUT_OF_RANGE)
        .then(
            () ->
                b + c == 0
                    ? Outcome.undefined(Reason.NO_DISCORDANT_PAIRS)
                    : Outcome.ok((int) (b + c)));
  }
}
