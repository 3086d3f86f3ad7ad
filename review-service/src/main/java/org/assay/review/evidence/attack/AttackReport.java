package org.assay.review.evidence.attack;

import java.util.ArrayList;
import java.util.List;
import org.assay.review.evidence.evaluation.ReportRow;
import org.assay.review.evidence.statistics.AttackRates;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.Estimate;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.Proportion;
import org.assay.review.evidence.statistics.Rate;
import org.jspecify.annotations.Nullable;

/** The figures of an attack, each with its interval. */
public final class AttackReport {

  /** The members that are found where few others are guessed to be some; Carlini et al. 2022. */
  public static final String TPR_AT_FPR = "tpr_at_fpr";

  private final double confidence;
  private final List<ReportRow> rows = new ArrayList<>();

  private AttackReport(double confidence) {
    this.confidence = confidence;
  }

  /**
   * Returns the figures.
   *
   * @param confidence of each interval, in (0, 1)
   */
  public static List<ReportRow> of(PrivacyAttack attack, double confidence) {
    AttackReport report = new AttackReport(confidence);
    MemberGuesses counts = attack.counts();
    AttackTrials guesses = attack.guesses();
    if (counts != null) {
      Confusion confusion = counts.confusion();
      report.rate("attack_accuracy", Rate.ACCURACY.of(confusion));
      report.rate("attack_tpr", Rate.RECALL.of(confusion));
      report.rate("attack_fpr", Rate.FPR.of(confusion));
    }
    if (guesses != null) {
      report.rate("attack_success_rate", guesses.hits());
      AttackTrials.Control control = guesses.control();
      if (control != null) {
        report.rate("control_success_rate", control.hits());
      }
    }
    report.row(
        attack.attack().advantage(), attack.rows(), attack.advantage(confidence), attack.method());
    Proportion found = attack.foundAtFpr();
    if (found != null) {
      report.rate(TPR_AT_FPR, found);
    }
    return List.copyOf(report.rows);
  }

  private void rate(String statistic, Proportion proportion) {
    row(statistic, proportion.trials(), AttackRates.rate(proportion, confidence), "WILSON");
  }

  private void row(String statistic, long n, Outcome<Estimate> outcome, String method) {
    rows.add(
        switch (outcome) {
          case Outcome.Ok<Estimate>(Estimate(double value, Interval interval)) ->
              row(statistic, n, value, interval, method, null);
          case Outcome.Undefined<Estimate> none ->
              row(statistic, n, null, null, null, none.reason().name());
          case Outcome.Rejected<Estimate> rejected ->
              throw new IllegalArgumentException("%s: %s".formatted(statistic, rejected.fault()));
        });
  }

  private static ReportRow row(
      String statistic,
      long n,
      @Nullable Double value,
      @Nullable Interval interval,
      @Nullable String method,
      @Nullable String reason) {
    return new ReportRow(
        null,
        statistic,
        null,
        null,
        null,
        n,
        value,
        interval == null ? null : interval.lower(),
        interval == null ? null : interval.upper(),
        method,
        null,
        null,
        null,
        reason,
        List.of(),
        null);
  }
}
