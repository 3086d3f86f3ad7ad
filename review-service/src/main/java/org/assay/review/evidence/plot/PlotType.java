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
  /** Which class was predicted for which. */
  CONFUSION_MATRIX
}
