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
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopy;

/**
 * Tells which approved reviews the clock has ended, within a minute: in a round that passed the
 * review is over, and the round lost unless it is released; in one that has not, the approval alone
 * ends and may be given anew. The end of a qualification ends the approvals that rest on it
 * likewise, but for those of what is released. No answer waits for it: an approval counts by the
 * instant that is asked at. Several copies may do it at once: the round is locked and the review
 * looked at again.
 */
@ApplicationScoped
public class ApprovalExpiry {

  private static final int BATCH = 100;

  private final ReviewDesk desk;
  private final Reviews reviews;
  private final ReviewDecisions decisions;
  private final Assessments assessments;
  private final EndedApprovals ended;
  private final Standings standings;
  private final RoundOpening rounds;
  private final DatabaseClock clock;

  ApprovalExpiry(
      ReviewDesk desk,
      Reviews reviews,
      ReviewDecisions decisions,
      Assessments assessments,
      EndedApprovals ended,
      Standings standings,
      RoundOpening rounds,
      DatabaseClock clock) {
    this.desk = desk;
    this.reviews = reviews;
    this.decisions = decisions;
    this.assessments = assessments;
    this.ended = ended;
    this.standings = standings;
    this.rounds = rounds;
    this.clock = clock;
  }

  /** Ends what is overdue, each in its own transaction. */
  @Scheduled(
      identity = "approval-expiry",
      every = "60s",
      delayed = "15s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void expireOverdue() {
    OneByOne.each(() -> reviews.overdue(BATCH), this::expire);
  }

  private void expire(UUID reviewId) {
    ReviewDesk.Locked on = desk.lockedWithVersion(reviewId);
    Review review = on.review();
    VersionCopy version = on.version();
    Assessment assessment = on.assessment();
    Instant now = clock.now();
    boolean overdue = review.isOverdue(now);
    if (!overdue && !isUnqualified(review, now)) {
      return;
    }
    // It goes back to whoever asked for the review whose time is over.
    Cause because = OwnCause.of(review.requestedBy(), null);
    // The copy does not tell of a round that this service opened by itself.
    boolean current =
        assessments.last(version.id()).filter(assessment::equals).isPresent()
            && !assessments.revoked(assessment);
    if (current && assessment.state().isUnderReview()) {
      ended.dropEnded(review, version, now, because);
      return;
    }
    review.step(ReviewAct.EXPIRE, now);
    UUID event = reviews.tell(EventTypes.REVIEW_EXPIRED, review, version, because, Told.NOTHING);
    if (current && assessment.allows(AssessmentState.Act.LOSE) && !standings.released(reviewId)) {
      Cause cause = OwnCause.of(review.requestedBy(), event);
      String why = overdue ? EndedApprovals.EXPIRED : EndedApprovals.QUALIFICATION_ENDED;
      assessments.lose(assessment, version, why, cause);
      rounds.openNext(assessment, version, review.requestedBy(), cause);
    }
  }

  /** Whether an approval of it rests on a qualification that is over, and nothing is released. */
  private boolean isUnqualified(Review review, Instant now) {
    return review.allows(ReviewAct.EXPIRE)
        && !standings.released(review.id())
        && !decisions.ended(review.id(), now).isEmpty();
  }
}
