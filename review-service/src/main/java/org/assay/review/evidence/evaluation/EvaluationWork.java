package org.assay.review.evidence.evaluation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.assay.kit.problem.ProblemException;
import org.assay.review.evidence.plan.DeclaredPlans;
import org.assay.review.evidence.reduction.TableException;
import org.assay.review.evidence.reduction.TableFault;
import org.assay.review.replica.VersionCopies;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the evaluations that wait, as many at once as there are cores. Which copy of the service
 * makes one is settled by a lease in the database; a copy that dies lets it lapse, and another
 * begins again, five times at most, so that a file that kills its reader is given up.
 */
@ApplicationScoped
class EvaluationWork {

  private static final Logger LOG = Logger.getLogger(EvaluationWork.class);
  private static final int TRIES = 5;

  private final Evaluations evaluations;
  private final EvaluationEnding ending;
  private final DeclaredPlans plans;
  private final VersionCopies versions;
  private final PredictionFiles files;
  private final EvaluationConfig config;
  private final Semaphore free;
  private final ExecutorService workers;

  EvaluationWork(
      Evaluations evaluations,
      EvaluationEnding ending,
      DeclaredPlans plans,
      VersionCopies versions,
      PredictionFiles files,
      EvaluationConfig config) {
    this.evaluations = evaluations;
    this.ending = ending;
    this.plans = plans;
    this.versions = versions;
    this.files = files;
    this.config = config;
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

  /** Begins what waits, as far as there are workers. */
  @Scheduled(
      identity = "evaluations",
      every = "1s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void begin() {
    while (free.tryAcquire()) {
      UUID worker = UUID.randomUUID();
      boolean begun = false;
      try {
        Optional<UUID> next =
            QuarkusTransaction.requiringNew().call(() -> evaluations.claim(worker));
        next.ifPresent(id -> workers.execute(() -> make(id, worker)));
        begun = next.isPresent();
      } finally {
        if (!begun) {
          free.release();
        }
      }
      if (!begun) {
        return;
      }
    }
  }

  /** What an evaluation is made of. */
  private record Task(PredictionFiles.Asked asked, String project) {}

  private void make(UUID id, UUID worker) {
    try {
      Task task =
          QuarkusTransaction.requiringNew()
              .call(
                  () -> {
                    Evaluation evaluation = evaluations.findById(id);
                    return new Task(
                        new PredictionFiles.Asked(
                            evaluation,
                            plans.findById(evaluation.planId()).plan(),
                            champion(evaluation)),
                        EvaluationRequest.project(versions.known(evaluation.versionId())));
                  });
      if (task.asked().evaluation().attempts() > TRIES) {
        ending.fail(
            id,
            worker,
            "ABANDONED",
            "It was begun %d times and came to no end; the log of review-service says why"
                .formatted(TRIES));
        return;
      }
      compute(task, worker);
    } catch (RuntimeException e) {
      LOG.errorf(e, "An evaluation is given back: %s", id);
      QuarkusTransaction.requiringNew().run(() -> evaluations.giveBack(id, worker));
    } finally {
      free.release();
    }
  }

  private @Nullable Rival champion(Evaluation evaluation) {
    UUID champion = evaluation.champion();
    if (champion == null) {
      return null;
    }
    Evaluation of = evaluations.ofEvidence(champion).orElseThrow();
    return new Rival(
        of,
        plans.findById(of.planId()).plan(),
        versions.known(of.versionId()).number(),
        String.valueOf(evaluation.championDigest()));
  }

  private void compute(Task task, UUID worker) {
    UUID id = task.asked().evaluation().id();
    try (Watch watch = new Watch(evaluations, id, worker, config.longest())) {
      PredictionFiles.Made made = files.evaluate(task.asked(), task.project(), watch);
      ending.finish(id, worker, made.report(), made.comparison());
    } catch (TableException e) {
      if (e.fault() == TableFault.CANCELLED) {
        ending.cancelled(id, worker);
      } else {
        ending.fail(id, worker, e.fault().name(), String.valueOf(e.getMessage()));
      }
    } catch (ProblemException e) {
      ending.fail(id, worker, e.type().code(), String.valueOf(e.getMessage()));
    }
  }
}
