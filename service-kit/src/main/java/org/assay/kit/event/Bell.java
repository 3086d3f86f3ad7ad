package org.assay.kit.event;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes a thread that waits for work; ringing it many times before it wakes counts once.
 *
 * <p>The bean of this type is what a committed write rings, so that this process's sequencer
 * numbers it at once.
 */
@Singleton
final class Bell {

  private final Semaphore rung = new Semaphore(0);

  /** Wakes the waiting thread, or the next one to wait. */
  void ring() {
    if (rung.availablePermits() == 0) {
      rung.release();
    }
  }

  /**
   * Waits until it is rung or the time is over.
   *
   * @return whether it was rung
   */
  boolean await(Duration atMost) throws InterruptedException {
    boolean woken = rung.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
    rung.drainPermits();
    return woken;
  }
}
