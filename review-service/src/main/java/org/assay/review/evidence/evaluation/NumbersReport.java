package org.assay.review.evidence.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.EvaluationPlan.Grouping;
import org.assay.review.evidence.reduction.ErrorCell;
import org.assay.review.evidence.reduction.NumberReduction;
import org.assay.review.evidence.reduction.Profile;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.evidence.statistics.ErrorSums;
import org.assay.review.evidence.statistics.NumberOutline;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.Reported;
import org.assay.review.evidence.statistics.SmallCounts;

/** Makes the report on predicted numbers. */
final class NumbersReport {

  private NumbersReport() {}

  /**
   * Makes the report.
   *
   * @throws TableException for what no evaluation can be made of
   */
  static EvaluationReport of(ReportBasis basis, NumberReduction table) {
    EvaluationPlan plan = basis.plan();
    Profile profile = basis.checked(table.profile());
    basis.reached(50);
    ErrorSums all = sums(table.errors(List.of()));
    NumberReduction.Target target = table.target();
    Outcome<Double> r2 = all.r2(target.spread(), target.least() == target.most());
    basis.reached(60);
    Map<String, List<Reported>> groups = groups(plan, table);
    basis.reached(70);
    NumberOutline outline = NumberOutlines.of(table, plan.confidence());
    basis.reached(80);
    List<Reported> performance =
        all.ofAll(
            r2, plan.confidence(), new DrawnIntervals(basis, profile.rows()).ofNumbers(table));
    return EvaluationReport.whole(
        basis,
        profile,
        SmallCounts.among(profile.rows()),
        performance,
        new ComparedGroups(List.of(), groups),
        new PlotData(null, null, outline));
  }

  private static Map<String, List<Reported>> groups(EvaluationPlan plan, NumberReduction table) {
    Map<String, List<Reported>> reports = new LinkedHashMap<>();
    int groups = 0;
    for (Grouping grouping : plan.groupings()) {
      Map<String, List<ErrorCell>> cells =
          Grouped.byName(grouping, table.errors(grouping.columns()), ErrorCell::group);
      groups += cells.size();
      Grouped.refuseMany(groups);
      List<Reported> report = new ArrayList<>();
      cells.forEach(
          (name, each) ->
              report.addAll(sums(each).ofGroup(name, plan.minimum(), plan.confidence())));
      reports.put(grouping.name(), report);
    }
    return reports;
  }

  private static ErrorSums sums(List<ErrorCell> cells) {
    ErrorCell cell = cells.getFirst();
    return new ErrorSums(
        cell.rows(), cell.errors(), cell.absolute(), cell.squares(), cell.fourths());
  }
}
