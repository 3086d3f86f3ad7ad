package org.assay.review.evidence.statistics;

import java.util.function.Supplier;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Confidence intervals of proportions, two-sided: what the confidence leaves lies half on each
 * side.
 *
 * <p>UNDEFINED: EMPTY_INPUT where a whole is 0. REJECTED: NEGATIVE_COUNT, OUT_OF_RANGE for a count
 * above 2^53, COUNT_EXCEEDS_TOTAL, NON_FINITE_INPUT, BAD_CONFIDENCE.
 */
public final class Intervals {

  private Intervals() {}

  /**
   * Returns the score interval of a proportion, within [0, 1]; Wilson 1927. Its lower limit is
   * exactly 0 at no hit, its upper one exactly 1 at nothing but hits. The library's own takes ints
   * only.
   */
  public static Outcome<Interval> wilson(Proportion proportion, double confidence) {
    return checked(proportion, confidence, () -> Outcome.ok(score(proportion, confidence)));
  }

  private static Interval score(Proportion proportion, double confidence) {
    double n = proportion.trials();
    double p = proportion.value();
    double z = Normal.critical(confidence);
    double shrink = 1 + z * z / n;
    double middle = (p + z * z / (2 * n)) / shrink;
    double half = z / shrink * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    Interval around = Interval.around(middle, half, 0, 1);
    return new Interval(
        proportion.hits() == 0 ? 0 : around.lower(), proportion.full() ? 1 : around.upper());
  }

  /**
   * Returns the exact interval of a proportion, within [0, 1]: it covers at least as often as the
   * confidence says; Clopper and Pearson 1934.
   */
  public static Outcome<Interval> clopperPearson(Proportion proportion, double confidence) {
    return checked(proportion, confidence, () -> Outcome.ok(exact(proportion, confidence)));
  }

  private static Interval exact(Proportion proportion, double confidence) {
    double tail = (1 - confidence) / 2;
    long hits = proportion.hits();
    long misses = proportion.trials() - hits;
    double lower =
        hits == 0
            ? 0
            : BetaDistribution.of((double) hits, misses + 1.0).inverseCumulativeProbability(tail);
    double upper =
        misses == 0
            ? 1
            : BetaDistribution.of(hits + 1.0, (double) misses).inverseSurvivalProbability(tail);
    return new Interval(lower, upper);
  }

  /**
   * Returns the difference of two independent proportions, first less second, and its hybrid score
   * interval, within [-1, 1]; Newcombe 1998, method 10.
   */
  public static Outcome<Estimate> newcombe(Proportion first, Proportion second, double confidence) {
    return checked(
        first,
        second,
        confidence,
        () -> {
          Interval one = score(first, confidence);
          Interval other = score(second, confidence);
          double p1 = first.value();
          double p2 = second.value();
          double below = Math.hypot(p1 - one.lower(), other.upper() - p2);
          double above = Math.hypot(one.upper() - p1, p2 - other.lower());
          double difference = p1 - p2;
          return Outcome.ok(
              new Estimate(
                  difference,
                  new Interval(Math.max(-1, difference - below), Math.min(1, difference + above))));
        });
  }

  /**
   * Returns the ratio of two independent proportions, first by second, and its interval on the
   * logarithmic scale; Katz et al. 1978. UNDEFINED also: ZERO_DENOMINATOR if the second has no hit;
   * ZERO_CELL if the first has none (the ratio 0 is known); ZERO_VARIANCE if both have nothing but
   * hits (the ratio 1 is known).
   */
  public static Outcome<Estimate> katz(Proportion first, Proportion second, double confidence) {
    return checked(
        first,
        second,
        confidence,
        () -> {
          if (second.hits() == 0) {
            return Outcome.undefined(Reason.ZERO_DENOMINATOR);
          }
          if (first.hits() == 0) {
            return Outcome.undefined(Reason.ZERO_CELL, 0);
          }
          if (first.full() && second.full()) {
            return Outcome.undefined(Reason.ZERO_VARIANCE, 1);
          }
          double ratio = first.value() / second.value();
          double half =
              Normal.critical(confidence) * Math.sqrt(logVariance(first) + logVariance(second));
          Interval interval = new Interval(ratio * Math.exp(-half), ratio * Math.exp(half));
          return Outcome.ok(new Estimate(ratio, interval));
        });
  }

  private static double logVariance(Proportion proportion) {
    long misses = proportion.trials() - proportion.hits();
    return misses / ((double) proportion.hits() * proportion.trials());
  }

  /**
   * Wald's interval of a mean. UNDEFINED: EMPTY_INPUT, TOO_FEW_ROWS below two and ZERO_VARIANCE.
   *
   * @param variance of the values around their mean, divided by their number
   */
  public static Outcome<Interval> mean(long rows, double mean, double variance, double confidence) {
    return new Checks()
        .confidence(confidence)
        .then(
            () -> {
              if (rows < 2) {
                return Outcome.undefined(rows == 0 ? Reason.EMPTY_INPUT : Reason.TOO_FEW_ROWS);
              }
              if (variance <= 0) {
                return Outcome.undefined(Reason.ZERO_VARIANCE);
              }
              double half = Normal.critical(confidence) * Math.sqrt(variance / (rows - 1));
              return Outcome.ok(new Interval(mean - half, mean + half));
            });
  }

  /**
   * Returns the difference of two proportions measured on the same rows, in [-1, 1], and its
   * adjusted Wald interval; Bonett and Price 2012. Of a challenger against a champion, {@code b}
   * counts the rows that only the challenger gets right.
   *
   * @param b rows right by the first only
   * @param c rows right by the second only
   * @param n all rows; COUNT_EXCEEDS_TOTAL if b + c is more
   */
  public static Outcome<Estimate> paired(long b, long c, long n, double confidence) {
    return new Checks()
        .counts(b, c, n)
        .confidence(confidence)
        .that(b <= n && c <= n - b, Fault.COUNT_EXCEEDS_TOTAL)
        .then(
            () -> {
              if (n == 0) {
                return Outcome.undefined(Reason.EMPTY_INPUT);
              }
              double more = (b + 1.0) / (n + 2.0);
              double less = (c + 1.0) / (n + 2.0);
              double variance = (more + less - (more - less) * (more - less)) / (n + 2.0);
              double half = Normal.critical(confidence) * Math.sqrt(variance);
              return Outcome.ok(
                  new Estimate((double) (b - c) / n, Interval.around(more - less, half, -1, 1)));
            });
  }

  private static <T> Outcome<T> checked(
      Proportion proportion, double confidence, Supplier<Outcome<T>> answer) {
    return checked(proportion, proportion, confidence, answer);
  }

  private static <T> Outcome<T> checked(
      Proportion first, Proportion second, double confidence, Supplier<Outcome<T>> answer) {
    return new Checks()
        .part(first.hits(), first.trials())
        .part(second.hits(), second.trials())
        .confidence(confidence)
        .then(
            () ->
                first.empty() || second.empty()
                    ? Outcome.undefined(Reason.EMPTY_INPUT)
                    : answer.get());
  }
}
