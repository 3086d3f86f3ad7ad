package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.review.replica.VersionCopy;

/**
 * Ends approvals without anybody's word, in a round that can still pass: the review is in progress
 * again and the approval may be given anew. The caller holds the round's lock.
 */
@ApplicationScoped
class EndedApprovals {

  /** Why an approval ended whose time is over. */
  static final String EXPIRED = "EXPIRED";

  /** Why an approval ended that rests on a qualification which is over. */
  static final String QUALIFICATION_ENDED = "QUALIFICATION_ENDED";

  private final Reviews reviews;
  private final ReviewDecisions decisions;

  EndedApprovals(Reviews reviews, ReviewDecisions decisions) {
    this.reviews = reviews;
    this.decisions = decisions;
  }

  /** Ends the approvals of a review that are past their last instant, or their qualification is. */
  void dropEnded(Review review, VersionCopy version, Instant now, Cause because) {
    for (ReviewDecision approval : decisions.ended(review.id(), now)) {
      drop(approval, review, version, now, why(approval, now), because);
    }
  }

  private static String why(ReviewDecision approval, Instant now) {
    Instant until = approval.validUntil();
    return until == null || now.isBefore(until) ? QUALIFICATION_ENDED : EXPIRED;
  }

  /** Ends one approval: event {@code approval-retracted} with the cause. */
  void drop(
      ReviewDecision approval,
      Review review,
      VersionCopy version,
      Instant now,
      String why,
      Cause because) {
    approval.drop(now);
    review.retracted(now);
    reviews.tell(
        EventTypes.REVIEW_APPROVAL_RETRACTED,
        review,
        version,
        because,
        new Told(approval.id(), approval.unit(), why, null));
  }
}
