package org.assay.review.evidence.statistics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said about all rows of predictions of two classes: the rates with their Wilson intervals,
 * and of scores the area under the ROC curve with DeLong's; the rest has the intervals that are
 * made of it elsewhere.
 */
public final class PerformanceReport {

  private static final Scope ALL = new Scope.OfAll();

  private final Confusion counts;
  private final double confidence;
  private final IntervalSource intervals;
  private final List<Reported> reported = new ArrayList<>();

  private PerformanceReport(Confusion counts, double confidence, IntervalSource intervals) {
    this.counts = counts;
    this.confidence = confidence;
    this.intervals = intervals;
  }

  /**
   * Returns the report on predictions of two classes.
   *
   * @param curve of the scores, absent where there are none
   * @param probabilities whether the scores are probabilities
   * @param confidence of each interval, in (0, 1)
   * @param intervals of what has no closed one
   */
  public static List<Reported> of(
      Confusion counts,
      @Nullable ScoreCurve curve,
      boolean probabilities,
      double confidence,
      IntervalSource intervals) {
    PerformanceReport report = new PerformanceReport(counts, confidence, intervals);
    report.rates();
    report.figures();
    if (curve != null) {
      report.scores(curve, counts.rows());
    }
    if (curve != null && probabilities) {
      report.figure("brier", curve.brier());
      report.figure("log_loss", curve.logLoss());
      report.figure("ece", curve.ece());
    }
    return List.copyOf(report.reported);
  }

  /**
   * Returns the report on scores that put rows in an order, and of which nothing is predicted.
   *
   * @param rows how many the curve is of
   */
  public static List<Reported> ofRanking(
      ScoreCurve curve, long rows, double confidence, IntervalSource intervals) {
    PerformanceReport report =
        new PerformanceReport(new Confusion(0, 0, 0, 0), confidence, intervals);
    report.scores(curve, rows);
    return List.copyOf(report.reported);
  }

  private void rates() {
    rate(Rate.ACCURACY);
    rate(Rate.PRECISION);
    rate("npv", new Proportion(counts.tn(), counts.tn() + counts.fn()));
    rate(Rate.RECALL);
    rate("specificity", new Proportion(counts.tn(), counts.negatives()));
    rate(Rate.FPR);
    rate(Rate.FNR);
  }

  private void rate(Rate rate) {
    rate(rate.id(), rate.of(counts));
  }

  private void rate(String statistic, Proportion proportion) {
    reported.add(rate(statistic, ALL, proportion, confidence));
  }

  /** A rate with Wilson's interval; ZERO_DENOMINATOR where it is a share of nothing. */
  static Reported rate(String statistic, Scope scope, Proportion proportion, double confidence) {
    long trials = proportion.trials();
    Outcome<Estimate> estimate =
        trials == 0
            ? Outcome.undefined(Reason.ZERO_DENOMINATOR)
            : Intervals.wilson(proportion, confidence)
                .map(interval -> new Estimate(proportion.value(), interval));
    return Reported.estimated(statistic, scope, trials, IntervalMethod.WILSON, estimate);
  }

  private void figures() {
    figure("f1", counts.f1());
    figure("balanced_accuracy", counts.balancedAccuracy());
    figure("mcc", counts.mcc());
  }

  private void scores(ScoreCurve curve, long rows) {
    Outcome<DeLong.Area> area = curve.rocAuc(confidence);
    boolean certain =
        area instanceof Outcome.Ok<DeLong.Area>(DeLong.Area found)
            && found.method() == DeLong.Method.CLOPPER_PEARSON_FALLBACK;
    reported.add(
        Reported.of("roc_auc", ALL, rows, curve.rocAuc())
            .within(
                certain ? IntervalMethod.CLOPPER_PEARSON : IntervalMethod.DELONG,
                area.map(DeLong.Area::interval)));
    reported.add(figure("average_precision", rows, curve.averagePrecision(), intervals));
  }

  private void figure(String statistic, Outcome<Double> outcome) {
    reported.add(figure(statistic, counts.rows(), outcome, intervals));
  }

  /** A statistic of all rows with the interval that is made of it where it has a value. */
  static Reported figure(
      String statistic, long rows, Outcome<Double> outcome, IntervalSource intervals) {
    return figure(Reported.of(statistic, ALL, rows, outcome), intervals);
  }

  static Reported figure(Reported figure, IntervalSource intervals) {
    return figure.value() == null
        ? figure
        : intervals
            .of(figure.statistic())
            .map(made -> figure.within(made.method(), made.interval()))
            .orElse(figure);
  }
}
