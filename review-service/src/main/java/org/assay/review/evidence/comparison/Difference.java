package org.assay.review.evidence.comparison;

import org.assay.review.evidence.comparison.PairedCounts.Discordant;
import org.assay.review.evidence.plan.ComparedStatistic;
import org.assay.review.evidence.statistics.Bootstrap;
import org.assay.review.evidence.statistics.BootstrapPlan;
import org.assay.review.evidence.statistics.DeLong;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Intervals;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.ProportionTests;
import org.assay.review.evidence.statistics.Reason;
import org.jspecify.annotations.Nullable;

/**
 * By how much a challenger is better than a champion.
 *
 * @param value the greater, the better
 * @param interval of it
 * @param method how that was computed
 * @param pValue of the test that there is none, where there is such a test
 */
record Difference(double value, Interval interval, String method, @Nullable Double pValue) {

  /** Of rates of right predictions, by the rows that one of the two alone gets right. */
  static Outcome<Difference> ofRates(Discordant rows, double confidence) {
    Double midP =
        ProportionTests.mcNemarMidP(rows.b(), rows.c()) instanceof Outcome.Ok<Double>(Double p)
            ? p
            : null;
    return Intervals.paired(rows.b(), rows.c(), rows.n(), confidence)
        .map(found -> new Difference(found.value(), found.interval(), "BONETT_PRICE", midP));
  }

  /** Of areas under the ROC curve. */
  static Outcome<Difference> ofAreas(PairedRows rows, double confidence) {
    return DeLong.paired(rows.labels(), rows.scores(), rows.championScores(), confidence)
        .map(
            found ->
                new Difference(
                    found.difference(), found.interval(), "DELONG", found.test().pValue()));
  }

  /**
   * Of any other statistic, by a bootstrap that draws the same rows for both. UNDEFINED also:
   * ZERO_VARIANCE where all replicates are the same, as where both models predict alike.
   *
   * @param goOn is called for each replicate, and ends it by an exception
   */
  static Outcome<Difference> drawn(
      ComparedStatistic statistic, PairedRows rows, BootstrapPlan plan, Runnable goOn) {
    return Bootstrap.percentile(
            plan,
            rows.strata(),
            drawn -> {
              goOn.run();
              return of(statistic, rows, drawn);
            })
        .then(
            found ->
                found.interval().isPoint()
                    ? Outcome.undefined(Reason.ZERO_VARIANCE)
                    : Outcome.ok(
                        new Difference(found.estimate(), found.interval(), "BOOTSTRAP", null)));
  }

  private static Outcome<Double> of(ComparedStatistic statistic, PairedRows rows, int[] drawn) {
    return rows.ofChampion(statistic, drawn)
        .then(
            before ->
                rows.ofChallenger(statistic, drawn)
                    .map(now -> statistic.loss() ? before - now : now - before));
  }
}
