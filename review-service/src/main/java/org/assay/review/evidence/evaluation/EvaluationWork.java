package org.assay.review.evidence.evaluation;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.assay.contracts.problem.Problem;
import org.assay.kit.problem.ProblemException;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.evidence.reduction.TableFault;
import org.jboss.logging.Logger;

/**
 * Makes the evaluations and windows that wait, as many at once as there are cores. Which copy of
 * the service makes one is settled by a lease in the database; a copy that dies lets it lapse, and
 * another begins again, five times at most, so that a file that kills its reader is given up.
 */
@ApplicationScoped
class EvaluationWork {

  private static final Logger LOG = Logger.getLogger(EvaluationWork.class);
  private static final int TRIES = 5;

  private final List<Jobs> kinds;
  private final Leases leases;
  private final EvaluationConfig config;
  private final Semaphore free;
  private final ExecutorService workers;
  private final ExecutorService background;

  EvaluationWork(
      @All List<Jobs> kinds,
      Leases leases,
      EvaluationConfig config,
      @VirtualThreads ExecutorService background) {
    this.kinds = List.copyOf(kinds);
    this.leases = leases;
    this.config = config;
    this.background = background;
    int atOnce = config.atOnce().orElseGet(() -> Runtime.getRuntime().availableProcessors());
    this.free = new Semaphore(atOnce);
    // DuckDB computes on the thread that asks it, which would pin a virtual one.
    this.workers =
        Executors.newFixedThreadPool(
            atOnce, Thread.ofPlatform().daemon().name("evaluation-", 0).factory());
  }

  void stop(@Observes ShutdownEvent ended) {
    workers.shutdownNow();
  }

  /** Begins at once; should this copy be busy or end, another look of some copy finds the job. */
  void asked(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobAsked committed) {
    background.execute(this::begin);
  }

  /** Begins what waits, as far as there are workers; each kind in turn. */
  @Scheduled(
      identity = "evaluations",
      every = "1s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void begin() {
    boolean any = true;
    while (any) {
      any = false;
      for (Jobs jobs : kinds) {
        any |= begin(jobs);
      }
    }
  }

  private boolean begin(Jobs jobs) {
    if (workers.isShutdown() || !free.tryAcquire()) {
      return false;
    }
    UUID worker = UUID.randomUUID();
    boolean begun = false;
    try {
      Optional<UUID> next =
          QuarkusTransaction.requiringNew().call(() -> leases.claim(jobs.queue(), worker));
      next.ifPresent(id -> workers.execute(() -> make(jobs, id, worker)));
      begun = next.isPresent();
    } finally {
      if (!begun) {
        free.release();
      }
    }
    return begun;
  }

  private void make(Jobs jobs, UUID id, UUID worker) {
    try {
      Jobs.Job job = QuarkusTransaction.requiringNew().call(() -> jobs.job(id));
      if (job.attempts() > TRIES) {
        jobs.fail(
            id,
            worker,
            "ABANDONED",
            "It was begun %d times and came to no end; the log of review-service says why"
                .formatted(TRIES));
        return;
      }
      make(jobs, id, worker, job);
    } catch (RuntimeException e) {
      LOG.errorf(e, "A job is given back: %s", id);
      QuarkusTransaction.requiringNew().run(() -> leases.giveBack(jobs.queue(), id, worker));
    } finally {
      free.release();
      background.execute(this::begin);
    }
  }

  private void make(Jobs jobs, UUID id, UUID worker, Jobs.Job job) {
    try (Watch watch = new Watch(leases, jobs.queue(), id, worker, config.longest())) {
      job.make(worker, watch);
    } catch (TableException e) {
      if (e.fault() == TableFault.CANCELLED) {
        jobs.cancelled(id, worker);
      } else {
        jobs.fail(id, worker, e.fault().name(), String.valueOf(e.getMessage()));
      }
    } catch (ProblemException e) {
      jobs.fail(id, worker, code(e), String.valueOf(e.getMessage()));
    }
  }

  /** What breaks a rule is told by the rule. */
  private static String code(ProblemException refusal) {
    return refusal.errors().stream()
        .map(Problem.FieldError::code)
        .findFirst()
        .orElse(refusal.type().code());
  }
}
