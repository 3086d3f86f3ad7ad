package org.assay.review.evidence;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.assay.kit.http.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A figure that somebody computed elsewhere. Both limits of its interval are given or neither.
 *
 * @param statistic its name, best one of those that Assay computes
 * @param group the group that it is of; absent where it is of all rows
 * @param value the figure
 * @param ciLow the lower limit of its interval, at most the value
 * @param ciHigh the upper limit, at least the value
 * @param n how many rows it is made of
 */
public record ClaimedStatistic(
    @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,63}") String statistic,
    @PlainText(max = 100) @Nullable String group,
    @NotNull Double value,
    @Nullable Double ciLow,
    @Nullable Double ciHigh,
    @Min(0) @Max(MOST) @Nullable Long n) {

  private static final long MOST = 1_000_000_000_000L;

  /** Returns whether it is a number, and its limits are numbers around it or absent. */
  boolean ordered() {
    if (ciLow == null || ciHigh == null) {
      return ciLow == null && ciHigh == null && Double.isFinite(value);
    }
    return Double.isFinite(ciLow) && Double.isFinite(ciHigh) && ciLow <= value && value <= ciHigh;
  }
}
