package org.assay.review.evidence.explanation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.numbers.core.Sum;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.explanation.FeatureTable.RankedFeature;
import org.assay.review.evidence.statistics.Reason;
import org.assay.review.evidence.statistics.Verdict;
import org.jspecify.annotations.Nullable;

/** What is checked of a table of features, and how importance is spread over them. */
public final class ExplanationReport {

  /** Whether each feature of the model is explained, and none besides. */
  public static final String COVERAGE = "feature_coverage";

  /** Whether contributions add up to the outputs. */
  public static final String ADDITIVITY = "additivity";

  /**
   * By how much a sum may miss the output, of its size and a hundredth more: what shap's own check
   * of trees took (TreeExplainer.assert_additivity), since contributions are often single floats.
   */
  private static final double TOLERANCE = 0.01;

  private static final List<Integer> TOPS = List.of(1, 3, 5, 10);

  /** How many features are named that are at fault. */
  private static final int MOST_NAMED = 20;

  private final FeatureTable table;
  private final List<ReportRow> rows = new ArrayList<>();

  private ExplanationReport(FeatureTable table) {
    this.table = table;
  }

  /** Returns the checks, with their verdicts, and the figures. */
  public static List<ReportRow> of(FeatureTable table) {
    ExplanationReport report = new ExplanationReport(table);
    report.coverage();
    if (table.method().additive()) {
      report.additivity();
    }
    report.tops();
    return List.copyOf(report.rows);
  }

  private void coverage() {
    Set<String> taken = new TreeSet<>(table.modelFeatures());
    if (taken.isEmpty()) {
      row(COVERAGE, 0, null, "NO_MODEL_FEATURES", List.of(), Verdict.UNDEFINED);
      return;
    }
    Set<String> explained = new HashSet<>();
    Set<String> unknown = new TreeSet<>();
    table
        .features()
        .forEach(one -> (taken.contains(one.name()) ? explained : unknown).add(one.name()));
    double share = (double) explained.size() / taken.size();
    Set<String> missing = new TreeSet<>(taken);
    missing.removeAll(explained);
    if (!missing.isEmpty()) {
      row(COVERAGE, taken.size(), share, "MISSING_FEATURES", named(missing), Verdict.FAIL);
    } else if (!unknown.isEmpty()) {
      row(COVERAGE, taken.size(), share, "UNKNOWN_FEATURES", named(unknown), Verdict.FAIL);
    } else if (table.features().stream().allMatch(one -> one.importance() == 0)) {
      row(COVERAGE, taken.size(), share, "NOTHING_MATTERS", List.of(), Verdict.UNDEFINED);
    } else {
      row(COVERAGE, taken.size(), share, null, List.of(), Verdict.PASS);
    }
  }

  private static List<String> named(Set<String> features) {
    return features.stream().limit(MOST_NAMED).toList();
  }

  private void additivity() {
    List<ExplainedOutput> samples = table.samples();
    if (samples.isEmpty()) {
      String reason = Reason.EMPTY_INPUT.name();
      row(ADDITIVITY, 0, null, reason, List.of(), Verdict.UNDEFINED);
      row("largest_residual", 0, null, reason, List.of(), null);
      return;
    }
    double base = Objects.requireNonNull(table.baseValue());
    long held = 0;
    double largest = 0;
    for (ExplainedOutput sample : samples) {
      Sum sum = Sum.of(base);
      sample.contributions().values().forEach(sum::add);
      double residual = Math.abs(sum.getAsDouble() - sample.prediction());
      held += residual <= TOLERANCE * (Math.abs(sum.getAsDouble()) + TOLERANCE) ? 1 : 0;
      largest = Math.max(largest, residual);
    }
    int n = samples.size();
    Verdict verdict = held == n ? Verdict.PASS : Verdict.FAIL;
    row(ADDITIVITY, n, (double) held / n, null, List.of(), verdict);
    row("largest_residual", n, largest, null, List.of(), null);
  }

  private void tops() {
    List<RankedFeature> ranked = table.ranked();
    for (int top : TOPS) {
      if (top <= ranked.size()) {
        Double share = ranked.getFirst().share() == null ? null : share(ranked.subList(0, top));
        row(
            "top_%d_share".formatted(top),
            ranked.size(),
            share,
            share == null ? Reason.ZERO_DENOMINATOR.name() : null,
            List.of(),
            null);
      }
    }
  }

  private static double share(List<RankedFeature> of) {
    Sum sum = Sum.create();
    of.forEach(one -> sum.add(Objects.requireNonNull(one.share())));
    return Math.min(1, sum.getAsDouble());
  }

  private void row(
      String statistic,
      long n,
      @Nullable Double value,
      @Nullable String reason,
      List<String> atFault,
      @Nullable Verdict verdict) {
    rows.add(ReportRow.figure(null, statistic, n, value, reason, atFault, verdict));
  }
}
