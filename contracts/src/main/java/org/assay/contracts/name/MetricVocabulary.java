package org.assay.contracts.name;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of metrics that are figures of all rows which Assay computes itself, so that the two
 * can be compared: the statistic's own name, or the one that scikit-learn or MLflow's evaluation
 * gives to the same definition; each bare or of evaluated rows by its prefix.
 *
 * <p>A metric of any other name says nothing of them. Left out are names of another definition (a
 * squared error is no root of one, a negated loss no loss), of several definitions ({@code auc},
 * {@code score}), averages that Assay does not compute, and metrics of other rows, such as {@code
 * training_} and {@code val_} ones. MLflow calls the weighted mean over several classes {@code
 * f1_score} too; of several classes Assay computes no {@code f1} of all rows to compare it with.
 */
public final class MetricVocabulary {

  private static final List<String> STATISTICS =
      List.of(
          "accuracy",
          "precision",
          "npv",
          "recall",
          "specificity",
          "fpr",
          "fnr",
          "f1",
          "balanced_accuracy",
          "mcc",
          "roc_auc",
          "average_precision",
          "brier",
          "log_loss",
          "ece",
          "ece_top_label",
          "macro_f1",
          "rmse",
          "mae",
          "r2",
          "demographic_parity_difference",
          "demographic_parity_ratio",
          "equal_opportunity_difference",
          "equalized_odds_difference",
          "average_odds_difference",
          "predictive_parity_difference",
          "fpr_gap",
          "fnr_gap",
          "accuracy_gap",
          "calibration_gap",
          "ece_group_gap");

  /**
   * By functions and scorers of scikit-learn; {@code precision_recall_auc} and {@code
   * root_mean_squared_error} as MLflow's evaluation logs them, the former being average precision.
   */
  private static final Map<String, String> ALSO =
      Map.ofEntries(
          Map.entry("accuracy_score", "accuracy"),
          Map.entry("precision_score", "precision"),
          Map.entry("recall_score", "recall"),
          Map.entry("f1_score", "f1"),
          Map.entry("f1_macro", "macro_f1"),
          Map.entry("balanced_accuracy_score", "balanced_accuracy"),
          Map.entry("matthews_corrcoef", "mcc"),
          Map.entry("roc_auc_score", "roc_auc"),
          Map.entry("average_precision_score", "average_precision"),
          Map.entry("precision_recall_auc", "average_precision"),
          Map.entry("brier_score_loss", "brier"),
          Map.entry("root_mean_squared_error", "rmse"),
          Map.entry("mean_absolute_error", "mae"),
          Map.entry("r2_score", "r2"));

  private static final List<String> PREFIXES = List.of("", "test_", "eval_");

  private static final Map<String, String> BY_METRIC = byMetric();

  private MetricVocabulary() {}

  private static Map<String, String> byMetric() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String prefix : PREFIXES) {
      STATISTICS.forEach(statistic -> all.put(prefix + statistic, statistic));
      ALSO.forEach((metric, statistic) -> all.put(prefix + metric, statistic));
    }
    return Map.copyOf(all);
  }

  /** Returns the statistic that a metric is a figure of; empty where its name says none. */
  public static Optional<String> statistic(String metric) {
    return Optional.ofNullable(BY_METRIC.get(metric));
  }

  /** Returns the names of all statistics that metrics may be figures of. */
  public static Set<String> statistics() {
    return Set.copyOf(STATISTICS);
  }

  /** Returns every name of a metric that is compared. */
  static Stream<String> metrics() {
    return BY_METRIC.keySet().stream();
  }
}
