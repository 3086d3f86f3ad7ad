package org.assay.review.evidence.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.review.replica.VersionCopy;

/** Tells what becomes of evaluations: one event when it is asked for, one at its end. */
@ApplicationScoped
class EvaluationEvents {

  private final EventLog log;

  EvaluationEvents(EventLog log) {
    this.log = log;
  }

  UUID requested(Evaluation evaluation, VersionCopy version, Cause cause) {
    return tell(EventTypes.EVALUATION_REQUESTED, 1, evaluation, version, cause);
  }

  UUID ended(Evaluation evaluation, VersionCopy version, Cause cause) {
    return tell(
        switch (evaluation.state()) {
          case DONE -> EventTypes.EVALUATION_FINISHED;
          case FAILED -> EventTypes.EVALUATION_FAILED;
          case CANCELLED -> EventTypes.EVALUATION_CANCELLED;
          case QUEUED, RUNNING -> throw new IllegalArgumentException("It has no end yet");
        },
        2,
        evaluation,
        version,
        cause);
  }

  private UUID tell(
      String type, long number, Evaluation evaluation, VersionCopy version, Cause cause) {
    return log.append(
        new NewEvent(
            type,
            version.subject(),
            evaluation.id(),
            number,
            version.modelId(),
            cause,
            evaluation.told()));
  }
}
