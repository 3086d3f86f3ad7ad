package org.assay.review.evidence.evaluation;

import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.assay.review.evidence.comparison.ComparisonReport;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.PlannedComparison;
import org.assay.review.evidence.reduction.Profile;
import org.assay.review.evidence.reduction.TableException;

/**
 * What a report is made by, besides the table.
 *
 * @param plan what is computed
 * @param planDigest the plan's digest
 * @param digest that of data, plan and columns together
 * @param scored whether the table has scores
 * @param progress is told how much is done, in percent, and ends the evaluation by an exception
 *     where it is not to go on
 * @param held is told how many bytes of rows will be held from now on, and waits for room
 */
record ReportBasis(
    EvaluationPlan plan,
    String planDigest,
    String digest,
    boolean scored,
    IntConsumer progress,
    LongConsumer held) {

  /**
   * Returns what a table looks like.
   *
   * @throws TableException if a comparison that the plan asks for cannot be made of so many rows
   */
  Profile checked(Profile profile) {
    PlannedComparison comparison = plan.comparison();
    if (comparison != null) {
      ComparisonReport.refuseMore(comparison, profile.rows());
    }
    return profile;
  }

  /** Waits until there is room for the rows of a table. */
  void hold(long rows, int bytes) {
    held.accept(rows * bytes);
  }

  void reached(int percent) {
    progress.accept(percent);
  }
}
