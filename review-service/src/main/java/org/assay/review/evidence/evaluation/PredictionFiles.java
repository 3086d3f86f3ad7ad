package org.assay.review.evidence.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.assay.review.evidence.comparison.Comparison;
import org.assay.review.evidence.comparison.ComparisonReport;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.PlannedComparison;
import org.assay.review.evidence.plan.PredictionTask;
import org.assay.review.evidence.reduction.Classes;
import org.assay.review.evidence.reduction.DuckDbTable;
import org.assay.review.evidence.reduction.SqlPairing;
import org.assay.review.evidence.reduction.TableColumns;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/** Fetches a file of predictions into a folder of its own, and evaluates it there. */
@ApplicationScoped
class PredictionFiles {

  private final WorkFolder folders;
  private final HeldRows rows;

  PredictionFiles(WorkFolder folders, HeldRows rows) {
    this.folders = folders;
    this.rows = rows;
  }

  /**
   * What was made of a file.
   *
   * @param comparison with the champion, or a baseline, where the plan asks for that
   */
  record Made(EvaluationReport report, @Nullable Comparison comparison) {}

  /**
   * What is evaluated.
   *
   * @param champion whom the version is compared with, where there is one
   */
  record Asked(Evaluation evaluation, EvaluationPlan plan, @Nullable Rival champion) {}

  /**
   * Makes the report of a file.
   *
   * @throws TableException for what no evaluation can be made of
   * @throws UncheckedIOException if the registry is away, so that it may be tried again
   */
  Made evaluate(Asked asked, VersionCopy version, Watch watch) {
    return folders.in(
        folder -> {
          Path file = folder.fetch(asked.evaluation().file(), version, "table", watch);
          Rival champion = asked.champion();
          Path other =
              champion == null
                  ? file
                  : folder.fetch(champion.evaluation().file(), version, "champion", watch);
          try (DuckDbTable table = DuckDbTable.open(file, other, folder.work(), folder.limits());
              HeldRows.Share share = rows.share(watch::goOn, watch.time())) {
            watch.running(table::interrupt);
            return evaluate(asked, table, other, watch, share);
          }
        });
  }

  private static Made evaluate(
      Asked asked, DuckDbTable table, Path other, Watch watch, HeldRows.Share share) {
    EvaluationPlan plan = asked.plan();
    PredictionColumns columns = asked.evaluation().columns();
    ReportBasis basis =
        new ReportBasis(
            plan,
            asked.evaluation().planDigest(),
            asked.evaluation().digest(),
            columns.score() != null,
            watch::reached,
            share::hold);
    EvaluationReport report =
        plan.predicted() == PredictionTask.REGRESSION
            ? NumbersReport.of(basis, table.readNumbers(columns.table()))
            : EvaluationReport.of(basis, table.read(columns.table(), classes(plan)));
    // The rows that its intervals were drawn from are gone.
    share.hold(0);
    PlannedComparison comparison = plan.comparison();
    return new Made(
        report,
        comparison == null
            ? null
            : compare(asked, comparison, table, other, terms(asked, watch, share)));
  }

  private static ComparisonReport.Terms terms(Asked asked, Watch watch, HeldRows.Share share) {
    Rival champion = asked.champion();
    return new ComparisonReport.Terms(
        champion == null ? null : champion.shown(),
        asked.evaluation().digest(),
        asked.evaluation().planDigest(),
        watch::goOn,
        share::hold);
  }

  /** Reads the other model's predictions too, once the own are read. */
  private static Comparison compare(
      Asked asked,
      PlannedComparison comparison,
      DuckDbTable table,
      Path other,
      ComparisonReport.Terms terms) {
    Evaluation own = asked.evaluation();
    Rival champion = asked.champion();
    EvaluationPlan plan = asked.plan();
    TableColumns columns = own.columns().table();
    TableColumns its =
        champion == null
            ? own.columns().baseline()
            : champion.evaluation().columns().withoutGroups();
    if (plan.predicted() == PredictionTask.REGRESSION) {
      return ComparisonReport.of(plan, comparison, table.pairNumbers(columns, other, its), terms);
    }
    SqlPairing pairing =
        table.pair(
            new SqlPairing.Model(columns, classes(plan)),
            other,
            new SqlPairing.Model(its, classes(champion == null ? plan : champion.plan())));
    return ComparisonReport.of(plan, comparison, pairing, terms);
  }

  private static Classes classes(EvaluationPlan plan) {
    List<String> labels = plan.labels();
    return plan.predicted() == PredictionTask.MULTICLASS
        ? Classes.several(labels, plan.positiveClass(), plan.probabilities())
        : Classes.two(labels.getFirst(), labels.getLast(), plan.threshold(), plan.probabilities());
  }
}
