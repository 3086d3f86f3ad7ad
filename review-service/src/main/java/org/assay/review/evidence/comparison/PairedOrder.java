package org.assay.review.evidence.comparison;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.assay.review.evidence.plan.ComparedStatistic;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.EvaluationPlan.Grouping;
import org.assay.review.evidence.plan.PlannedComparison;
import org.assay.review.evidence.reduction.PlacementCell;
import org.assay.review.evidence.reduction.SqlPairing;
import org.assay.review.evidence.statistics.DeLong;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.PairedPlacements;
import org.assay.review.evidence.statistics.PairedScores;
import org.assay.review.evidence.statistics.PairedSums;
import org.assay.review.evidence.statistics.SmallCounts;
import org.jspecify.annotations.Nullable;

/** Two models whose scores put rows in an order, which may be probabilities too. */
final class PairedOrder implements Paired {

  /** Every distinct score is looked at for each replicate, not only the drawn rows. */
  private static final int OF_AVERAGE_PRECISION = 2;

  private final EvaluationPlan plan;
  private final SqlPairing table;
  private final Drawing drawing;
  private final long n;
  private @Nullable PairedScores read;

  PairedOrder(EvaluationPlan plan, SqlPairing table, Drawing drawing) {
    this.plan = plan;
    this.table = table;
    this.drawing = drawing;
    this.n = table.count();
    PlannedComparison asked = plan.comparison();
    if (asked != null && asked.statistics().contains(ComparedStatistic.AVERAGE_PRECISION)) {
      drawing.reserve(OF_AVERAGE_PRECISION * n);
    }
  }

  @Override
  public long rows() {
    return n;
  }

  @Override
  public LongStream rowsByLabel(ComparedStatistic statistic) {
    long positives = table.positives();
    return LongStream.of(positives, n - positives);
  }

  @Override
  public boolean small() {
    long positives = table.positives();
    return SmallCounts.among(positives, n - positives);
  }

  @Override
  public Compared compare(ComparedStatistic statistic) {
    return switch (statistic) {
      case ROC_AUC -> ofAreas();
      case AVERAGE_PRECISION -> drawn(statistic);
      default -> drawing.takes(n) ? drawn(statistic) : summed(statistic);
    };
  }

  private Compared ofAreas() {
    Map<Boolean, PairedPlacements> byLabel =
        table.placements().stream()
            .collect(
                Collectors.toMap(
                    PlacementCell::positive,
                    one ->
                        new PairedPlacements(
                            one.rows(), one.challenger(), one.champion(), one.squares())));
    Outcome<DeLong.Comparison> areas =
        requireNonNull(byLabel.get(true))
            .compared(requireNonNull(byLabel.get(false)), drawing.confidence());
    return new Compared(
        n,
        areas.map(DeLong.Comparison::aucB),
        areas.map(DeLong.Comparison::aucA),
        areas.map(Difference::ofAreas));
  }

  private Compared drawn(ComparedStatistic statistic) {
    PairedScores rows = scores();
    String name = statistic.statistic();
    return new Compared(
        n,
        rows.ofChampion(name),
        rows.ofChallenger(name),
        drawing.ofRows(name, (by, goOn) -> rows.difference(name, by, goOn)));
  }

  private Compared summed(ComparedStatistic statistic) {
    PairedSums sums = PairedSums.ofProbabilities(statistic.statistic());
    table.unordered(
        (positive, score, championScore) -> sums.add(positive ? 1 : 0, score, championScore));
    return new Compared(
        n,
        sums.ofChampion(),
        sums.ofChallenger(),
        Drawing.ofEstimate(sums.difference(drawing.confidence())));
  }

  private PairedScores scores() {
    PairedScores known = read;
    if (known == null) {
      drawing.hold(n * PairedScores.BYTES);
      PairedScores made = new PairedScores(plan.labels(), Math.toIntExact(n));
      table.rows(made::add);
      read = made;
      return made;
    }
    return known;
  }

  /** Lets go of the rows that were drawn from, once no statistic is left. */
  void release() {
    if (read != null) {
      read = null;
      drawing.release();
    }
  }

  @Override
  public Groups compare(Grouping grouping) {
    throw new IllegalArgumentException("An order has no groups");
  }
}
