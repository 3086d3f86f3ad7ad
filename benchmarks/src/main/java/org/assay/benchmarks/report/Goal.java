package org.assay.benchmarks.report;

/**
 * What a figure should be, and what it was.
 *
 * @param what the figure, such as {@code gate p99 at 1000/s}
 * @param measured what it was
 * @param limit what it is held to
 * @param atLeast whether the limit is the least that is wanted; else it is the most
 * @param unit the unit of both
 */
public record Goal(String what, double measured, double limit, boolean atLeast, String unit) {

  /** A goal whose figure must not be below the limit. */
  public static Goal atLeast(String what, double measured, double limit, String unit) {
    return new Goal(what, measured, limit, true, unit);
  }

  /** A goal whose figure must not be above the limit. */
  public static Goal atMost(String what, double measured, double limit, String unit) {
    return new Goal(what, measured, limit, false, unit);
  }

  /** Whether it is reached. */
  public boolean met() {
    return atLeast ? measured >= limit : measured <= limit;
  }
}
