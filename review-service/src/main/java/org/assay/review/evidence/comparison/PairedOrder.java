package org.assay.review.evidence.comparison;

import java.util.stream.LongStream;
import org.assay.review.evidence.plan.ComparedStatistic;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.EvaluationPlan.Grouping;
import org.assay.review.evidence.reduction.SqlPairing;
import org.assay.review.evidence.statistics.DeLong;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.PairedScores;
import org.assay.review.evidence.statistics.PairedSums;
import org.assay.review.evidence.statistics.Reason;
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
      case ROC_AUC -> n > Drawing.MOST_HELD ? tooLarge() : ofAreas();
      case AVERAGE_PRECISION ->
          drawing.takes(n, OF_AVERAGE_PRECISION) ? drawn(statistic) : tooLarge();
      default -> drawing.takes(n, 1) ? drawn(statistic) : summed(statistic);
    };
  }

  private Compared tooLarge() {
    return Compared.undefined(n, Reason.TOO_LARGE);
  }

  private Compared ofAreas() {
    Outcome<DeLong.Comparison> areas = scores().areas(drawing.confidence());
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
    return new Compared(n, sums.ofChampion(), sums.ofChallenger(), drawing.ofSums(sums));
  }

  private PairedScores scores() {
    PairedScores known = read;
    if (known == null) {
      PairedScores made = new PairedScores(plan.labels(), Math.toIntExact(n));
      table.rows(made::add);
      read = made;
      return made;
    }
    return known;
  }

  @Override
  public Groups compare(Grouping grouping) {
    throw new IllegalArgumentException("An order has no groups");
  }
}
