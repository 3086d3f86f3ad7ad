package org.assay.review.evidence.comparison;

import java.util.function.BiFunction;
import org.assay.review.evidence.comparison.ComparisonReport.Terms;
import org.assay.review.evidence.statistics.Bootstrap;
import org.assay.review.evidence.statistics.BootstrapPlan;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.PairedSums;

/**
 * Draws what the intervals of one comparison are made of, by seeds of the evidence and the plan,
 * and no more than takes about a minute.
 */
final class Drawing {

  /** How many rows are held in memory where none are drawn. */
  static final long MOST_HELD = 1_000_000;

  /** How many rows are drawn for each replicate of one statistic. */
  static final long MOST_ROWS = 250_000;

  /** How many of all statistics and groups together. */
  static final long MOST_DRAWN = 500_000;

  private final Terms terms;
  private final double confidence;
  private long left = MOST_DRAWN;

  Drawing(Terms terms, double confidence) {
    this.terms = terms;
    this.confidence = confidence;
  }

  double confidence() {
    return confidence;
  }

  /**
   * Says whether so many rows more are drawn, and takes them from what is left.
   *
   * @param times how often one of them is looked at, compared with a mean
   */
  boolean takes(long rows, int times) {
    boolean enough = rows <= MOST_ROWS && rows * times <= left;
    left -= enough ? rows * times : 0;
    return enough;
  }

  /** Draws rows. */
  Outcome<Difference> ofRows(
      String subject, BiFunction<BootstrapPlan, Runnable, Outcome<Bootstrap.Percentile>> how) {
    return how.apply(plan(subject), terms.goOn())
        .then(found -> difference(found.estimate(), found.interval(), "BOOTSTRAP"));
  }

  /** Takes a mean, or a ratio of two, by its standard error. */
  Outcome<Difference> ofSums(PairedSums sums) {
    return sums.difference(confidence)
        .map(found -> new Difference(found.value(), found.interval(), "WALD", null));
  }

  /** Draws counts, whose number does not matter. */
  Outcome<Difference> ofCounts(
      String subject,
      Outcome<Double> estimate,
      BiFunction<BootstrapPlan, Runnable, Outcome<Interval>> how) {
    return estimate.then(
        value ->
            how.apply(plan(subject), terms.goOn())
                .then(found -> difference(value, found, "BOOTSTRAP_COUNTS")));
  }

  /** Where both models predict alike every replicate is the same, which proves nothing. */
  private static Outcome<Difference> difference(double value, Interval interval, String method) {
    return interval.ofSomeWidth().map(wide -> new Difference(value, wide, method, null));
  }

  private BootstrapPlan plan(String subject) {
    return BootstrapPlan.of(
        terms.evidenceDigest(),
        "champion_challenger." + subject,
        terms.planDigest(),
        BootstrapPlan.REPLICATES,
        confidence);
  }
}
