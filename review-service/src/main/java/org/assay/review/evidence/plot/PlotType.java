package org.assay.review.evidence.plot;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What kinds of plots there are. */
@Schema(name = "PlotType")
public enum PlotType {
  /** A rate of each group of an attribute, with intervals. */
  GROUP_RATES,
  /** Recall over the false positive rate, from score to score. */
  ROC,
  /** Precision over recall, from score to score. */
  PRECISION_RECALL,
  /** What happened over what was foretold. */
  CALIBRATION,
  /** How the scores of each label are spread. */
  SCORES,
  /** What was observed over what was predicted, of numbers. */
  PREDICTED_OBSERVED,
  /** How the errors of predicted numbers are spread. */
  ERRORS,
  /** Which class was predicted for which. */
  CONFUSION_MATRIX,
  /** How much better a version is than the one that it is compared with, with intervals. */
  COMPARISON,
  /** How a feature is distributed now, and was in the reference. */
  FEATURE_DRIFT
}
