package org.assay.review.round;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.review.OneByOne;
import org.assay.review.OwnCause;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.AssessmentState;
import org.assay.review.assessment.Assessments;
import org.assay.review.condition.Condition;
import org.assay.review.condition.Conditions;
import org.assay.review.condition.IfMissed;
import org.assay.review.release.Revocations;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopy;

/**
 * Does what follows from a missed condition, within 30 seconds: the approval ends, the round that
 * passed by it is lost, and what was released is revoked where the condition says so. The gate does
 * not wait for this; the facts deny from the due instant on. Several copies may do it at once: each
 * condition is looked at again under the lock of its round.
 */
@ApplicationScoped
public class MissedConditions {

  private static final String CONDITION_MISSED = "CONDITION_MISSED";
  private static final int BATCH = 100;

  private final Conditions conditions;
  private final ReviewDesk desk;
  private final Reviews reviews;
  private final ReviewDecisions decisions;
  private final EndedApprovals ended;
  private final Assessments assessments;
  private final Revocations revocations;
  private final RoundOpening rounds;
  private final DatabaseClock clock;

  MissedConditions(
      Conditions conditions,
      ReviewDesk desk,
      Reviews reviews,
      ReviewDecisions decisions,
      EndedApprovals ended,
      Assessments assessments,
      Revocations revocations,
      RoundOpening rounds,
      DatabaseClock clock) {
    this.conditions = conditions;
    this.desk = desk;
    this.reviews = reviews;
    this.decisions = decisions;
    this.ended = ended;
    this.assessments = assessments;
    this.revocations = revocations;
    this.rounds = rounds;
    this.clock = clock;
  }

  /** Ends what is overdue, each in its own transaction. */
  @Scheduled(
      identity = "missed-conditions",
      every = "30s",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void endOverdue() {
    OneByOne.each(() -> conditions.overdue(BATCH), this::miss);
  }

  private void miss(UUID id) {
    Condition condition = conditions.findById(id);
    ReviewDesk.Locked on = desk.lockedWithVersion(condition.reviewId());
    conditions.getEntityManager().refresh(condition);
    VersionCopy version = on.version();
    Review review = on.review();
    Assessment round = on.assessment();
    Instant now = clock.now();
    if (!condition.isOverdue(now)) {
      return;
    }
    ReviewDecision approval = decisions.findById(condition.approvalId());
    Cause system = OwnCause.of(approval.subject(), null);
    UUID event = conditions.miss(condition, version, system);
    Cause because = OwnCause.of(approval.subject(), event);
    if (!approval.standsOn(review)) {
      return;
    }
    boolean last = assessments.last(version.id()).filter(round::equals).isPresent();
    if (round.state() == AssessmentState.PASSED) {
      lose(round, review, condition, version, because);
    } else if (!last || !round.state().isUnderReview()) {
      voidReview(review, version, because);
    } else if (review.state().isOpen() || review.allows(ReviewAct.RETRACT)) {
      ended.drop(approval, review, version, now, CONDITION_MISSED, because);
    }
  }

  /** An approval may have ended before what it was given under fell due. */
  private void voidReview(Review review, VersionCopy version, Cause because) {
    if (review.allows(ReviewAct.VOID)) {
      review.step(ReviewAct.VOID, clock.now());
      reviews.tell(
          EventTypes.REVIEW_VOIDED, review, version, because, Told.because(CONDITION_MISSED));
    }
  }

  private void lose(
      Assessment round, Review review, Condition condition, VersionCopy version, Cause because) {
    voidReview(review, version, because);
    boolean released = revocations.released(round);
    assessments.lose(round, version, CONDITION_MISSED, because);
    if (released && condition.ifMissed() == IfMissed.REVOKE) {
      revocations.revoke(round, version, CONDITION_MISSED, null, because);
    } else if (!released) {
      rounds.openNext(round, version, review.requestedBy(), because);
    }
  }
}
