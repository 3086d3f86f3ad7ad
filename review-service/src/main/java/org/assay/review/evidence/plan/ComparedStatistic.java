package org.assay.review.evidence.plan;

import java.util.Locale;

/** By what a challenger and a champion may be compared. */
public enum ComparedStatistic {
  ACCURACY,
  PRECISION,
  RECALL,
  SPECIFICITY,
  F1,
  BALANCED_ACCURACY,
  MCC,
  ROC_AUC,
  BRIER,
  LOG_LOSS;

  /** Returns the name of the statistic, such as {@code roc_auc}. */
  public String statistic() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Says whether it is a loss, of which less is better. */
  public boolean loss() {
    return this == BRIER || this == LOG_LOSS;
  }

  /**
   * Says whether errors of both kinds make it worse, so that it is not improved by predicting one
   * class more often.
   */
  public boolean ofBothErrors() {
    return switch (this) {
      case ACCURACY, F1, BALANCED_ACCURACY, MCC, ROC_AUC -> true;
      case PRECISION, RECALL, SPECIFICITY, BRIER, LOG_LOSS -> false;
    };
  }

  /** Says whether the interval of a difference is one of drawn rows. */
  boolean resampled() {
    return switch (this) {
      case PRECISION, F1, BALANCED_ACCURACY, MCC, BRIER, LOG_LOSS -> true;
      case ACCURACY, RECALL, SPECIFICITY, ROC_AUC -> false;
    };
  }

  /** Says whether it is made of scores, and not of classes. */
  public boolean ofScores() {
    return this == ROC_AUC || ofProbabilities();
  }

  /** Says whether these scores are probabilities. */
  public boolean ofProbabilities() {
    return loss();
  }
}
