package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.review.OwnCause;
import org.assay.review.Refusal;
import org.assay.review.assessment.AssessmentState;
import org.assay.review.assessment.Assessments;
import org.assay.review.note.Note;
import org.assay.review.note.Notes;
import org.assay.review.replica.DatabaseClock;
import org.jspecify.annotations.Nullable;

/** An approver takes an approval back before the release; the same round may pass again. */
@ApplicationScoped
class Retraction {

  private final ReviewDesk desk;
  private final Reviews reviews;
  private final ReviewDecisions decisions;
  private final Assessments assessments;
  private final Notes notes;
  private final DatabaseClock clock;

  Retraction(
      ReviewDesk desk,
      Reviews reviews,
      ReviewDecisions decisions,
      Assessments assessments,
      Notes notes,
      DatabaseClock clock) {
    this.desk = desk;
    this.reviews = reviews;
    this.decisions = decisions;
    this.assessments = assessments;
    this.notes = notes;
    this.clock = clock;
  }

  /**
   * Takes the caller's approval of a review back.
   *
   * @param ifMatch the revision that the caller saw
   */
  Review retract(UUID reviewId, String why, @Nullable String ifMatch, Caller caller) {
    ReviewDesk.Case opened = desk.open(reviewId, caller);
    Refusal.refuse(opened.guard().retract());
    Review review = opened.review();
    IfMatch.require(ifMatch, review.revision());
    ReviewDecision approval =
        decisions
            .standingApproval(reviewId, caller.subject())
            .orElseThrow(() -> new IllegalStateException("No approval of " + reviewId));
    Note reason = notes.store(why, caller.subject());
    Instant now = clock.now();
    approval.retract(reason.id(), now);
    review.step(ReviewAct.RETRACT, now);
    UUID event =
        reviews.tell(
            EventTypes.REVIEW_APPROVAL_RETRACTED,
            review,
            opened.version(),
            Cause.by(caller),
            Told.approval(approval, reason));
    if (opened.assessment().allows(AssessmentState.Act.LOSE)) {
      assessments.lose(
          opened.assessment(), opened.version(), "RETRACTED", OwnCause.of(caller.subject(), event));
    }
    return review;
  }
}
