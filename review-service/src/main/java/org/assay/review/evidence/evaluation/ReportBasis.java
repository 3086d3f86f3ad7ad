package org.assay.review.evidence.evaluation;

import java.util.function.IntConsumer;
import org.assay.review.evidence.plan.EvaluationPlan;

/**
 * What a report is made by, besides the table.
 *
 * @param plan what is computed
 * @param planDigest the plan's digest
 * @param digest that of data, plan and columns together
 * @param scored whether the table has scores
 * @param progress is told how much is done, in percent, and ends the evaluation by an exception
 *     where it is not to go on
 */
record ReportBasis(
    EvaluationPlan plan, String planDigest, String digest, boolean scored, IntConsumer progress) {

  void reached(int percent) {
    progress.accept(percent);
  }
}
