package org.assay.review.evidence.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assay.review.evidence.plan.ComparedStatistic;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.EvaluationPlan.Grouping;
import org.assay.review.evidence.reduction.RightCell;
import org.assay.review.evidence.reduction.SqlPairing;
import org.assay.review.evidence.statistics.Reason;

/** Two models that predict one of two or several classes. */
final class PairedClasses implements Paired {

  private final EvaluationPlan plan;
  private final SqlPairing table;
  private final Drawing drawing;
  private final PairedCounts counts;
  private final PairedOrder order;

  PairedClasses(EvaluationPlan plan, SqlPairing table, Drawing drawing) {
    this.plan = plan;
    this.table = table;
    this.drawing = drawing;
    this.counts = new PairedCounts(plan.labels(), table.cells());
    this.order = new PairedOrder(plan, table, drawing);
  }

  @Override
  public long rows() {
    return counts.rights().n();
  }

  @Override
  public LongStream rowsByLabel(ComparedStatistic statistic) {
    return switch (statistic) {
      case ACCURACY, BRIER, LOG_LOSS, MAE, RMSE, R2 -> LongStream.empty();
      case RECALL -> LongStream.of(counts.rights(0).n());
      case SPECIFICITY -> LongStream.of(counts.rights(1).n());
      case PRECISION, F1, MACRO_F1, BALANCED_ACCURACY, MCC, ROC_AUC, AVERAGE_PRECISION ->
          IntStream.range(0, plan.labels().size()).mapToLong(label -> counts.rights(label).n());
    };
  }

  @Override
  public boolean small() {
    return counts.small();
  }

  @Override
  public Compared compare(ComparedStatistic statistic) {
    return switch (statistic) {
      case ACCURACY -> counts.rights().compared(drawing.confidence());
      case RECALL -> counts.rights(0).compared(drawing.confidence());
      case SPECIFICITY -> counts.rights(1).compared(drawing.confidence());
      case PRECISION, F1, MACRO_F1, BALANCED_ACCURACY, MCC -> counts.compared(statistic, drawing);
      case ROC_AUC, AVERAGE_PRECISION, BRIER, LOG_LOSS -> order.compare(statistic);
      case MAE, RMSE, R2 -> throw new IllegalArgumentException("Classes have no errors");
    };
  }

  @Override
  public Groups compare(Grouping grouping) {
    order.release();
    SortedMap<String, List<RightCell>> byName = new TreeMap<>();
    for (RightCell cell : table.rights(grouping.columns())) {
      String name = String.join(EvaluationPlan.TIMES, cell.group());
      byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(cell);
    }
    SortedMap<String, Compared> groups = new TreeMap<>();
    boolean small = false;
    for (var one : byName.entrySet()) {
      Rights all = rights(one.getValue());
      small |= small(one.getValue());
      groups.put(
          one.getKey(),
          all.n() < plan.groupRows()
              ? Compared.undefined(all.n(), Reason.GROUP_TOO_SMALL)
              : all.compared(drawing.confidence()));
    }
    return new Groups(ComparedStatistic.ACCURACY, small, groups);
  }

  private boolean small(List<RightCell> cells) {
    return Rights.small(
        IntStream.range(0, plan.labels().size())
            .mapToObj(
                label -> rights(cells.stream().filter(cell -> cell.observed() == label).toList()))
            .toList());
  }

  private static Rights rights(List<RightCell> cells) {
    return Rights.sum(
        cells.stream().map(cell -> Rights.of(cell.challenger(), cell.champion(), cell.rows())));
  }
}
