package org.assay.benchmarks.suite;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assay.benchmarks.stack.Database;

/** What the registry's writers have left to do: events to number, to produce and to take in. */
final class Backlog {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private Backlog() {}

  /**
   * Waits until nothing is on its way between the services.
   *
   * @return the seconds it took
   */
  static double awaitNone(Bench bench) {
    long start = System.nanoTime();
    long end = start + PATIENCE.toNanos();
    while (size(bench.stack().database()) > 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("events are still on their way after " + PATIENCE);
      }
      // Looks seldom, for it looks only between runs.
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static long size(Database database) {
    long told =
        Long.parseLong(
            database.value(
                "registry",
                "select (select count(*) from event_queue) + coalesce((select max(position) from"
                    + " event_position), 0)"));
    long takenIn =
        Long.parseLong(
            database.value("review", "select count(*) from inbox where topic = 'assay.registry'"));
    return told - takenIn;
  }
}
