package org.assay.review.evidence.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.EvaluationPlan.Grouping;
import org.assay.review.evidence.plan.PlannedClaim;
import org.assay.review.evidence.reduction.Cell;
import org.assay.review.evidence.reduction.Profile;
import org.assay.review.evidence.reduction.Reduction;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.evidence.reduction.TableFault;
import org.assay.review.evidence.statistics.Claim;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.Group;
import org.assay.review.evidence.statistics.GroupClaim;
import org.assay.review.evidence.statistics.GroupReport;
import org.assay.review.evidence.statistics.GroupStatistic;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.PerformanceReport;
import org.assay.review.evidence.statistics.Reported;
import org.assay.review.evidence.statistics.Scope;
import org.assay.review.evidence.statistics.ScoreCurve;
import org.assay.review.evidence.statistics.ScoreOutline;
import org.assay.review.evidence.statistics.SmallCounts;
import org.assay.review.evidence.statistics.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says of a table, whole.
 *
 * @param confidence of each interval
 * @param profile what the table looks like
 * @param smallCounts whether some count of all rows is small
 * @param attributes the counts by group
 * @param claims the plan's claims with their verdicts
 * @param statistics of all rows first, then of each attribute
 * @param plots what plots of all rows are drawn from
 */
record EvaluationReport(
    double confidence,
    Profile profile,
    boolean smallCounts,
    List<CountedAttribute> attributes,
    List<JudgedClaim> claims,
    List<ReportRow> statistics,
    PlotData plots) {

  EvaluationReport {
    attributes = List.copyOf(attributes);
    claims = List.copyOf(claims);
    statistics = List.copyOf(statistics);
  }

  /**
   * Makes the report.
   *
   * @param progress is told how much is done, in percent
   * @throws TableException for what no evaluation can be made of
   */
  static EvaluationReport of(
      EvaluationPlan plan, Reduction table, boolean scored, IntConsumer progress) {
    Profile profile = table.profile();
    progress.accept(50);
    Confusion all = confusion(table.cells(List.of()));
    List<CountedAttribute> attributes = counted(plan, table);
    progress.accept(70);
    ScoreCurve curve = scored ? new ScoreCurve(all.positives(), all.negatives()) : null;
    PlotData plots =
        new PlotData(
            ConfusionMatrix.of(plan.positiveClass(), plan.negativeClass(), all),
            curve == null ? null : outline(table, all, plan.probabilities(), curve));
    progress.accept(90);
    List<Reported> performance =
        PerformanceReport.of(all, curve, plan.probabilities(), plan.confidence());
    List<JudgedClaim> claims =
        plan.claims().stream().map(claim -> judge(claim, plan, performance, attributes)).toList();
    List<ReportRow> rows = new ArrayList<>();
    performance.forEach(one -> rows.add(ReportRow.of(null, one, verdict(claims, one, null))));
    for (CountedAttribute attribute : attributes) {
      report(attribute, plan)
          .forEach(
              one ->
                  rows.add(
                      ReportRow.of(
                          attribute.attribute(),
                          one,
                          verdict(claims, one, attribute.attribute()))));
    }
    return new EvaluationReport(
        plan.confidence(), profile, SmallCounts.among(all), attributes, claims, rows, plots);
  }

  private static ScoreOutline.Kept outline(
      Reduction table, Confusion all, boolean probabilities, ScoreCurve curve) {
    ScoreOutline outline = new ScoreOutline(all.positives(), all.negatives(), probabilities);
    table.scores(
        cell -> {
          curve.add(cell.score(), cell.positives(), cell.negatives());
          outline.add(cell.score(), cell.positives(), cell.negatives());
        });
    return outline.kept();
  }

  private static Confusion confusion(List<Cell> cells) {
    long[] counts = new long[4];
    for (Cell cell : cells) {
      counts[(cell.positive() ? 0 : 2) + (cell.predicted() ? 0 : 1)] += cell.rows();
    }
    return new Confusion(counts[0], counts[2], counts[3], counts[1]);
  }

  private static List<CountedAttribute> counted(EvaluationPlan plan, Reduction table) {
    List<CountedAttribute> counted = new ArrayList<>();
    int groups = 0;
    for (Grouping grouping : plan.groupings()) {
      CountedAttribute attribute = counted(plan, grouping, table.cells(grouping.columns()));
      groups += attribute.groups().size();
      counted.add(attribute);
    }
    if (groups > CountedAttribute.MOST_GROUPS) {
      throw new TableException(
          TableFault.TOO_MANY_GROUPS,
          "All attributes have %d groups together; at most %d are compared"
              .formatted(groups, CountedAttribute.MOST_GROUPS));
    }
    return counted;
  }

  private static CountedAttribute counted(EvaluationPlan plan, Grouping of, List<Cell> cells) {
    Map<String, List<Cell>> byName = new TreeMap<>();
    Map<String, List<String>> parts = new LinkedHashMap<>();
    for (Cell cell : cells) {
      String name = String.join(EvaluationPlan.TIMES, cell.group());
      byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(cell);
      List<String> other = parts.putIfAbsent(name, cell.group());
      if (other != null && !other.equals(cell.group())) {
        throw new TableException(
            TableFault.BAD_GROUP_NAME, "Two groups of %s have one name".formatted(of.name()));
      }
    }
    List<Group> groups =
        byName.entrySet().stream()
            .map(entry -> new Group(entry.getKey(), confusion(entry.getValue())))
            .toList();
    String reference =
        Objects.requireNonNullElseGet(of.referenceGroup(), () -> GroupReport.largest(groups));
    if (!byName.containsKey(reference)) {
      throw new TableException(
          TableFault.BAD_GROUP_NAME,
          "%s has no group %s, which the plan compares the others with"
              .formatted(of.name(), reference));
    }
    return new CountedAttribute(of.name(), plan.positiveFavourable(), reference, groups);
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

  private static @Nullable String verdict(
      List<JudgedClaim> claims, Reported one, @Nullable String attribute) {
    boolean whole =
        switch (one.scope()) {
          case Scope.OfAll _, Scope.OfAttribute _ -> true;
          case Scope.OfGroup _, Scope.OfPair _ -> false;
        };
    return claims.stream()
        .filter(
            claim ->
                whole
                    && claim.statistic().equals(one.statistic())
                    && Objects.equals(claim.attribute(), attribute))
        .findFirst()
        .map(JudgedClaim::verdict)
        .orElse(null);
  }

  private static JudgedClaim judge(
      PlannedClaim claim,
      EvaluationPlan plan,
      List<Reported> performance,
      List<CountedAttribute> attributes) {
    return claim.statistic().ofGroups()
        ? ofGroups(claim, plan, attributes)
        : ofAll(claim, performance);
  }

  private static JudgedClaim ofAll(PlannedClaim claim, List<Reported> performance) {
    Reported found =
        performance.stream()
            .filter(one -> one.statistic().equals(claim.statistic().statistic()))
            .findFirst()
            .orElse(null);
    if (found == null) {
      return undefined(claim, "NO_SCORES");
    }
    Interval interval = found.interval();
    if (interval == null) {
      return undefined(claim, found.reason() == null ? "NO_INTERVAL" : found.reason().name());
    }
    Claim limit =
        claim.statistic().atLeast()
            ? new Claim.AtLeast(claim.limit())
            : new Claim.AtMost(claim.limit());
    return judged(claim, limit.judge(interval), found.value(), interval, found.n());
  }

  private static JudgedClaim judged(
      PlannedClaim claim, Verdict verdict, @Nullable Double value, Interval interval, long n) {
    return new JudgedClaim(
        claim.statistic().statistic(),
        claim.attribute(),
        claim.limit(),
        claim.statistic().atLeast(),
        verdict.name(),
        value,
        interval.lower(),
        interval.upper(),
        n,
        null);
  }

  private static JudgedClaim undefined(PlannedClaim claim, String reason) {
    return new JudgedClaim(
        claim.statistic().statistic(),
        claim.attribute(),
        claim.limit(),
        claim.statistic().atLeast(),
        Verdict.UNDEFINED.name(),
        null,
        null,
        null,
        null,
        reason);
  }

  private static JudgedClaim ofGroups(
      PlannedClaim claim, EvaluationPlan plan, List<CountedAttribute> attributes) {
    CountedAttribute of =
        attributes.stream()
            .filter(one -> one.attribute().equals(claim.attribute()))
            .findFirst()
            .orElseThrow();
    return switch (outcome(claim, plan, of)) {
      case Outcome.Ok<GroupClaim.Judged>(GroupClaim.Judged found) ->
          judged(
              claim,
              found.verdict(),
              found.estimate().value(),
              found.estimate().interval(),
              found.n());
      case Outcome.Undefined<GroupClaim.Judged> none -> undefined(claim, none.reason().name());
      case Outcome.Rejected<GroupClaim.Judged> none -> undefined(claim, none.fault().name());
    };
  }

  private static Outcome<GroupClaim.Judged> outcome(
      PlannedClaim claim, EvaluationPlan plan, CountedAttribute of) {
    return GroupStatistic.valueOf(claim.statistic().name())
        .judge(
            new GroupClaim(of.groups(), plan.minimum(), plan.confidence()),
            of.positiveFavourable(),
            claim.limit());
  }
}
