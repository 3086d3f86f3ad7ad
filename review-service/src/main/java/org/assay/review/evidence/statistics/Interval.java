package org.assay.review.evidence.statistics;

/**
 * A confidence interval, its limits included.
 *
 * @param lower the lower limit, finite
 * @param upper the upper limit, finite, not below the lower
 */
public record Interval(double lower, double upper) {

  /** Limits that differ by less than this share of them do so by rounding. */
  private static final double ROUNDING = 1e-12;

  /** Refuses what is no interval, which only a mistake in this package makes. */
  public Interval {
    if (!(Double.isFinite(lower) && Double.isFinite(upper) && lower <= upper)) {
      throw new IllegalArgumentException("[%s, %s] is no interval".formatted(lower, upper));
    }
  }

  /** Returns the interval of {@code middle ± half}, cut off at the range's ends. */
  static Interval around(double middle, double half, double least, double most) {
    return new Interval(Math.max(least, middle - half), Math.min(most, middle + half));
  }

  /**
   * Says whether it has no width, or one that only rounding makes: all that was drawn came to the
   * same, so that nothing is known of how far the value may be off.
   */
  public boolean isPoint() {
    return upper - lower <= ROUNDING * Math.max(Math.abs(lower), Math.abs(upper));
  }

  /** Returns it; UNDEFINED ZERO_VARIANCE where it has no width, which proves nothing. */
  public Outcome<Interval> ofSomeWidth() {
    return isPoint() ? Outcome.undefined(Reason.ZERO_VARIANCE) : Outcome.ok(this);
  }

  /** Returns half of its width. */
  double halfWidth() {
    return (upper - lower) / 2;
  }
}
