package org.assay.review.evidence.plan;

import static org.assay.review.evidence.plan.PredictionTask.BINARY;
import static org.assay.review.evidence.plan.PredictionTask.MULTICLASS;
import static org.assay.review.evidence.plan.PredictionTask.RANKING;
import static org.assay.review.evidence.plan.PredictionTask.REGRESSION;

import java.util.Locale;

/** By what a challenger and a champion may be compared. */
public enum ComparedStatistic {
  ACCURACY,
  PRECISION,
  RECALL,
  SPECIFICITY,
  F1,
  MACRO_F1,
  BALANCED_ACCURACY,
  MCC,
  ROC_AUC,
  AVERAGE_PRECISION,
  BRIER,
  LOG_LOSS,
  MAE,
  RMSE,
  R2;

  /** Returns the name of the statistic, such as {@code roc_auc}. */
  public String statistic() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Says whether it is computed of predictions of that kind. */
  boolean of(PredictionTask task) {
    return switch (this) {
      case ACCURACY -> task == BINARY || task == MULTICLASS;
      case PRECISION, RECALL, SPECIFICITY, F1, BALANCED_ACCURACY, MCC -> task == BINARY;
      case BRIER, LOG_LOSS -> task == BINARY;
      case MACRO_F1 -> task == MULTICLASS;
      case ROC_AUC, AVERAGE_PRECISION -> task == BINARY || task == RANKING;
      case MAE, RMSE, R2 -> task == REGRESSION;
    };
  }

  /** Says whether it is a loss, of which less is better. */
  public boolean loss() {
    return ofProbabilities() || ofNumbers();
  }

  /**
   * Says whether it is in the unit of what is predicted, so that differences are told as shares of
   * the champion's: a margin in the unit would say nothing to a policy.
   */
  public boolean ofNumbers() {
    return this == MAE || this == RMSE;
  }

  /**
   * Says whether errors of both kinds make it worse, so that it is not improved by predicting one
   * class more often; and whether errors that grow manifold do not leave it as it was, as R2 where
   * the target varies much.
   */
  public boolean ofBothErrors() {
    return switch (this) {
      case ACCURACY, F1, MACRO_F1, BALANCED_ACCURACY, MCC, ROC_AUC, AVERAGE_PRECISION -> true;
      case MAE, RMSE -> true;
      case PRECISION, RECALL, SPECIFICITY, BRIER, LOG_LOSS, R2 -> false;
    };
  }

  /** Says whether the interval of a difference is one of drawn rows or counts. */
  boolean resampled() {
    return switch (this) {
      case PRECISION, F1, MACRO_F1, BALANCED_ACCURACY, MCC -> true;
      case AVERAGE_PRECISION, BRIER, LOG_LOSS, MAE, RMSE, R2 -> true;
      case ACCURACY, RECALL, SPECIFICITY, ROC_AUC -> false;
    };
  }

  /** Says whether it is made of scores, and not of classes. */
  public boolean ofScores() {
    return this == ROC_AUC || this == AVERAGE_PRECISION || ofProbabilities();
  }

  /** Says whether these scores are probabilities. */
  public boolean ofProbabilities() {
    return this == BRIER || this == LOG_LOSS;
  }
}
