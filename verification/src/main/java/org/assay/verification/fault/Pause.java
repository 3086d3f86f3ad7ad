package org.assay.verification.fault;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting. The harness paces load and faults by time, so unlike a test it may. */
public final class Pause {

  private static final Duration POLL = Duration.ofMillis(25);

  private Pause() {}

  /** Waits so long, or until the thread is interrupted. */
  public static void of(Duration time) {
    until(System.nanoTime() + time.toNanos());
  }

  /** Waits until {@link System#nanoTime()} has come so far, or until the thread is interrupted. */
  public static void until(long nanoTime) {
    while (!Thread.currentThread().isInterrupted()) {
      long left = nanoTime - System.nanoTime();
      if (left <= 0) {
        return;
      }
      LockSupport.parkNanos(left);
    }
  }

  /** Waits until it holds; false if it does not within the patience. */
  public static boolean until(Duration patience, BooleanSupplier holds) {
    long end = System.nanoTime() + patience.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      of(POLL);
    }
    return true;
  }

  /** As the other one, and throws if it does not hold in time. */
  static void until(
      Duration patience, BooleanSupplier holds, Supplier<? extends RuntimeException> otherwise) {
    if (!until(patience, holds)) {
      throw otherwise.get();
    }
  }
}
