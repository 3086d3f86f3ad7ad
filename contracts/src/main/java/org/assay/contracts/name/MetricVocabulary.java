package org.assay.contracts.name;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of metrics that are figures of all rows which Assay computes itself, so that the two
 * can be compared: the statistic's own name, or the one that scikit-learn or MLflow's evaluation
 * gives to the same definition; each bare or with {@code test_} before it.
 *
 * <p>A metric of any other name says nothing of them. Left out are names of another definition (a
 * squared error is no root of one, a negated loss no loss), of several definitions ({@code auc},
 * {@code score}), averages that Assay does not compute, and metrics of other rows, such as {@code
 * training_} and {@code val_} ones; {@code eval_} ones too, by which Hugging Face's trainer means
 * validation. What compares groups is left out since a metric names no attribute that they are of.
 *
 * <p>MLflow calls the weighted mean over several classes {@code f1_score} too; of several classes
 * Assay computes no {@code f1} of all rows to compare it with. Under a prefix its older versions
 * log weighted means of two classes as well, so {@code precision_score}, {@code recall_score} and
 * {@code f1_score} count bare only.
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
          "r2");

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

  private static final String TEST = "test_";

  /** Those that are another figure where a prefix stands before them. */
  private static final Set<String> BARE_ONLY =
      Set.of("precision_score", "recall_score", "f1_score");

  private static final Map<String, String> BY_METRIC = byMetric();

  private MetricVocabulary() {}

  private static Map<String, String> byMetric() {
    Map<String, String> bare = new HashMap<>(ALSO);
    STATISTICS.forEach(statistic -> bare.put(statistic, statistic));
    Map<String, String> all = new HashMap<>(bare);
    bare.forEach(
        (metric, statistic) -> {
          if (!BARE_ONLY.contains(metric)) {
            all.put(TEST + metric, statistic);
          }
        });
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
