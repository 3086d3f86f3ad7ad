package org.assay.review.evidence.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.assay.kit.event.Cause;
import org.assay.kit.identity.Caller;
import org.assay.review.OwnCause;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.evidence.comparison.Comparison;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.jspecify.annotations.Nullable;

/** Brings evaluations to their end: with a record of evidence, or with nothing kept but why. */
@ApplicationScoped
public class EvaluationEnding {

  private final Evaluations evaluations;
  private final VersionCopies versions;
  private final EvaluationEvents events;
  private final DatabaseClock clock;
  private final Event<EvaluationFinished> finished;

  EvaluationEnding(
      Evaluations evaluations,
      VersionCopies versions,
      EvaluationEvents events,
      DatabaseClock clock,
      Event<EvaluationFinished> finished) {
    this.evaluations = evaluations;
    this.versions = versions;
    this.events = events;
    this.clock = clock;
    this.finished = finished;
  }

  /**
   * Keeps what a worker computed, in a transaction of its own; does nothing where the worker lost
   * it. Whoever adds the record may refuse by an exception, and nothing is kept.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void finish(UUID id, UUID worker, EvaluationReport report, @Nullable Comparison comparison) {
    // The version's row comes first, as in every act that changes what is kept about it.
    VersionCopy version = versions.locked(evaluations.version(id));
    evaluations
        .held(id, worker)
        .ifPresent(
            evaluation -> {
              if (evaluation.cancelAsked()) {
                end(evaluation, one -> one.cancel(clock.now()));
                return;
              }
              evaluation.finish(report, comparison, clock.now());
              evaluations.keep(evaluation.evidenceId(), report.attributes());
              Cause asked = OwnCause.of(evaluation.requestedBy(), evaluation.requestEvent());
              UUID event = events.ended(evaluation, version, asked);
              finished.fire(
                  new EvaluationFinished(
                      evaluation,
                      report.attributes(),
                      OwnCause.of(evaluation.requestedBy(), event)));
            });
  }

  /** Ends what a worker holds without a result, in a transaction of its own. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void fail(UUID id, UUID worker, String why, String detail) {
    evaluations
        .held(id, worker)
        .ifPresent(evaluation -> end(evaluation, one -> one.fail(why, detail, clock.now())));
  }

  /** Ends what a worker holds since somebody asked for that, in a transaction of its own. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void cancelled(UUID id, UUID worker) {
    evaluations
        .held(id, worker)
        .ifPresent(evaluation -> end(evaluation, one -> one.cancel(clock.now())));
  }

  private void end(Evaluation evaluation, Consumer<Evaluation> how) {
    how.accept(evaluation);
    events.ended(
        evaluation,
        versions.known(evaluation.versionId()),
        OwnCause.of(evaluation.requestedBy(), evaluation.requestEvent()));
  }

  /**
   * Cancels an evaluation, in the caller's transaction: at once where nobody began it, else as soon
   * as its worker hears of it.
   */
  public Evaluation cancel(UUID evidenceId, Caller caller) {
    Evaluation evaluation = evaluations.lockedOfEvidence(evidenceId).orElseThrow();
    Refusal.refuse(refusesCancel(evaluation));
    if (evaluation.state() == EvaluationState.QUEUED) {
      evaluation.cancel(clock.now());
      events.ended(evaluation, versions.known(evaluation.versionId()), Cause.by(caller));
    } else {
      evaluation.askToCancel();
    }
    return evaluation;
  }

  /** Returns why an evaluation cannot be cancelled, empty where it can. */
  public static Optional<Refusal> refusesCancel(Evaluation evaluation) {
    return evaluation.state().over()
        ? Optional.of(
            Refusal.of(
                ReviewProblem.EVIDENCE_REFUSED,
                "The evaluation is %s; there is nothing to cancel".formatted(evaluation.state())))
        : Optional.empty();
  }
}
