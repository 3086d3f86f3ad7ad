package org.assay.review.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assay.review.evidence.evaluation.CountedAttribute;
import org.assay.review.evidence.evaluation.Evaluation;
import org.assay.review.evidence.evaluation.Evaluations;
import org.assay.review.evidence.evaluation.JudgedClaim;
import org.assay.review.evidence.plan.DeclaredPlans;
import org.assay.review.evidence.plot.ComparisonPlots;
import org.assay.review.evidence.plot.DriftPlots;
import org.assay.review.evidence.plot.GroupRatePlots;
import org.assay.review.evidence.plot.MatrixPlot;
import org.assay.review.evidence.plot.NumberPlots;
import org.assay.review.evidence.plot.Plot;
import org.assay.review.evidence.plot.ScorePlots;
import org.assay.review.evidence.statistics.CoarseOutline;
import org.assay.review.evidence.statistics.CoarseOutline.Cut;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.ConfusionMatrix;
import org.assay.review.evidence.statistics.NumberOutline;
import org.assay.review.evidence.statistics.ScoreOutline;
import org.assay.review.evidence.statistics.SmallCounts;
import org.assay.review.evidence.window.MonitoringWindows;
import org.assay.review.evidence.window.WindowMask;
import org.assay.review.evidence.window.WindowView;

/**
 * The plots of records of evidence, of what their reader may see: the same rates as in the record
 * itself, and of all rows nothing where one of their counts is small.
 */
@ApplicationScoped
class EvidencePlots {

  /** What rows are where they are ranked, and no classes are predicted. */
  private static final List<String> RELEVANCE = List.of("relevant", "other");

  private final GroupReports reports;
  private final Evaluations evaluations;
  private final DeclaredPlans plans;
  private final MonitoringWindows windows;

  EvidencePlots(
      GroupReports reports,
      Evaluations evaluations,
      DeclaredPlans plans,
      MonitoringWindows windows) {
    this.reports = reports;
    this.evaluations = evaluations;
    this.plans = plans;
    this.windows = windows;
  }

  /**
   * Returns the plots of a record; none of a kind that nothing is computed of.
   *
   * @param seesAll whether their reader may see small counts
   */
  List<Plot> of(Evidence evidence, boolean seesAll) {
    return switch (evidence.kind()) {
      case GROUP_COUNTS ->
          reports.of(evidence.id()).map(report -> ofCounts(report, seesAll)).orElse(List.of());
      case PREDICTIONS ->
          evaluations
              .ofEvidence(evidence.id())
              .map(made -> ofPredictions(made, seesAll))
              .orElse(List.of());
      case MONITORING_WINDOW ->
          windows
              .findByIdOptional(evidence.id())
              .map(
                  kept ->
                      new DriftPlots(
                              WindowView.of(kept, WindowMask.of(kept, seesAll)), kept.statistics())
                          .all())
              .orElse(List.of());
      case DOCUMENT, CLAIM, EXPLAINABILITY, PRIVACY_ATTACK -> List.of();
    };
  }

  private static List<Plot> ofCounts(StoredReport report, boolean seesAll) {
    GroupCounts counts = report.counts();
    SmallCells cells = seesAll ? SmallCells.NONE : SmallCells.of(counts.groups());
    GroupRatePlots rates =
        new GroupRatePlots(
            1, counts.attribute(), counts.referenceGroup(), report.terms().confidence(), List.of());
    List<Plot> plots =
        new ArrayList<>(
            rates.of(
                rates(
                    report.statistics().stream()
                        .map(one -> StatisticView.of(one, cells))
                        .toList())));
    if (cells.groups().isEmpty()) {
      String positive = counts.positiveClass();
      String other =
          counts.positiveFavourable() ? "other than " + positive : counts.favourableLabel();
      ConfusionMatrix all = ConfusionMatrix.of(positive, other, sum(counts.groups()));
      plots.add(new MatrixPlot(all.classes(), all.rows()).plot());
    }
    return plots;
  }

  private static Confusion sum(List<CountedGroup> groups) {
    return new Confusion(
        groups.stream().mapToLong(CountedGroup::tp).sum(),
        groups.stream().mapToLong(CountedGroup::fp).sum(),
        groups.stream().mapToLong(CountedGroup::tn).sum(),
        groups.stream().mapToLong(CountedGroup::fn).sum());
  }

