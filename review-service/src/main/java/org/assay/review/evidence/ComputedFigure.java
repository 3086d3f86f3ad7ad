package org.assay.review.evidence;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A figure that Assay computed, with its interval where it has one.
 *
 * @param value the figure
 * @param ciLow the lower limit of its interval
 * @param ciHigh the upper limit
 */
public record ComputedFigure(double value, @Nullable Double ciLow, @Nullable Double ciHigh) {

  /** What two computations of one figure may differ by, of its size. */
  private static final double SLACK = 1e-9;

  /**
   * Returns whether a claimed figure may be said of the same: it lies in the interval, or is the
   * value rounded to as many decimals as it is written with, at least two where it is at most 1 in
   * size.
   */
  boolean agreesWith(double claimed) {
    boolean within = ciLow != null && ciHigh != null && ciLow <= claimed && claimed <= ciHigh;
    return within || Math.abs(claimed - value) <= halfUnit(claimed) + SLACK * Math.abs(claimed);
  }

  private static double halfUnit(double claimed) {
    int written = BigDecimal.valueOf(claimed).stripTrailingZeros().scale();
    int decimals = Math.max(written, Math.abs(claimed) <= 1 ? 2 : 0);
    return 0.5 * Math.pow(10, -decimals);
  }
}
