package org.assay.review.evidence.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The scores of two models of the same rows, in the order in which these are drawn. Memory grows
 * with the rows, {@value #BYTES} bytes each while they are drawn. Not safe for several threads at
 * once.
 */
public final class PairedScores {

  /** How much memory a row takes at most. */
  public static final int BYTES = 72;

  private final List<String> labels;
  private final boolean[] positive;
  private final double[] challenger;
  private final double[] champion;
  private int size;

  /**
   * Begins without rows.
   *
   * @param labels what the positive class is called, and what the other: the strata of a bootstrap
   * @param rows how many will be added
   */
  public PairedScores(List<String> labels, int rows) {
    this.labels = List.copyOf(labels);
    positive = new boolean[rows];
    challenger = new double[rows];
    champion = new double[rows];
  }

  /** Adds a row; its arguments are finite. */
  public void add(boolean isPositive, double byChallenger, double byChampion) {
    positive[size] = isPositive;
    // Makes 0 of -0, which is the same score.
    challenger[size] = byChallenger + 0.0;
    champion[size++] = byChampion + 0.0;
  }

  /** Returns a statistic of the challenger's scores: average precision, Brier or log loss. */
  public Outcome<Double> ofChallenger(String statistic) {
    return of(statistic, challenger);
  }

  /** Returns the same of the champion's. */
  public Outcome<Double> ofChampion(String statistic) {
    return of(statistic, champion);
  }

  private Outcome<Double> of(String statistic, double[] scores) {
    return statistic.equals("average_precision")
        ? Ranking.averagePrecision(labels(), scores)
        : loss(statistic).of(labels(), scores);
  }

  private int[] labels() {
    return IntStream.range(0, size).map(row -> positive[row] ? 1 : 0).toArray();
  }

  private static ScoredRows.OfArrays loss(String statistic) {
    return switch (statistic) {
      case "brier" -> Calibration::brier;
      case "log_loss" -> Calibration::logLoss;
      default -> throw new IllegalArgumentException("No scores are compared by " + statistic);
    };
  }

  /**
   * Returns by how much the challenger is better, of a loss by how much less it loses, from drawn
   * rows: of average precision within each label, and of losses, which depend on how often a label
   * is observed, from all.
   *
   * @param goOn called before each replicate; ends the computation by an exception
   */
  public Outcome<Bootstrap.Percentile> difference(
      String statistic, BootstrapPlan plan, Runnable goOn) {
    return statistic.equals("average_precision")
        ? drawn(plan, strata(), averagePrecisions(), goOn)
        : losses(loss(statistic), plan, goOn);
  }

  private Strata strata() {
    return Strata.of(labels, IntStream.range(0, size).map(row -> positive[row] ? 0 : 1).toArray());
  }

  private Function<int[], Outcome<Double>> averagePrecisions() {
    Function<int[], Outcome<Double>> before =
        ScoredRows.averagePrecision(size, row -> positive[row], champion);
    Function<int[], Outcome<Double>> now =
        ScoredRows.averagePrecision(size, row -> positive[row], challenger);
    return rows -> now.apply(rows).then(one -> before.apply(rows).map(other -> one - other));
  }

  private Outcome<Bootstrap.Percentile> losses(
      ScoredRows.OfArrays loss, BootstrapPlan plan, Runnable goOn) {
    double[] less = new double[size];
    return ScoredRows.each(size, row -> positive[row], challenger, loss, less)
        .then(
            _ -> {
              Arrays.setAll(less, row -> -less[row]);
              return ScoredRows.each(size, row -> positive[row], champion, loss, less);
            })
        .then(
            _ ->
                drawn(
                    plan,
                    Strata.single(size),
                    rows -> Outcome.ok(ScoredRows.mean(less, rows)),
                    goOn));
  }

  private static Outcome<Bootstrap.Percentile> drawn(
      BootstrapPlan plan,
      Strata strata,
      Function<int[], Outcome<Double>> difference,
      Runnable goOn) {
    return Bootstrap.percentile(
        plan,
        strata,
        rows -> {
          goOn.run();
          return difference.apply(rows);
        });
  }
}