  private static List<GroupRatePlots.Rate> rates(List<StatisticView> statistics) {
    List<GroupRatePlots.Rate> rates = new ArrayList<>();
    for (StatisticView one : statistics) {
      String group = one.group();
      if (group != null) {
        rates.add(
            new GroupRatePlots.Rate(
                one.statistic(),
                group,
                one.value(),
                one.ciLow(),
                one.ciHigh(),
                one.n(),
                one.reason()));
      }
    }
    return rates;
  }

  private List<Plot> ofPredictions(Evaluation made, boolean seesAll) {
    List<Plot> plots = new ArrayList<>();
    if (seesAll || !made.smallCounts()) {
      plots.addAll(ofAllRows(made, seesAll));
    }
    List<CountedAttribute> attributes = evaluations.attributes(made.evidenceId());
    for (int at = 0; at < attributes.size(); at++) {
      CountedAttribute attribute = attributes.get(at);
      boolean hidden = !seesAll && SmallCounts.among(attribute.groups());
      plots.addAll(ofAttribute(made, at + 1, attribute, hidden));
    }
    ComparisonView compared = ComparisonView.of(made.comparison(), seesAll);
    if (compared != null) {
      plots.addAll(
          new ComparisonPlots(
                  compared.champion(),
                  compared.margin(),
                  Objects.requireNonNull(made.confidence()),
                  compared.results())
              .all());
    }
    return plots;
  }

  private static List<Plot> ofAttribute(
      Evaluation made, int position, CountedAttribute attribute, boolean hidden) {
    String name = attribute.attribute();
    return new GroupRatePlots(
            position,
            name,
            attribute.referenceGroup(),
            Objects.requireNonNull(made.confidence()),
            made.claims().stream()
                .filter(claim -> name.equals(claim.attribute()))
                .map(EvidencePlots::limit)
                .toList())
        .of(
            rates(
                made.report().stream()
                    .filter(row -> name.equals(row.attribute()) && row.other() == null)
                    .map(row -> StatisticView.of(row, hidden))
                    .toList()));
  }

  private static GroupRatePlots.Limit limit(JudgedClaim claim) {
    return new GroupRatePlots.Limit(claim.statistic(), claim.limit(), claim.verdict());
  }

  private List<Plot> ofAllRows(Evaluation made, boolean seesAll) {
    List<Plot> plots = new ArrayList<>();
    ConfusionMatrix matrix = made.plots().matrix();
    if (matrix != null && (seesAll || hasNoSmallCell(matrix))) {
      plots.add(new MatrixPlot(matrix.classes(), matrix.rows()).plot());
    }
    ScoreOutline.Kept kept = made.plots().scores();
    if (kept != null && kept.ofBothLabels()) {
      Cut cut = matrix == null ? null : cut(made, matrix);
      plots.addAll(
          new ScorePlots(
                  matrix == null ? RELEVANCE : matrix.classes(),
                  seesAll ? kept : CoarseOutline.of(kept, cut),
                  Objects.requireNonNull(made.confidence()),
                  matrix == null ? null : chosen(matrix))
              .all());
    }
    NumberOutline numbers = made.plots().numbers();
    if (numbers != null) {
      plots.addAll(
          new NumberPlots(
                  seesAll ? numbers : numbers.coarse(), Objects.requireNonNull(made.confidence()))
              .all());
    }
    return plots;
  }

  /** Of several classes each cell may be small where no class against all the others is. */
  private static boolean hasNoSmallCell(ConfusionMatrix matrix) {
    return matrix.rows().stream().flatMap(List::stream).noneMatch(SmallCounts::is);
  }

  private static ScorePlots.Chosen chosen(ConfusionMatrix matrix) {
    return new ScorePlots.Chosen(
        matrix.rows().getFirst().getFirst(), matrix.rows().getLast().getFirst());
  }

  /** Where the file has a column of predictions, no threshold says which scores they are of. */
  private Cut cut(Evaluation made, ConfusionMatrix matrix) {
    Double threshold = plans.findById(made.planId()).plan().threshold();
    ScorePlots.Chosen chosen = chosen(matrix);
    return new Cut(
        made.columns().prediction() == null ? threshold : null,
        chosen.truePositives(),
        chosen.falsePositives());
  }
}
