package org.assay.review.evidence.statistics;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.numbers.core.Sum;

/**
 * What scores of any number of rows come to, told one distinct score after the other: the same
 * figures as {@link Ranking}, {@link DeLong} and {@link Calibration} have of arrays, in memory that
 * does not grow with the rows. Not safe for several threads at once.
 */
public final class ScoreCurve {

  private final long positives;
  private final long negatives;
  private final Sum area = Sum.create();
  private final Spread beats = new Spread();
  private final Spread beaten = new Spread();
  private final Sum precision = Sum.create();
  private final Sum squares = Sum.create();
  private final Sum fourths = Sum.create();
  private final Sum logarithms = Sum.create();
  private final Sum squaredLogarithms = Sum.create();
  private final Sum[] bins =
      Stream.generate(Sum::create).limit(Calibration.BINS).toArray(Sum[]::new);
  private final CalibrationCells cells = new CalibrationCells();
  private long positivesAbove;
  private long negativesAbove;
  private boolean infinite;
  private boolean probable = true;

  /**
   * Begins a curve.
   *
   * @param positives how many rows are positive
   * @param negatives how many are not
   */
  public ScoreCurve(long positives, long negatives) {
    this.positives = positives;
    this.negatives = negatives;
  }

  /**
   * Takes the rows of one score.
   *
   * @param score finite, below all before it
   */
  public void add(double score, long positive, long negative) {
    double below = negatives - negativesAbove - negative / 2.0;
    area.addProduct((double) positive, below);
    beats.add(positive, below / negatives);
    beaten.add(negative, (positivesAbove + positive / 2.0) / positives);
    positivesAbove += positive;
    negativesAbove += negative;
    precision.addProduct(
        (double) positive, positivesAbove / (double) (positivesAbove + negativesAbove));
    if (probable && score >= 0 && score <= 1) {
      addProbability(score, positive, negative);
    } else {
      probable = false;
    }
  }

  private void addProbability(double score, long positive, long negative) {
    double ofPositive = (1 - score) * (1 - score);
    double ofNegative = score * score;
    squares.addProduct((double) positive, ofPositive).addProduct((double) negative, ofNegative);
    fourths
        .addProduct((double) positive, ofPositive * ofPositive)
        .addProduct((double) negative, ofNegative * ofNegative);
    infinite |= (positive > 0 && score == 0) || (negative > 0 && score == 1);
    if (!infinite) {
      addLogarithm(positive, positive == 0 ? 0 : -Math.log(score));
      addLogarithm(negative, negative == 0 ? 0 : -Math.log1p(-score));
    }
    int bin = Calibration.bin(score, Calibration.BINS);
    bins[bin].addProduct((double) positive, 1 - score).addProduct((double) negative, -score);
    cells.add(bin, true, positive, positive * score);
    cells.add(bin, false, negative, negative * score);
  }

  private void addLogarithm(long rows, double loss) {
    logarithms.addProduct((double) rows, loss);
    squaredLogarithms.addProduct((double) rows, loss * loss);
  }

  /**
   * Returns Wald's intervals of what is a mean of many rows: of {@code brier} and {@code log_loss}.
   */
  public IntervalSource intervals(double confidence) {
    return statistic ->
        switch (statistic) {
          case "brier" -> Optional.of(wald(squares, fourths, confidence));
          case "log_loss" -> Optional.of(wald(logarithms, squaredLogarithms, confidence));
          default -> Optional.empty();
        };
  }

  private IntervalSource.Made wald(Sum sum, Sum ofSquares, double confidence) {
    return new IntervalSource.Made(
        IntervalMethod.WALD,
        ErrorSums.wald(
                positives + negatives, sum.getAsDouble(), ofSquares.getAsDouble(), confidence)
            .map(found -> new Interval(Math.max(0, found.lower()), found.upper())));
  }

  /** Returns the area under the ROC curve; see {@link Ranking#rocAuc}. */
  public Outcome<Double> rocAuc() {
    if (positives == 0 || negatives == 0) {
      return Outcome.undefined(
          positives + negatives == 0 ? Reason.EMPTY_INPUT : Reason.SINGLE_CLASS);
    }
    return Outcome.ok(area.getAsDouble() / ((double) positives * negatives));
  }

  /** Returns the area under the ROC curve with DeLong's interval; see {@link DeLong#area}. */
  public Outcome<DeLong.Area> rocAuc(double confidence) {
    return new Checks()
        .confidence(confidence)
        .then(this::rocAuc)
        .then(
            auc -> {
              long fewer = Math.min(positives, negatives);
              if (fewer < 2) {
                return Outcome.undefined(Reason.TOO_FEW_PER_CLASS);
              }
              double variance = beats.variance() / positives + beaten.variance() / negatives;
              return DeLong.area(auc, variance, fewer, confidence);
            });
  }

  /** Returns the average precision; see {@link Ranking#averagePrecision}. */
  public Outcome<Double> averagePrecision() {
    if (positives == 0) {
      return Outcome.undefined(negatives == 0 ? Reason.EMPTY_INPUT : Reason.SINGLE_CLASS);
    }
    return Outcome.ok(precision.getAsDouble() / positives);
  }

  /** Returns the Brier score; OUT_OF_RANGE where a score is no probability, as of those below. */
  public Outcome<Double> brier() {
    return ofProbabilities(squares.getAsDouble());
  }

  /** Returns the logarithmic loss in nats; INFINITE_LOSS where what happened had no probability. */
  public Outcome<Double> logLoss() {
    return infinite && probable
        ? Outcome.undefined(Reason.INFINITE_LOSS)
        : ofProbabilities(logarithms.getAsDouble());
  }

  /** Returns the expected calibration error over {@link Calibration#BINS} bins. */
  public Outcome<Double> ece() {
    Sum gaps = Sum.create();
    for (Sum bin : bins) {
      gaps.add(Math.abs(bin.getAsDouble()));
    }
    return ofProbabilities(gaps.getAsDouble());
  }

  /** Returns the rows by bin, for the interval of {@link #ece}. */
  public CalibrationCells cells() {
    return cells;
  }

  private Outcome<Double> ofProbabilities(double sum) {
    return new Checks()
        .that(probable, Fault.OUT_OF_RANGE)
        .then(
            () ->
                positives + negatives == 0
                    ? Outcome.undefined(Reason.EMPTY_INPUT)
                    : Outcome.ok(sum / (positives + negatives)));
  }

  /** The variance of values that come with weights, by updating (West 1979). */
  private static final class Spread {
    private double weight;
    private double mean;
    private double squares;

    void add(long times, double value) {
      if (times > 0) {
        weight += times;
        double away = value - mean;
        mean += away * times / weight;
        squares += times * away * (value - mean);
      }
    }

    double variance() {
      return Math.max(0, squares) / (weight - 1);
    }
  }
}
