package org.assay.kit.inbox;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between two tries, longer each time, and gives up only when the service stops. */
@Singleton
class Patience {

  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * Waits before the next try.
   *
   * @param failures how many tries failed so far, from 1
   * @throws StoppingException if the service stops; the record is then not acknowledged
   */
  void pause(int failures) {
    long millis = FIRST.toMillis() << Math.min(failures - 1, 10);
    try {
      if (stopped.await(Math.min(millis, LONGEST.toMillis()), TimeUnit.MILLISECONDS)) {
        throw new StoppingException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppingException();
    }
  }

  /** Returns whether the service stops, so that a failure says nothing of what was tried. */
  boolean ended() {
    return stopped.getCount() == 0;
  }

  /**
   * Ends every wait, now and later. The event comes before anything is closed that a handler needs,
   * such as the entity manager factory.
   */
  void stop(@Observes ShutdownEvent event) {
    stopped.countDown();
  }

  /** The service stops, and whatever was tried is left to whoever gets the record next. */
  static final class StoppingException extends RuntimeException {

    StoppingException() {
      super("The service is stopping");
    }
  }
}
