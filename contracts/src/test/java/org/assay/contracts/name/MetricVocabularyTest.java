package org.assay.contracts.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricVocabularyTest {

  @ParameterizedTest
  @CsvSource({
    "accuracy, accuracy",
    "accuracy_score, accuracy",
    "test_accuracy_score, accuracy",
    "precision_score, precision",
    "recall_score, recall",
    "f1_score, f1",
    "f1_macro, macro_f1",
    "roc_auc, roc_auc",
    "test_roc_auc, roc_auc",
    "precision_recall_auc, average_precision",
    "matthews_corrcoef, mcc",
    "brier_score_loss, brier",
    "log_loss, log_loss",
    "mean_absolute_error, mae",
    "root_mean_squared_error, rmse",
    "r2_score, r2",
    "test_r2_score, r2",
  })
  void namesTheStatisticOfAMetric(String metric, String statistic) {
    assertThat(MetricVocabulary.statistic(metric)).contains(statistic);
  }

  /** Of other rows, of another definition, or of several. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "training_accuracy_score",
        "train_accuracy",
        "val_accuracy",
        "test_val_accuracy",
        "eval_accuracy",
        "test_test_accuracy",
        "test_precision_score",
        "test_recall_score",
        "test_f1_score",
        "demographic_parity_difference",
        "fpr_gap",
        "test_calibration_gap",
        "Accuracy",
        "accuracy_score-1_test",
        "mean_squared_error",
        "neg_log_loss",
        "precision_weighted",
        "f1_weighted",
        "f1_micro",
        "auc",
        "score",
        "loss",
        "selection_rate",
        "test_",
        "",
      })
  void saysNothingOfOtherNames(String metric) {
    assertThat(MetricVocabulary.statistic(metric)).isEmpty();
  }

  /** What an event may carry of them is bounded by their number. */
  @Test
  void isOfAFewNamesAndStatisticsOnly() {
    assertThat(MetricVocabulary.metrics())
        .hasSize(65)
        .allMatch(metric -> MetricVocabulary.statistic(metric).isPresent());
    assertThat(
            MetricVocabulary.metrics().map(metric -> MetricVocabulary.statistic(metric).orElse("")))
        .isSubsetOf(MetricVocabulary.statistics());
  }
}
