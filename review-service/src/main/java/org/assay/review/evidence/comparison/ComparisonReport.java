package org.assay.review.evidence.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.assay.review.evidence.comparison.ComparisonResult.Role;
import org.assay.review.evidence.plan.ComparedStatistic;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.EvaluationPlan.Grouping;
import org.assay.review.evidence.plan.PlannedComparison;
import org.assay.review.evidence.plan.PredictionTask;
import org.assay.review.evidence.reduction.SqlNumberPairing;
import org.assay.review.evidence.reduction.SqlPairing;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.evidence.reduction.TableFault;
import org.assay.review.evidence.statistics.ChampionChallenger;
import org.assay.review.evidence.statistics.ChampionChallenger.Decision;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says of a challenger and a champion on the same rows: rates of right predictions by
 * how often only one of the two is right, areas under the ROC curve by DeLong's test of two, the
 * rest by a paired bootstrap of counts where these suffice, else of rows.
 */
public final class ComparisonReport {

  private final EvaluationPlan plan;
  private final PlannedComparison asked;
  private final Paired paired;
  private final Terms terms;
  private final List<ComparisonResult> results = new ArrayList<>();
  private final List<String> smallAttributes = new ArrayList<>();

  private ComparisonReport(
      EvaluationPlan plan, PlannedComparison asked, Paired paired, Terms terms) {
    this.plan = plan;
    this.asked = asked;
    this.paired = paired;
    this.terms = terms;
  }

  /**
   * What else a comparison takes.
   *
   * @param champion whom it is with; absent for a baseline
   * @param evidenceDigest the digest of the record that it is a part of
   * @param planDigest the digest of the plan
   * @param goOn is called again and again, and ends the comparison by an exception
   * @param held is told how many bytes of rows will be held from now on, 0 where none are, and
   *     waits for room
   */
  public record Terms(
      @Nullable Champion champion,
      String evidenceDigest,
      String planDigest,
      Runnable goOn,
      LongConsumer held) {}

  /**
   * Refuses a table of which a comparison cannot be made, before anything is computed of it.
   *
   * @throws TableException if it has more rows than are drawn, of a statistic that is told by
   *     nothing else
   */
  public static void refuseMore(PlannedComparison asked, long rows) {
    if (rows > Drawing.MOST_ROWS
        && asked.statistics().contains(ComparedStatistic.AVERAGE_PRECISION)) {
      throw new TableException(
          TableFault.TOO_LARGE,
          "The table has %d rows, and average_precision is compared of at most %d: evaluate fewer, or plan a comparison without it, by roc_auc for instance"
              .formatted(rows, Drawing.MOST_ROWS));
    }
  }

  /**
   * Makes the report of classes or an order.
   *
   * @param asked the plan's comparison
   * @param table both models' predictions
   */
  public static Comparison of(
      EvaluationPlan plan, PlannedComparison asked, SqlPairing table, Terms terms) {
    Drawing drawing = new Drawing(terms, plan.confidence());
    Paired paired =
        plan.predicted() == PredictionTask.RANKING
            ? new PairedOrder(plan, table, drawing)
            : new PairedClasses(plan, table, drawing);
    return new ComparisonReport(plan, asked, paired, terms).made();
  }

  /**
   * Makes the report of numbers.
   *
   * @param asked the plan's comparison
   * @param table both models' predictions
   */
  public static Comparison of(
      EvaluationPlan plan, PlannedComparison asked, SqlNumberPairing table, Terms terms) {
    Paired paired = new PairedErrors(plan, table, new Drawing(terms, plan.confidence()));
    return new ComparisonReport(plan, asked, paired, terms).made();
  }

  private Comparison made() {
    Role role = Role.PRIMARY;
    for (ComparedStatistic statistic : asked.statistics()) {
      terms.goOn().run();
      add(new Subject(statistic.statistic(), role, null, null), compared(statistic));
      role = Role.GUARD;
    }
    if (asked.comparesGroups()) {
      plan.groupings().forEach(this::compareGroups);
    }
    return new Comparison(
        terms.champion(),
        asked.margin(),
        asked.asksForSuperior(),
        paired.small(),
        smallAttributes,
        results);
  }

  /** Of a handful of rows drawn ones say too often that one of two equal models is better. */
  private Compared compared(ComparedStatistic statistic) {
    if (paired.rows() < plan.groupRows()) {
      return Compared.undefined(paired.rows(), Reason.TOO_FEW_ROWS);
    }
    return paired.rowsByLabel(statistic).anyMatch(rows -> rows < plan.groupConditioned())
        ? Compared.undefined(paired.rows(), Reason.TOO_FEW_PER_CLASS)
        : paired.compare(statistic);
  }

  /** What a result is about. */
  private record Subject(
      String statistic, Role role, @Nullable String attribute, @Nullable String group) {}

  private void compareGroups(Grouping grouping) {
    terms.goOn().run();
    Paired.Groups found = paired.compare(grouping);
    String statistic = found.statistic().statistic();
    found
        .groups()
        .forEach(
            (name, group) -> add(new Subject(statistic, Role.GROUP, grouping.name(), name), group));
    if (found.small()) {
      smallAttributes.add(grouping.name());
    }
  }

  private void add(Subject of, Compared compared) {
    results.add(
        switch (compared.difference()) {
          case Outcome.Ok<Difference>(Difference found) -> result(of, compared, found);
          case Outcome.Undefined<Difference> none ->
              undefined(of, compared.n(), none.reason().name());
          case Outcome.Rejected<Difference>(var fault) -> undefined(of, compared.n(), fault.name());
        });
  }

  private ComparisonResult result(Subject of, Compared compared, Difference found) {
    return new ComparisonResult(
        of.statistic(),
        of.role(),
        of.attribute(),
        of.group(),
        value(compared.champion()),
        value(compared.challenger()),
        found.value(),
        found.interval().lower(),
        found.interval().upper(),
        compared.n(),
        found.method(),
        found.pValue(),
        decision(found).name(),
        null);
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
