package org.assay.review.evidence.evaluation;

import java.util.List;
import java.util.function.Supplier;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.reduction.BinCell;
import org.assay.review.evidence.reduction.ClassCell;
import org.assay.review.evidence.reduction.Profile;
import org.assay.review.evidence.reduction.Reduction;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.evidence.reduction.TableFault;
import org.assay.review.evidence.statistics.BinnedCalibration;
import org.assay.review.evidence.statistics.CalibrationCells;
import org.assay.review.evidence.statistics.ClassReport;
import org.assay.review.evidence.statistics.ClassRows;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.ConfusionMatrix;
import org.assay.review.evidence.statistics.Reported;
import org.assay.review.evidence.statistics.SmallCounts;

/** Makes the report on predictions of several classes. */
final class ClassesReport {

  private ClassesReport() {}

  static EvaluationReport of(ReportBasis basis, Reduction table) {
    EvaluationPlan plan = basis.plan();
    Profile profile = basis.checked(table.profile());
    basis.reached(50);
    ConfusionMatrix matrix = matrix(plan.labels(), table.pairs());
    String positive = plan.positiveClass();
    if (positive != null && !plan.attributes().isEmpty()) {
      refuseUnobserved(positive, matrix.against(plan.labels().indexOf(positive)));
    }
    ComparedGroups groups =
        positive == null ? ComparedGroups.NONE : ComparedGroups.of(plan, table, false);
    basis.reached(70);
    List<BinCell> bins =
        basis.scored() && plan.probabilities()
            ? table.bins(List.of(List.of())).getFirst()
            : List.of();
    BinnedCalibration confidences = bins.isEmpty() ? null : ComparedGroups.binned(bins);
    basis.reached(80);
    DrawnIntervals drawn = new DrawnIntervals(basis, matrix.total());
    Supplier<ClassRows> rows = drawn.rows(table);
    List<Reported> performance =
        ClassReport.of(
            matrix,
            confidences,
            plan.confidence(),
            drawn
                .ofClasses(rows, null)
                .or(drawn.ofCounts(matrix, null))
                .or(drawn.ofCells(cells(bins), "ece_top_label")),
            name -> drawn.ofClasses(rows, name).or(drawn.ofCounts(matrix, name)));
    boolean small = matrix.eachAgainstOthers().stream().anyMatch(SmallCounts::among);
    return EvaluationReport.whole(
        basis, profile, small, performance, groups, new PlotData(matrix, null, null));
  }

  /** By a class that no row has, all groups are alike whatever is decided about them. */
  private static void refuseUnobserved(String positive, Confusion counts) {
    if (counts.tp() + counts.fn() == 0) {
      throw new TableException(
          TableFault.SINGLE_CLASS,
          "No row is of class %s, by which the plan compares groups".formatted(positive));
    }
  }

  private static CalibrationCells cells(List<BinCell> bins) {
    CalibrationCells cells = new CalibrationCells();
    bins.forEach(cell -> cells.add(cell.bin(), cell.hit(), cell.rows(), cell.probabilities()));
    return cells;
  }

  private static ConfusionMatrix matrix(List<String> classes, List<ClassCell> pairs) {
    long[][] counts = new long[classes.size()][classes.size()];
    for (ClassCell pair : pairs) {
      counts[classes.indexOf(pair.observed())][classes.indexOf(pair.predicted())] += pair.rows();
    }
    return ConfusionMatrix.of(classes, counts);
  }
}
