package org.assay.review.evidence.comparison;

import java.util.function.BiFunction;
import org.assay.review.evidence.comparison.ComparisonReport.Terms;
import org.assay.review.evidence.statistics.Bootstrap;
import org.assay.review.evidence.statistics.BootstrapPlan;
import org.assay.review.evidence.statistics.Estimate;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Outcome;

/**
 * Draws what the intervals of one comparison are made of, by seeds of the evidence and the plan,
 * and no more than takes about a minute.
 */
final class Drawing {

  /** How many rows are drawn for each replicate of one statistic. */
  static final long MOST_ROWS = 250_000;

  /** How many of all statistics and groups together, small groups aside. */
  static final long MOST_DRAWN = 500_000;

  /** Of so few rows of a group a mean is not distributed as the normal is, far out. */
  private static final long FEW_ROWS = 1_000;

  /** How many counts are drawn for each replicate, which takes about as long as as many rows. */
  static final int MOST_COUNTS = 20_000;

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

  /** Says whether so many rows more are drawn, and takes them from what is left. */
  boolean takes(long rows) {
    boolean enough = rows <= MOST_ROWS && rows <= left;
    left -= enough ? rows : 0;
    return enough;
  }

  /** Says the same of the rows of a group, of which few are drawn whatever is left. */
  boolean takesGroup(long rows) {
    return rows <= FEW_ROWS || takes(rows);
  }

  /** Takes from what is left what cannot be done without, before anything else is drawn. */
  void reserve(long rows) {
    left -= rows;
  }

  /** Waits until there is room for so many bytes of rows. */
  void hold(long bytes) {
    terms.held().accept(bytes);
  }

  /** Says that the rows are not held any more, so that others need not wait for them. */
  void release() {
    terms.held().accept(0);
  }

  /** Draws rows. */
  Outcome<Difference> ofRows(
      String subject, BiFunction<BootstrapPlan, Runnable, Outcome<Bootstrap.Percentile>> how) {
    return how.apply(plan(subject), terms.goOn())
        .then(found -> difference(found.estimate(), found.interval(), "BOOTSTRAP"));
  }

  /** Takes what is told with its standard error. */
  static Outcome<Difference> ofEstimate(Outcome<Estimate> estimate) {
    return estimate.map(found -> new Difference(found.value(), found.interval(), "WALD", null));
  }

  /** Draws counts. */
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
