package org.assay.review.evidence.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assay.review.evidence.comparison.ComparisonResult.Role;
import org.assay.review.evidence.comparison.PairedCounts.Discordant;
import org.assay.review.evidence.plan.ComparedStatistic;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.EvaluationPlan.Grouping;
import org.assay.review.evidence.plan.PlannedComparison;
import org.assay.review.evidence.reduction.PairedCell;
import org.assay.review.evidence.reduction.SqlPairing;
import org.assay.review.evidence.statistics.BootstrapPlan;
import org.assay.review.evidence.statistics.ChampionChallenger;
import org.assay.review.evidence.statistics.ChampionChallenger.Decision;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says of a challenger and a champion on the same rows: rates of right predictions by
 * how often only one of the two is right, areas under the ROC curve by DeLong's test of two, the
 * rest by a paired bootstrap with the labels as strata.
 */
public final class ComparisonReport {

  /** How many rows are held in memory for what counts do not tell. */
  public static final int MOST_ROWS = 250_000;

  private final EvaluationPlan plan;
  private final PlannedComparison asked;
  private final SqlPairing table;
  private final Terms terms;
  private final PairedCounts counts;
  private final List<ComparisonResult> results = new ArrayList<>();
  private final List<String> smallAttributes = new ArrayList<>();
  private @Nullable PairedRows rows;

  private ComparisonReport(
      EvaluationPlan plan, PlannedComparison asked, SqlPairing table, Terms terms) {
    this.plan = plan;
    this.asked = asked;
    this.table = table;
    this.terms = terms;
    this.counts = PairedCounts.of(table.cells(List.of()));
  }

  /**
   * What else a comparison takes.
   *
   * @param champion whom it is with; absent for a baseline
   * @param evidenceDigest the digest of the record that it is a part of
   * @param planDigest the digest of the plan
   * @param goOn is called again and again, and ends the comparison by an exception
   */
  public record Terms(
      @Nullable Champion champion, String evidenceDigest, String planDigest, Runnable goOn) {}

  /**
   * Makes the report.
   *
   * @param asked the plan's comparison
   * @param table both models' predictions
   */
  public static Comparison of(
      EvaluationPlan plan, PlannedComparison asked, SqlPairing table, Terms terms) {
    return new ComparisonReport(plan, asked, table, terms).made();
  }

  private Comparison made() {
    Role role = Role.PRIMARY;
    for (ComparedStatistic statistic : asked.statistics()) {
      terms.goOn().run();
      compare(statistic, new Subject(statistic.statistic(), role, null, null));
      role = Role.GUARD;
    }
    if (asked.comparesGroups()) {
      plan.groupings().forEach(this::compareGroups);
    }
    return new Comparison(
        terms.champion(),
        asked.margin(),
        asked.asksForSuperior(),
        counts.small(),
        smallAttributes,
        results);
  }

  /** What a result is about. */
  private record Subject(
      String statistic, Role role, @Nullable String attribute, @Nullable String group) {}

  private void compare(ComparedStatistic statistic, Subject of) {
    Confusion champion = counts.champion();
    Confusion challenger = counts.challenger();
    switch (statistic) {
      case ACCURACY -> compareRates(of, counts.all(), champion.accuracy(), challenger.accuracy());
      case RECALL -> compareRates(of, counts.positives(), champion.recall(), challenger.recall());
      case SPECIFICITY ->
          compareRates(of, counts.negatives(), champion.specificity(), challenger.specificity());
      case PRECISION, F1, BALANCED_ACCURACY, MCC, ROC_AUC, BRIER, LOG_LOSS ->
          compareRows(statistic, of);
    }
  }

  private void compareRates(
      Subject of, Discordant rows, Outcome<Double> champion, Outcome<Double> challenger) {
    results.add(
        result(of, rows.n(), champion, challenger, Difference.ofRates(rows, plan.confidence())));
  }

  private void compareRows(ComparedStatistic statistic, Subject of) {
    long n = counts.all().n();
    if (n > MOST_ROWS) {
      results.add(undefined(of, n, "TOO_LARGE"));
      return;
    }
    PairedRows read = rows();
    results.add(
        result(
            of,
            n,
            read.ofChampion(statistic, read.all()),
            read.ofChallenger(statistic, read.all()),
            statistic == ComparedStatistic.ROC_AUC
                ? Difference.ofAreas(read, plan.confidence())
                : Difference.drawn(statistic, read, drawing(statistic), terms.goOn())));
  }

  private BootstrapPlan drawing(ComparedStatistic statistic) {
    return BootstrapPlan.of(
        terms.evidenceDigest(),
        "champion_challenger." + statistic.statistic(),
        terms.planDigest(),
        BootstrapPlan.REPLICATES,
        plan.confidence());
  }

  private PairedRows rows() {
    PairedRows read = rows;
    if (read == null) {
      read =
          PairedRows.of(
              table,
              Math.toIntExact(counts.all().n()),
              plan.labels().getFirst(),
              plan.labels().getLast());
      rows = read;
    }
    return read;
  }

  private void compareGroups(Grouping grouping) {
    terms.goOn().run();
    Map<String, List<PairedCell>> byName = new TreeMap<>();
    for (PairedCell cell : table.cells(grouping.columns())) {
      String name = String.join(EvaluationPlan.TIMES, cell.group());
      byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(cell);
    }
    boolean small = false;
    for (Map.Entry<String, List<PairedCell>> one : byName.entrySet()) {
      PairedCounts group = PairedCounts.of(one.getValue());
      small |= group.small();
      compareGroup(
          new Subject(
              ComparedStatistic.ACCURACY.statistic(), Role.GROUP, grouping.name(), one.getKey()),
          group);
    }
    if (small) {
      smallAttributes.add(grouping.name());
    }
  }

  private void compareGroup(Subject of, PairedCounts group) {
    Discordant all = group.all();
    if (all.n() < plan.groupRows()) {
      results.add(undefined(of, all.n(), Reason.GROUP_TOO_SMALL.name()));
      return;
    }
    compareRates(of, all, group.champion().accuracy(), group.challenger().accuracy());
  }

  private ComparisonResult result(
      Subject of,
      long n,
      Outcome<Double> champion,
      Outcome<Double> challenger,
      Outcome<Difference> difference) {
    return switch (difference) {
      case Outcome.Ok<Difference>(Difference found) ->
          new ComparisonResult(
              of.statistic(),
              of.role(),
              of.attribute(),
              of.group(),
              value(champion),
              value(challenger),
              found.value(),
              found.interval().lower(),
              found.interval().upper(),
              n,
              found.method(),
              found.pValue(),
              decision(found).name(),
              null);
      case Outcome.Undefined<Difference> none -> undefined(of, n, none.reason().name());
      case Outcome.Rejected<Difference>(var fault) -> undefined(of, n, fault.name());
    };
  }

  private static @Nullable Double value(Outcome<Double> outcome) {
    return outcome instanceof Outcome.Ok<Double>(Double value) ? value : null;
  }

  private Decision decision(Difference found) {
    return ChampionChallenger.decide(Outcome.ok(found.interval()), asked.margin())
            instanceof Outcome.Ok<Decision>(Decision decision)
        ? decision
        : Decision.UNDEFINED;
  }

  private static ComparisonResult undefined(Subject of, long n, String reason) {
    return new ComparisonResult(
        of.statistic(),
        of.role(),
        of.attribute(),
        of.group(),
        null,
        null,
        null,
        null,
        null,
        n,
        null,
        null,
        Decision.UNDEFINED.name(),
        reason);
  }
}
