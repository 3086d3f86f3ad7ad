package org.assay.review.evidence.comparison;

import org.assay.review.evidence.statistics.DeLong;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Intervals;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.ProportionTests;
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
  static Outcome<Difference> ofRates(Rights rows, double confidence) {
    Double midP =
        ProportionTests.mcNemarMidP(rows.challenger(), rows.champion())
                instanceof Outcome.Ok<Double>(Double p)
            ? p
            : null;
    return Intervals.paired(rows.challenger(), rows.champion(), rows.n(), confidence)
        .map(found -> new Difference(found.value(), found.interval(), "BONETT_PRICE", midP));
  }

  /** Of areas under the ROC curve, the challenger's first. */
  static Difference ofAreas(DeLong.Comparison found) {
    return new Difference(found.difference(), found.interval(), "DELONG", found.test().pValue());
  }
}
