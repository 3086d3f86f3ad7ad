package org.assay.review.evidence.comparison;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.assay.review.evidence.plan.ComparedStatistic;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.EvaluationPlan.Grouping;
import org.assay.review.evidence.reduction.SqlNumberPairing;
import org.assay.review.evidence.statistics.PairedNumbers;
import org.assay.review.evidence.statistics.PairedSums;
import org.assay.review.evidence.statistics.Reason;
import org.assay.review.evidence.statistics.SmallCounts;
import org.jspecify.annotations.Nullable;

/** Two models that predict a number. */
final class PairedErrors implements Paired {

  private final EvaluationPlan plan;
  private final SqlNumberPairing table;
  private final Drawing drawing;
  private final long n;
  private @Nullable PairedNumbers read;

  PairedErrors(EvaluationPlan plan, SqlNumberPairing table, Drawing drawing) {
    this.plan = plan;
    this.table = table;
    this.drawing = drawing;
    this.n = table.count();
  }

  @Override
  public long rows() {
    return n;
  }

  @Override
  public LongStream rowsByLabel(ComparedStatistic statistic) {
    return LongStream.empty();
  }

  @Override
  public boolean small() {
    return SmallCounts.is(n);
  }

  @Override
  public Compared compare(ComparedStatistic statistic) {
    return drawing.takes(n)
        ? compared(statistic, statistic.statistic(), numbers(), n)
        : summed(statistic);
  }

  private Compared summed(ComparedStatistic statistic) {
    PairedSums sums = PairedSums.ofNumbers(statistic.statistic(), table.mean());
    table.unordered(
        List.of(), (_, observed, challenger, champion) -> sums.add(observed, challenger, champion));
    return compared(sums, n);
  }

  private Compared compared(PairedSums sums, long size) {
    return new Compared(
        size,
        sums.ofChampion(),
        sums.ofChallenger(),
        Drawing.ofEstimate(sums.difference(drawing.confidence())));
  }

  private Compared compared(
      ComparedStatistic statistic, String subject, PairedNumbers rows, long size) {
    String name = statistic.statistic();
    return new Compared(
        size,
        rows.ofChampion(name),
        rows.ofChallenger(name),
        drawing.ofRows(subject, (by, goOn) -> rows.difference(name, by, goOn)));
  }

  private PairedNumbers numbers() {
    PairedNumbers known = read;
    if (known == null) {
      drawing.hold(n * PairedNumbers.BYTES);
      PairedNumbers made = new PairedNumbers(Math.toIntExact(n));
      table.rows((_, observed, challenger, champion) -> made.add(observed, challenger, champion));
      read = made;
      return made;
    }
    return known;
  }

  /** Each group by itself is drawn, as long as enough is left, or taken by its standard error. */
  @Override
  public Groups compare(Grouping grouping) {
    read = null;
    drawing.release();
    SortedMap<String, Long> sizes = table.counts(grouping.columns(), EvaluationPlan.TIMES);
    SortedMap<String, Long> drawn = new TreeMap<>();
    SortedMap<String, Long> summed = new TreeMap<>();
    SortedMap<String, Compared> groups = new TreeMap<>();
    sizes.forEach(
        (name, size) -> {
          if (size < plan.groupRows()) {
            groups.put(name, Compared.undefined(size, Reason.GROUP_TOO_SMALL));
          } else if (drawing.takesGroup(size)) {
            drawn.put(name, size);
          } else {
            summed.put(name, size);
          }
        });
    groups.putAll(drawn(grouping, drawn));
    groups.putAll(summed(grouping, summed));
    return new Groups(
        ComparedStatistic.MAE, sizes.values().stream().anyMatch(SmallCounts::is), groups);
  }

  private Map<String, Compared> summed(Grouping grouping, Map<String, Long> sizes) {
    if (sizes.isEmpty()) {
      return Map.of();
    }
    Map<String, PairedSums> sums = new HashMap<>();
    sizes.keySet().forEach(name -> sums.put(name, PairedSums.ofNumbers("mae", 0)));
    table.unordered(
        grouping.columns(),
        (group, observed, challenger, champion) ->
            sums.computeIfPresent(
                String.join(EvaluationPlan.TIMES, group),
                (_, of) -> {
                  of.add(observed, challenger, champion);
                  return of;
                }));
    Map<String, Compared> groups = new HashMap<>();
    sizes.forEach((name, size) -> groups.put(name, compared(requireNonNull(sums.get(name)), size)));
    return groups;
  }

  /** Rows are read one group after the other. */
  private Map<String, Compared> drawn(Grouping grouping, Map<String, Long> sizes) {
    if (sizes.isEmpty()) {
      return Map.of();
    }
    drawing.hold(sizes.values().stream().max(Long::compare).orElseThrow() * PairedNumbers.BYTES);
    Map<String, Compared> groups = new HashMap<>();
    Groupwise groupwise = new Groupwise(grouping.name(), sizes, groups);
    table.rows(
        grouping.columns(),
        EvaluationPlan.TIMES,
        sizes.keySet(),
        (group, observed, challenger, champion) ->
            groupwise
                .rowsOf(String.join(EvaluationPlan.TIMES, group))
                .add(observed, challenger, champion));
    groupwise.end();
    drawing.release();
    return groups;
  }

  /** Compares a group once all its rows were read. */
  private final class Groupwise {

    private final String attribute;
    private final Map<String, Long> sizes;
    private final Map<String, Compared> groups;
    private String name = "";
    private @Nullable PairedNumbers rows;

    private Groupwise(String attribute, Map<String, Long> sizes, Map<String, Compared> groups) {
      this.attribute = attribute;
      this.sizes = sizes;
      this.groups = groups;
    }

    private PairedNumbers rowsOf(String group) {
      PairedNumbers known = rows;
      if (known == null || !group.equals(name)) {
        end();
        name = group;
        PairedNumbers next = new PairedNumbers(Math.toIntExact(size(group)));
        rows = next;
        return next;
      }
      return known;
    }

    private long size(String group) {
      Long size = sizes.get(group);
      if (size == null) {
        throw new IllegalStateException("Nobody counted the rows of a group");
      }
      return size;
    }

    private void end() {
      PairedNumbers whole = rows;
      if (whole != null) {
        long size = size(name);
        groups.put(
            name,
            compared(ComparedStatistic.MAE, "mae/%s/%s".formatted(attribute, name), whole, size));
      }
    }
  }
}
