package org.assay.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The control of a generator: the system is paused for a second in a run of ten, by SIGSTOP and
 * SIGCONT. A tenth of the requests are due in the pause and wait 0 to 1 s for its end, so p99 must
 * be about 0.9 s. A generator that waits for answers before it asks again sees one slow request and
 * a p99 as if nothing had happened: it is rejected. So is one whose run was slow all along, for
 * then the pause cannot be told from the rest.
 *
 * @param p50Millis the run's p50
 * @param p99Millis the run's p99
 * @param mostMillis the run's longest latency
 * @param accepted whether the pause shows
 */
public record PauseControl(
    double p50Millis, double p99Millis, double mostMillis, boolean accepted) {

  /** The length of a control run. */
  public static final Duration LENGTH = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration BEFORE = Duration.ofSeconds(4);
  private static final double MOST_P50 = 100;
  private static final double LEAST_P99 = 600;
  private static final double LEAST_MOST = 900;

  /**
   * Runs a load of {@link #LENGTH} and pauses the process in the middle of it.
   *
   * @param pid the process that serves the load
   */
  public static PauseControl of(long pid, Supplier<LoadOutcome> load) {
    CompletableFuture<Void> pause =
        CompletableFuture.runAsync(
                () -> signal(pid, "STOP"),
                CompletableFuture.delayedExecutor(BEFORE.toMillis(), TimeUnit.MILLISECONDS))
            .thenRunAsync(
                () -> {},
                CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS))
            .whenComplete((_, _) -> signal(pid, "CONT"));
    LoadOutcome outcome = load.get();
    pause.join();
    return judged(outcome);
  }

  /** Whether the service was quick outside the pause; otherwise the run says nothing of it. */
  public boolean undisturbed() {
    return p50Millis <= MOST_P50;
  }

  static PauseControl judged(LoadOutcome outcome) {
    double p50 = outcome.millisAt(50);
    double p99 = outcome.millisAt(99);
    double most = outcome.mostMillis();
    boolean shows = p50 <= MOST_P50 && p99 >= LEAST_P99 && most >= LEAST_MOST;
    return new PauseControl(p50, p99, most, shows);
  }

  private static void signal(long pid, String name) {
    try {
      int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("process " + pid + " could not be sent SIG" + name);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
