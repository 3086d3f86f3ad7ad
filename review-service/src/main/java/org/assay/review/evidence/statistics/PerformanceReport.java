package org.assay.review.evidence.statistics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said about all rows of predictions of two classes: the rates with their Wilson intervals,
 * and of scores the area under the ROC curve with DeLong's; what has no closed interval stands
 * there without one.
 */
public final class PerformanceReport {

  private static final Scope ALL = new Scope.OfAll();

  private final Confusion counts;
  private final double confidence;
  private final List<Reported> reported = new ArrayList<>();

  private PerformanceReport(Confusion counts, double confidence) {
    this.counts = counts;
    this.confidence = confidence;
  }

  /**
   * Returns the report.
   *
   * @param curve of the scores, absent where there are none
   * @param probabilities whether the scores are probabilities
   * @param confidence of each interval, in (0, 1)
   */
  public static List<Reported> of(
      Confusion counts, @Nullable ScoreCurve curve, boolean probabilities, double confidence) {
    PerformanceReport report = new PerformanceReport(counts, confidence);
    report.rates();
    report.figures();
    if (curve != null) {
      report.scores(curve);
    }
    if (curve != null && probabilities) {
      report.figure("brier", curve.brier());
      report.figure("log_loss", curve.logLoss());
      report.figure("ece", curve.ece());
    }
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
    long trials = proportion.trials();
    Outcome<Estimate> estimate =
        trials == 0
            ? Outcome.undefined(counts.rows() == 0 ? Reason.EMPTY_INPUT : Reason.ZERO_DENOMINATOR)
            : Intervals.wilson(proportion, confidence)
                .map(interval -> new Estimate(proportion.value(), interval));
    reported.add(Reported.estimated(statistic, ALL, trials, estimate));
  }

  private void figures() {
    figure("f1", counts.f1());
    figure("balanced_accuracy", counts.balancedAccuracy());
    figure("mcc", counts.mcc());
  }

  private void scores(ScoreCurve curve) {
    reported.add(
        Reported.estimated(
            "roc_auc",
            ALL,
            counts.rows(),
            curve.rocAuc(confidence).map(area -> new Estimate(area.auc(), area.interval()))));
    figure("average_precision", curve.averagePrecision());
  }

  private void figure(String statistic, Outcome<Double> outcome) {
    reported.add(Reported.of(statistic, ALL, counts.rows(), outcome));
  }
}
