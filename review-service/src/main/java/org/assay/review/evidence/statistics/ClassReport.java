package org.assay.review.evidence.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is said about predictions of several classes: of all rows, then of each class against all
 * the others.
 */
public final class ClassReport {

  private ClassReport() {}

  /**
   * Returns the report.
   *
   * @param confidences how sure each prediction was, by bin; absent where nothing says so
   * @param confidence of each interval, in (0, 1)
   * @param intervals of what has no closed one, over all rows
   * @param ofClass the same of a class
   */
  public static List<Reported> of(
      ConfusionMatrix matrix,
      @Nullable BinnedCalibration confidences,
      double confidence,
      IntervalSource intervals,
      Function<String, IntervalSource> ofClass) {
    long rows = matrix.total();
    List<Reported> reported = new ArrayList<>();
    reported.add(
        PerformanceReport.rate("accuracy", new Scope.OfAll(), matrix.accuracy(), confidence));
    reported.add(PerformanceReport.figure("macro_f1", rows, matrix.macroF1(), intervals));
    if (confidences != null) {
      reported.add(PerformanceReport.figure("ece_top_label", rows, confidences.ece(), intervals));
    }
    for (int at = 0; at < matrix.classes().size(); at++) {
      String name = matrix.classes().get(at);
      reported.addAll(of(name, matrix.against(at), confidence, ofClass.apply(name)));
    }
    return List.copyOf(reported);
  }

  private static List<Reported> of(
      String name, Confusion counts, double confidence, IntervalSource intervals) {
    Scope scope = new Scope.OfClass(name);
    return List.of(
        PerformanceReport.rate("precision", scope, Rate.PRECISION.of(counts), confidence),
        PerformanceReport.rate("recall", scope, Rate.RECALL.of(counts), confidence),
        PerformanceReport.figure(Reported.of("f1", scope, counts.rows(), counts.f1()), intervals));
  }
}
