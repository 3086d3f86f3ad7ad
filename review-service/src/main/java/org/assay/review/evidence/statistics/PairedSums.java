package org.assay.review.evidence.statistics;

import org.apache.commons.numbers.core.Sum;

/**
 * What two models lose on the same rows, as sums: of any number of rows, none of which is held. Not
 * safe for several threads at once.
 */
public final class PairedSums {

  private final Loss loss;
  private final MeanRatio ratio = new MeanRatio();
  private final Sum challenger = Sum.create();
  private final Sum champion = Sum.create();
  private final Sum spread = Sum.create();
  private final double mean;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;
  private Outcome<Double> sound = Outcome.ok(0.0);
  private long rows;

  private enum Loss {
    BRIER,
    LOG_LOSS,
    MAE,
    RMSE,
    R2
  }

  private PairedSums(Loss loss, double mean) {
    this.loss = loss;
    this.mean = mean;
  }

  /**
   * Begins a sum over rows of probabilities, whose targets are 0 or 1.
   *
   * @param statistic brier or log_loss
   */
  public static PairedSums ofProbabilities(String statistic) {
    return new PairedSums(statistic.equals("brier") ? Loss.BRIER : Loss.LOG_LOSS, 0);
  }

  /**
   * Begins a sum over rows of numbers.
   *
   * @param statistic mae, rmse or r2
   * @param mean of the targets
   */
  public static PairedSums ofNumbers(String statistic, double mean) {
    return new PairedSums(
        switch (statistic) {
          case "mae" -> Loss.MAE;
          case "rmse" -> Loss.RMSE;
          case "r2" -> Loss.R2;
          default -> throw new IllegalArgumentException("No numbers are compared by " + statistic);
        },
        mean);
  }

  /** Adds a row; its arguments are finite. */
  public void add(double target, double byChallenger, double byChampion) {
    rows++;
    least = Math.min(least, target);
    most = Math.max(most, target);
    if (sound instanceof Outcome.Ok<Double>) {
      sound =
          of(target, byChallenger)
              .then(now -> of(target, byChampion).map(was -> sum(target, now, was)));
    }
  }

  private double sum(double target, double now, double was) {
    challenger.add(now);
    champion.add(was);
    double away = (target - mean) * (target - mean);
    spread.add(away);
    switch (loss) {
      case BRIER, LOG_LOSS -> ratio.add(was - now, 1);
      case MAE, RMSE -> ratio.add(now, was);
      case R2 -> ratio.add(was - now, away);
    }
    return 0;
  }

  /** What one row comes to by itself. */
  private Outcome<Double> of(double target, double predicted) {
    double error = predicted - target;
    return switch (loss) {
      case BRIER -> Calibration.brier(new int[] {(int) target}, new double[] {predicted});
      case LOG_LOSS -> Calibration.logLoss(new int[] {(int) target}, new double[] {predicted});
      case MAE -> Outcome.ok(Math.abs(error));
      case RMSE, R2 -> Outcome.ok(error * error);
    };
  }

  /** Returns the statistic of the challenger. */
  public Outcome<Double> ofChallenger() {
    return of(challenger);
  }

  /** Returns that of the champion. */
  public Outcome<Double> ofChampion() {
    return of(champion);
  }

  private Outcome<Double> of(Sum sum) {
    double total = sum.getAsDouble();
    return sound.then(
        _ ->
            switch (loss) {
              case BRIER, LOG_LOSS, MAE -> new ErrorSums(rows, 0, total, 0, 0).mae();
              case RMSE -> new ErrorSums(rows, 0, 0, total, 0).rmse();
              case R2 ->
                  new ErrorSums(rows, 0, 0, total, 0).r2(spread.getAsDouble(), least == most);
            });
  }

  /**
   * Returns by how much the challenger is better: of a probability's loss by how much less it
   * loses, of an error which share of the champion's it does not make, of {@code r2} the
   * difference.
   */
  public Outcome<Estimate> difference(double confidence) {
    return ofChampion()
        .then(_ -> ratio.estimate(confidence))
        .map(
            found ->
                switch (loss) {
                  case BRIER, LOG_LOSS, R2 -> found;
                  case MAE -> less(found.value(), found.interval());
                  case RMSE ->
                      less(
                          Math.sqrt(found.value()),
                          new Interval(
                              Math.sqrt(Math.max(0, found.interval().lower())),
                              Math.sqrt(found.interval().upper())));
                });
  }

  private static Estimate less(double share, Interval of) {
    return new Estimate(1 - share, new Interval(1 - of.upper(), 1 - of.lower()));
  }
}
