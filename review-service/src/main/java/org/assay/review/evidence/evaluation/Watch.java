package org.assay.review.evidence.evaluation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.assay.review.evidence.evaluation.Leases.Word;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.evidence.reduction.TableFault;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Renews the lease of a job while it is made, and ends it where somebody cancels it, its time is
 * over, or another copy has it.
 */
public final class Watch implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Watch.class);
  private static final long EVERY_MILLIS = 2_000;

  private final Leases leases;
  private final JobQueue queue;
  private final UUID id;
  private final UUID worker;
  private final TimeLimit time;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
  private final AtomicReference<@Nullable Consumer<TableFault>> running = new AtomicReference<>();
  private final ScheduledFuture<?> looks;
  private volatile int progress;
  private volatile @Nullable TableFault ended;

  Watch(Leases leases, JobQueue queue, UUID id, UUID worker, Duration longest) {
    this.leases = leases;
    this.queue = queue;
    this.id = id;
    this.worker = worker;
    this.time = new TimeLimit(longest, System::nanoTime);
    this.looks =
        clock.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      Word word =
          QuarkusTransaction.requiringNew().call(() -> leases.renew(queue, id, worker, progress));
      switch (word) {
        case CANCEL, LOST -> end(TableFault.CANCELLED);
        case GO_ON -> {
          if (time.isOver()) {
            end(TableFault.TOO_SLOW);
          }
        }
      }
    } catch (RuntimeException e) {
      LOG.warnf(e, "A lease was not renewed: %s", id);
    }
  }

  private void end(TableFault why) {
    ended = why;
    Consumer<TableFault> interrupt = running.get();
    if (interrupt != null) {
      interrupt.accept(why);
    }
  }

  /** Says how to end what is about to run. */
  public void running(Consumer<TableFault> interrupt) {
    running.set(interrupt);
    goOn();
  }

  /** Returns how long it may take, for whoever lets it wait. */
  TimeLimit time() {
    return time;
  }

  /** Notes how much is done, in percent; less than before is said of another file, and not told. */
  public void reached(int percent) {
    progress = Math.max(progress, percent);
    goOn();
  }

  /**
   * Looks whether to go on.
   *
   * @throws TableException if not
   */
  void goOn() {
    TableFault why = ended;
    if (why != null) {
      throw new TableException(
          why,
          why == TableFault.TOO_SLOW
              ? "The %s took longer than it may".formatted(queue.what())
              : "The %s was cancelled".formatted(queue.what()));
    }
  }

  @Override
  public void close() {
    looks.cancel(false);
    clock.shutdown();
  }
}
