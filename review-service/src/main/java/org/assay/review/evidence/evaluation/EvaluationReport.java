package org.assay.review.evidence.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.reduction.Profile;
import org.assay.review.evidence.reduction.Reduction;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.ConfusionMatrix;
import org.assay.review.evidence.statistics.IntervalSource;
import org.assay.review.evidence.statistics.PerformanceReport;
import org.assay.review.evidence.statistics.Reported;
import org.assay.review.evidence.statistics.ScoreCurve;
import org.assay.review.evidence.statistics.ScoreOutline;
import org.assay.review.evidence.statistics.SmallCounts;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says of a table, whole.
 *
 * @param confidence of each interval
 * @param profile what the table looks like
 * @param smallCounts whether some count of all rows is small
 * @param attributes the counts by group; none where numbers are predicted
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
   * Makes the report on classes or an order.
   *
   * @throws TableException for what no evaluation can be made of
   */
  static EvaluationReport of(ReportBasis basis, Reduction table) {
    return switch (basis.plan().predicted()) {
      case BINARY -> ofTwo(basis, table);
      case MULTICLASS -> ClassesReport.of(basis, table);
      case RANKING -> ofRanking(basis, table);
      case REGRESSION -> throw new IllegalArgumentException("Numbers are reduced otherwise");
    };
  }

  private static EvaluationReport ofTwo(ReportBasis basis, Reduction table) {
    EvaluationPlan plan = basis.plan();
    Profile profile = basis.checked(table.profile());
    basis.reached(50);
    boolean probabilities = basis.scored() && plan.probabilities();
    ComparedGroups groups = ComparedGroups.of(plan, table, probabilities);
    Confusion all =
        groups.total().orElseGet(() -> ComparedGroups.confusion(table.cells(List.of())));
    basis.reached(70);
    ConfusionMatrix matrix =
        ConfusionMatrix.of(plan.labels().getFirst(), plan.labels().getLast(), all);
    ScoreCurve curve = basis.scored() ? new ScoreCurve(all.positives(), all.negatives()) : null;
    PlotData plots =
        new PlotData(
            matrix,
            curve == null
                ? null
                : read(
                    table,
                    curve,
                    new ScoreOutline(all.positives(), all.negatives(), probabilities)),
            null);
    basis.reached(80);
    List<Reported> performance =
        PerformanceReport.of(
            all, curve, probabilities, plan.confidence(), intervals(basis, table, matrix, curve));
    return whole(basis, profile, SmallCounts.among(all), performance, groups, plots);
  }

  private static EvaluationReport ofRanking(ReportBasis basis, Reduction table) {
    Profile profile = basis.checked(table.profile());
    basis.reached(50);
    Long relevant = profile.positives();
    long positives = relevant == null ? 0 : relevant;
    long negatives = profile.rows() - positives;
    ScoreCurve curve = new ScoreCurve(positives, negatives);
    ScoreOutline.Kept kept = read(table, curve, new ScoreOutline(positives, negatives, false));
    basis.reached(80);
    DrawnIntervals drawn = new DrawnIntervals(basis, profile.rows());
    List<Reported> performance =
        PerformanceReport.ofRanking(
            curve,
            profile.rows(),
            basis.plan().confidence(),
            drawn.ofClasses(drawn.rows(table), null));
    return whole(
        basis,
        profile,
        SmallCounts.among(positives, negatives),
        performance,
        ComparedGroups.NONE,
        new PlotData(null, kept, null));
  }

  private static IntervalSource intervals(
      ReportBasis basis, Reduction table, ConfusionMatrix matrix, @Nullable ScoreCurve curve) {
    DrawnIntervals drawn = new DrawnIntervals(basis, matrix.total());
    IntervalSource made = drawn.ofClasses(drawn.rows(table), null).or(drawn.ofCounts(matrix, null));
    return curve == null
        ? made
        : made.or(curve.intervals(basis.plan().confidence()))
            .or(drawn.ofCells(curve.cells(), "ece"));
  }

  /** Reads every score once, for the figures and for the plots. */
  private static ScoreOutline.Kept read(Reduction table, ScoreCurve curve, ScoreOutline outline) {
    table.scores(
        cell -> {
          curve.add(cell.score(), cell.positives(), cell.negatives());
          outline.add(cell.score(), cell.positives(), cell.negatives());
        });
    return outline.kept();
  }

  /**
   * Judges the claims, and puts everything in its order.
   *
   * @param performance what is said of all rows and of classes
   * @param groups what is said of groups
   * @param plots what plots are drawn from
   */
  static EvaluationReport whole(
      ReportBasis basis,
      Profile profile,
      boolean smallCounts,
      List<Reported> performance,
      ComparedGroups groups,
      PlotData plots) {
    EvaluationPlan plan = basis.plan();
    List<JudgedClaim> claims = new ClaimJudge(plan, performance, groups.attributes()).judged();
    List<ReportRow> rows = new ArrayList<>();
    performance.forEach(
        one -> rows.add(ReportRow.of(null, one, ClaimJudge.verdict(claims, one, null))));
    groups
        .reports()
        .forEach(
            (attribute, report) ->
                report.forEach(
                    one ->
                        rows.add(
                            ReportRow.of(
                                attribute, one, ClaimJudge.verdict(claims, one, attribute)))));
    return new EvaluationReport(
        plan.confidence(), profile, smallCounts, groups.attributes(), claims, rows, plots);
  }
}
