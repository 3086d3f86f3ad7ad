package org.assay.review.evidence.evaluation;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long a job may take. What it waits for by no doing of its own does not count. */
final class TimeLimit {

  private final LongSupplier nanos;
  private long left;
  private long since;
  private boolean still;

  /**
   * Begins.
   *
   * @param nanos a clock, such as {@link System#nanoTime()}
   */
  TimeLimit(Duration longest, LongSupplier nanos) {
    this.nanos = nanos;
    this.left = longest.toNanos();
    this.since = nanos.getAsLong();
  }

  /** Says whether it took longer. */
  synchronized boolean isOver() {
    return spent() > left;
  }

  /** Lets no time pass from now on. */
  synchronized void stop() {
    left -= spent();
    still = true;
  }

  /** Lets time pass again. */
  synchronized void start() {
    since = nanos.getAsLong();
    still = false;
  }

  private long spent() {
    return still ? 0 : nanos.getAsLong() - since;
  }
}
