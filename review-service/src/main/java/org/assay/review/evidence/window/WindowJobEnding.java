package org.assay.review.evidence.window;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Role;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;

/** Brings windows from files to their end: with a window, or with nothing kept but why. */
@ApplicationScoped
public class WindowJobEnding {

  private final WindowJobs jobs;
  private final VersionCopies versions;
  private final DatabaseClock clock;
  private final Event<WindowCounted> counted;

  WindowJobEnding(
      WindowJobs jobs, VersionCopies versions, DatabaseClock clock, Event<WindowCounted> counted) {
    this.jobs = jobs;
    this.versions = versions;
    this.clock = clock;
    this.counted = counted;
  }

  /**
   * Keeps what a worker counted, in a transaction of its own; does nothing where the worker lost
   * it. Whoever adds the record may refuse by an exception, and nothing is kept.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void finish(UUID id, UUID worker, CountedFeatures made) {
    // The version's row comes first, as in every act that changes what is kept about it.
    versions.locked(jobs.version(id));
    jobs.held(id, worker)
        .ifPresent(
            job -> {
              if (job.cancelAsked()) {
                job.cancel(clock.now());
                return;
              }
              Window window = job.window().counted(made.features(), job.source());
              job.finish(clock.now());
              jobs.flush();
              counted.fire(
                  new WindowCounted(
                      id,
                      job.versionId(),
                      job.title(),
                      job.supersedes(),
                      window,
                      made.tests(),
                      job.requestedBy()));
            });
  }

  /** Ends what a worker holds without a window, in a transaction of its own. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void fail(UUID id, UUID worker, String why, String detail) {
    jobs.held(id, worker).ifPresent(job -> job.fail(why, detail, clock.now()));
  }

  /** Ends what a worker holds since somebody asked for that, in a transaction of its own. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void cancelled(UUID id, UUID worker) {
    jobs.held(id, worker).ifPresent(job -> job.cancel(clock.now()));
  }

  /**
   * Cancels one, in the caller's transaction: at once where nobody began it, else as soon as its
   * worker hears of it.
   */
  public WindowJob cancel(UUID id, Caller caller) {
    WindowJob job = jobs.locked(id);
    Refusal.refuse(refusesCancel(job, caller));
    switch (job.state()) {
      case QUEUED -> job.cancel(clock.now());
      case RUNNING, DONE, FAILED, CANCELLED -> job.askToCancel();
    }
    return job;
  }

  /**
   * Returns why somebody who contributes cannot cancel one, empty where they can: it may be the
   * window of a monitor, which nobody of the team takes away alone.
   */
  public static Optional<Refusal> refusesCancel(WindowJob job, Caller caller) {
    if (!caller.subject().equals(job.requestedBy()) && !caller.has(Role.LEAD)) {
      return Optional.of(
          Refusal.of(
              CommonProblem.FORBIDDEN,
              "Who asked for a window cancels it, or a lead of the project"));
    }
    return job.state().over()
        ? Optional.of(
            Refusal.of(
                ReviewProblem.EVIDENCE_REFUSED,
                "The window is %s; there is nothing to cancel".formatted(job.state())))
        : Optional.empty();
  }
}
