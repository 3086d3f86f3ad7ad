package org.assay.review.evidence.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.EvaluationPlan.Grouping;
import org.assay.review.evidence.reduction.BinCell;
import org.assay.review.evidence.reduction.Cell;
import org.assay.review.evidence.reduction.Reduction;
import org.assay.review.evidence.statistics.BinnedCalibration;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.Group;
import org.assay.review.evidence.statistics.GroupCalibration;
import org.assay.review.evidence.statistics.GroupReport;
import org.assay.review.evidence.statistics.Reported;

/**
 * What is said of the groups of the plan's attributes and intersections, where classes are
 * predicted.
 *
 * @param attributes the counts by group
 * @param reports what is said of each, by its name
 */
record ComparedGroups(List<CountedAttribute> attributes, Map<String, List<Reported>> reports) {

  /** There are no groups. */
  static final ComparedGroups NONE = new ComparedGroups(List.of(), Map.of());

  ComparedGroups {
    attributes = List.copyOf(attributes);
    reports = new LinkedHashMap<>(reports);
  }

  /**
   * Compares the groups of a table.
   *
   * @param calibrated whether scores are probabilities of the positive class
   */
  static ComparedGroups of(EvaluationPlan plan, Reduction table, boolean calibrated) {
    List<CountedAttribute> attributes = new ArrayList<>();
    Map<String, List<Reported>> reports = new LinkedHashMap<>();
    int groups = 0;
    List<Grouping> groupings = plan.groupings();
    List<List<BinCell>> binned =
        calibrated && !groupings.isEmpty()
            ? table.bins(groupings.stream().map(Grouping::columns).toList())
            : List.of();
    for (int at = 0; at < groupings.size(); at++) {
      Grouping grouping = groupings.get(at);
      List<BinCell> bins = calibrated ? binned.get(at) : List.of();
      List<Cell> cells =
          calibrated ? bins.stream().map(BinCell::cell).toList() : table.cells(grouping.columns());
      CountedAttribute counted = counted(plan, grouping, cells);
      groups += counted.groups().size();
      Grouped.refuseMany(groups);
      attributes.add(counted);
      List<Reported> calibration =
          calibrated ? calibration(plan, grouping, bins) : List.<Reported>of();
      reports.put(
          grouping.name(),
          Stream.concat(report(counted, plan).stream(), calibration.stream()).toList());
    }
    return new ComparedGroups(attributes, reports);
  }

  private static CountedAttribute counted(EvaluationPlan plan, Grouping of, List<Cell> cells) {
    List<Group> groups =
        Grouped.byName(of, cells, Cell::group).entrySet().stream()
            .map(entry -> new Group(entry.getKey(), confusion(entry.getValue())))
            .toList();
    String reference =
        Objects.requireNonNullElseGet(of.referenceGroup(), () -> GroupReport.largest(groups));
    return new CountedAttribute(of.name(), plan.positiveFavourable(), reference, groups);
  }

  /** Returns how often all rows hit or missed, which any attribute's groups add up to. */
  Optional<Confusion> total() {
    return attributes.stream()
        .findFirst()
        .map(
            one ->
                one.groups().stream()
                    .map(Group::counts)
                    .reduce(new Confusion(0, 0, 0, 0), Confusion::plus));
  }

  /** Returns how often rows hit or missed. */
  static Confusion confusion(List<Cell> cells) {
    long[] counts = new long[4];
    for (Cell cell : cells) {
      counts[(cell.positive() ? 0 : 2) + (cell.predicted() ? 0 : 1)] += cell.rows();
    }
    return new Confusion(counts[0], counts[2], counts[3], counts[1]);
  }

  private static List<Reported> report(CountedAttribute attribute, EvaluationPlan plan) {
    return GroupReport.of(
        attribute.groups(),
        new GroupReport.Plan(
            attribute.attribute(),
            attribute.positiveFavourable(),
            attribute.referenceGroup(),
            plan.confidence(),
            plan.minimum()));
  }

  private static List<Reported> calibration(EvaluationPlan plan, Grouping of, List<BinCell> cells) {
    Map<String, BinnedCalibration> groups = new LinkedHashMap<>();
    Grouped.byName(of, cells, BinCell::group)
        .forEach((name, bins) -> groups.put(name, binned(bins)));
    return GroupCalibration.of(of.name(), groups, plan.minimum());
  }

  /** Returns how well the probabilities of some bins are calibrated. */
  static BinnedCalibration binned(List<BinCell> bins) {
    BinnedCalibration calibration = new BinnedCalibration();
    bins.forEach(
        cell ->
            calibration.add(
                cell.bin(), cell.rows(), cell.hit() ? cell.rows() : 0, cell.probabilities()));
    return calibration;
  }
}
