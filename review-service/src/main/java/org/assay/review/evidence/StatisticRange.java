package org.assay.review.evidence;

import java.util.Map;
import java.util.Optional;
import org.assay.review.evidence.plan.PlannedStatistic;

/**
 * Between which numbers a statistic lies, in its unit.
 *
 * @param least the smallest one that it may be
 * @param most the greatest one
 */
record StatisticRange(double least, double most) {

  private static final StatisticRange SHARE = new StatisticRange(0, 1);
  private static final StatisticRange SIGNED = new StatisticRange(-1, 1);

  /** Those that Assay computes and that no plan sets a limit for. */
  private static final Map<String, StatisticRange> SHOWN =
      Map.ofEntries(
          Map.entry("selection_rate", SHARE),
          Map.entry("average_odds_difference", SIGNED),
          Map.entry("calibration_gap", new StatisticRange(0, 2)),
          Map.entry("ece_group_gap", SHARE),
          Map.entry("feature_coverage", SHARE),
          Map.entry("additivity", SHARE),
          Map.entry("top_1_share", SHARE),
          Map.entry("top_3_share", SHARE),
          Map.entry("top_5_share", SHARE),
          Map.entry("top_10_share", SHARE),
          Map.entry("largest_residual", new StatisticRange(0, Double.MAX_VALUE)),
          Map.entry("attack_accuracy", SHARE),
          Map.entry("attack_tpr", SHARE),
          Map.entry("attack_fpr", SHARE),
          Map.entry("tpr_at_fpr", SHARE),
          Map.entry("membership_advantage", SIGNED),
          Map.entry("attack_success_rate", SHARE),
          Map.entry("control_success_rate", SHARE),
          Map.entry("attack_advantage", SIGNED));

  /** Returns that of a statistic, empty where Assay computes none of that name or any will do. */
  static Optional<StatisticRange> of(String statistic) {
    return PlannedStatistic.named(statistic)
        .map(planned -> new StatisticRange(planned.least(), planned.most()))
        .or(() -> Optional.ofNullable(SHOWN.get(statistic)));
  }

  boolean holds(double value) {
    return least <= value && value <= most;
  }

  /** Returns what people read of it, such as {@code at least 0 and at most 1}. */
  String text() {
    String low = Double.compare(least, -Double.MAX_VALUE) == 0 ? "" : "at least " + (long) least;
    String high = Double.compare(most, Double.MAX_VALUE) == 0 ? "" : "at most " + (long) most;
    return low.isEmpty() || high.isEmpty() ? low + high : low + " and " + high;
  }
}
