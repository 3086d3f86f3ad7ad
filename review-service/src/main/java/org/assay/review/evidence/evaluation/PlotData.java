package org.assay.review.evidence.evaluation;

import org.assay.review.evidence.statistics.ConfusionMatrix;
import org.assay.review.evidence.statistics.NumberOutline;
import org.assay.review.evidence.statistics.ScoreOutline;
import org.jspecify.annotations.Nullable;

/**
 * What plots of all rows are drawn from, kept with the report.
 *
 * @param matrix the confusion matrix; absent where no classes are predicted
 * @param scores some points of the curve and the bins; absent where there are no scores
 * @param numbers parts of the predictions and bins of the errors; absent but of numbers
 */
public record PlotData(
    @Nullable ConfusionMatrix matrix,
    ScoreOutline.@Nullable Kept scores,
    @Nullable NumberOutline numbers) {

  /** Of evaluations that were made before anything was kept for plots. */
  static final PlotData NONE = new PlotData(null, null, null);
}
