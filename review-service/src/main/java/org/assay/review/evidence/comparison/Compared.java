package org.assay.review.evidence.comparison;

import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.Reason;

/**
 * A statistic of two models.
 *
 * @param n how many rows it is made of
 * @param champion what it is for the champion
 * @param challenger what it is for the challenger
 * @param difference by how much the challenger is better
 */
record Compared(
    long n, Outcome<Double> champion, Outcome<Double> challenger, Outcome<Difference> difference) {

  static Compared undefined(long n, Reason reason) {
    return new Compared(
        n, Outcome.undefined(reason), Outcome.undefined(reason), Outcome.undefined(reason));
  }
}
