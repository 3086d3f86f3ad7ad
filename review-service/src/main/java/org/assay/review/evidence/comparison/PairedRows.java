package org.assay.review.evidence.comparison;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.assay.review.evidence.plan.ComparedStatistic;
import org.assay.review.evidence.reduction.SqlPairing;
import org.assay.review.evidence.statistics.Calibration;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.Ranking;
import org.assay.review.evidence.statistics.Strata;

/** The rows of two models in the order of their ids, for what counts do not tell. */
final class PairedRows {

  private final int[] labels;
  private final boolean[] challenger;
  private final boolean[] champion;
  private final double[] scores;
  private final double[] championScores;
  private final Strata strata;
  private int size;

  private PairedRows(SqlPairing table, int rows, String positive, String negative) {
    labels = new int[rows];
    challenger = new boolean[rows];
    champion = new boolean[rows];
    scores = new double[rows];
    championScores = new double[rows];
    table.rows(this::add);
    strata =
        Strata.of(Arrays.stream(labels).mapToObj(one -> one == 1 ? positive : negative).toList());
  }

  /**
   * Reads the rows of a table.
   *
   * @param rows how many they are
   * @param positive what the positive class is called; labels are the strata of a bootstrap
   * @param negative what the other is called
   */
  static PairedRows of(SqlPairing table, int rows, String positive, String negative) {
    return new PairedRows(table, rows, positive, negative);
  }

  private void add(
      boolean positive,
      boolean byChallenger,
      boolean byChampion,
      double score,
      double championScore) {
    labels[size] = positive ? 1 : 0;
    challenger[size] = byChallenger;
    champion[size] = byChampion;
    scores[size] = score;
    championScores[size] = championScore;
    size++;
  }

  Strata strata() {
    return strata;
  }

  int[] labels() {
    return labels.clone();
  }

  double[] scores() {
    return scores.clone();
  }

  double[] championScores() {
    return championScores.clone();
  }

  int[] all() {
    return IntStream.range(0, size).toArray();
  }

  /** Returns a statistic of the challenger on some rows, which may stand there more than once. */
  Outcome<Double> ofChallenger(ComparedStatistic statistic, int[] rows) {
    return of(statistic, challenger, scores, rows);
  }

  /** Returns the same of the champion. */
  Outcome<Double> ofChampion(ComparedStatistic statistic, int[] rows) {
    return of(statistic, champion, championScores, rows);
  }

  private Outcome<Double> of(
      ComparedStatistic statistic, boolean[] predicted, double[] scored, int[] rows) {
    return switch (statistic) {
      case ACCURACY -> confusion(predicted, rows).accuracy();
      case PRECISION -> confusion(predicted, rows).precision();
      case RECALL -> confusion(predicted, rows).recall();
      case SPECIFICITY -> confusion(predicted, rows).specificity();
      case F1 -> confusion(predicted, rows).f1();
      case BALANCED_ACCURACY -> confusion(predicted, rows).balancedAccuracy();
      case MCC -> confusion(predicted, rows).mcc();
      case ROC_AUC -> Ranking.rocAuc(labels(rows), scored(scored, rows));
      case BRIER -> Calibration.brier(labels(rows), scored(scored, rows));
      case LOG_LOSS -> Calibration.logLoss(labels(rows), scored(scored, rows));
    };
  }

  private Confusion confusion(boolean[] predicted, int[] rows) {
    long[] counts = new long[4];
    for (int row : rows) {
      counts[labels[row] * 2 + (predicted[row] ? 1 : 0)]++;
    }
    return new Confusion(counts[3], counts[1], counts[0], counts[2]);
  }

  private int[] labels(int[] rows) {
    int[] found = new int[rows.length];
    for (int at = 0; at < found.length; at++) {
      found[at] = labels[rows[at]];
    }
    return found;
  }

  private static double[] scored(double[] scored, int[] rows) {
    double[] found = new double[rows.length];
    for (int at = 0; at < found.length; at++) {
      found[at] = scored[rows[at]];
    }
    return found;
  }
}
