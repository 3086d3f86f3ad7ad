package org.assay.review.evidence.window;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.reduction.SqlDrift;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.evidence.reduction.TableFault;
import org.assay.review.evidence.statistics.Drift;
import org.assay.review.evidence.statistics.Drift.KsMethod;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.TestResult;

/**
 * Features that Assay counted from files: numbers by the deciles of the reference, texts by its
 * most frequent values. What is missing or was not there before is a bin of its own.
 *
 * @param features how they are distributed
 * @param tests of each number whether both samples may be from one distribution
 */
record CountedFeatures(List<WatchedFeature> features, List<ReportRow> tests) {

  /** Texts that are told apart; with the other two bins no feature has more than it may. */
  private static final int MOST_TEXTS = WatchedFeature.MOST_BINS - 2;

  /** How many rows of a side are held to test them. */
  private static final int MOST_TESTED = 250_000;

  private static final String OTHER = "(other)";
  private static final String MISSING = "(missing)";

  CountedFeatures {
    features = List.copyOf(features);
    tests = List.copyOf(tests);
  }

  /**
   * Counts the columns of a file.
   *
   * @param columns which, in the order of the tables
   * @param done is told how many are
   * @throws TableException if one cannot be counted
   */
  static CountedFeatures of(SqlDrift drift, List<WatchedColumn> columns, IntConsumer done) {
    List<WatchedFeature> features = new ArrayList<>();
    List<ReportRow> tests = new ArrayList<>();
    for (int at = 0; at < columns.size(); at++) {
      WatchedColumn column = columns.get(at);
      if (column.kind() == FeatureKind.CATEGORICAL) {
        features.add(feature(column, bins(drift.texts(at, MOST_TEXTS))));
      } else {
        SqlDrift.Numbers numbers = drift.numbers(at);
        features.add(feature(column, bins(numbers)));
        tests.add(test(column, at, numbers, drift));
      }
      done.accept(at + 1);
    }
    return new CountedFeatures(features, tests);
  }

  private static WatchedFeature feature(WatchedColumn column, List<FeatureBin> bins) {
    return new WatchedFeature(column.name(), column.kind(), bins);
  }

  private static List<FeatureBin> bins(SqlDrift.Numbers numbers) {
    List<FeatureBin> bins = new ArrayList<>();
    List<Double> edges = numbers.edges();
    for (int bin = 0; bin <= edges.size(); bin++) {
      bins.add(
          new FeatureBin(
              label(edges, bin), numbers.reference().get(bin), numbers.current().get(bin)));
    }
    addMissing(bins, numbers.missing());
    return bins;
  }

  private static String label(List<Double> edges, int bin) {
    if (bin == edges.size()) {
      return "above " + text(edges.getLast());
    }
    String upper = "at most " + text(edges.get(bin));
    return bin == 0 ? upper : "above %s, %s".formatted(text(edges.get(bin - 1)), upper);
  }

  private static String text(double edge) {
    String plain = new BigDecimal(Double.toString(edge)).stripTrailingZeros().toPlainString();
    return plain.length() > 20 ? Double.toString(edge) : plain;
  }

  private static List<FeatureBin> bins(SqlDrift.Texts texts) {
    List<FeatureBin> bins = new ArrayList<>();
    int values = texts.values().size();
    for (int at = 0; at < values; at++) {
      String label = texts.values().get(at);
      if (label.equals(OTHER) || label.equals(MISSING)) {
        throw new TableException(
            TableFault.BAD_GROUP_NAME,
            "A value is called %s, as what has none is".formatted(label));
      }
      bins.add(new FeatureBin(label, texts.reference().get(at), texts.current().get(at)));
    }
    long before = texts.reference().get(values);
    long now = texts.current().get(values);
    if (values < 2 || before + now > 0) {
      bins.add(new FeatureBin(OTHER, before, now));
    }
    addMissing(bins, texts.missing());
    return bins;
  }

  private static void addMissing(List<FeatureBin> bins, SqlDrift.Missing missing) {
    if (missing.reference() + missing.current() > 0) {
      bins.add(new FeatureBin(MISSING, missing.reference(), missing.current()));
    }
  }

  private static ReportRow test(
      WatchedColumn column, int at, SqlDrift.Numbers numbers, SqlDrift drift) {
    long before = sum(numbers.reference());
    long now = sum(numbers.current());
    if (Math.max(before, now) > MOST_TESTED) {
      return FeatureDrift.tested(column.name(), now, "TOO_LARGE");
    }
    double[] reference = drift.values(at, true, Math.toIntExact(before));
    double[] current = drift.values(at, false, Math.toIntExact(now));
    KsMethod method = KsMethod.of(reference.length, current.length);
    return switch (Drift.kolmogorovSmirnov(reference, current, method)) {
      case Outcome.Ok<TestResult>(TestResult found) ->
          FeatureDrift.tested(column.name(), now, found, method);
      case Outcome.Undefined<TestResult> none ->
          FeatureDrift.tested(column.name(), now, none.reason().name());
      case Outcome.Rejected<TestResult> none ->
          FeatureDrift.tested(column.name(), now, none.fault().name());
    };
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
