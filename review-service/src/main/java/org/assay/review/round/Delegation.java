package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Identified;
import org.assay.kit.identity.Role;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.note.Note;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.thread.Comments;
import org.assay.review.thread.ThreadKey;
import org.assay.review.thread.ThreadKind;

/**
 * An assignee hands a review to somebody else in one act: events {@code unassigned} and {@code
 * assigned}, both or neither. Who takes it declares to have no conflict of interest as after any
 * assignment.
 */
@ApplicationScoped
class Delegation {

  private static final String CAUSE = "DELEGATED";

  private final ReviewDesk desk;
  private final Reviews reviews;
  private final Comments comments;
  private final Accounts accounts;
  private final DatabaseClock clock;

  Delegation(
      ReviewDesk desk, Reviews reviews, Comments comments, Accounts accounts, DatabaseClock clock) {
    this.desk = desk;
    this.reviews = reviews;
    this.comments = comments;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * Hands a review over. The roles of who takes it are asked of the identity provider before
   * anything is locked.
   *
   * @throws ProblemException 422 {@code UNKNOWN_SUBJECT}; 503 {@code IDENTITY_PROVIDER_AWAY}
   */
  Review delegate(UUID reviewId, DelegateReview command, Caller caller) {
    desk.readable(reviewId, caller);
    Identified to = accounts.identify(command.to(), "/to");
    Set<Role> roles = accounts.rolesOf(to.subject());
    ReviewDesk.Case opened = desk.open(reviewId, caller);
    Review review = opened.review();
    Refusal.refuse(
        opened
            .guard()
            .delegate()
            .or(
                () ->
                    ReviewGuard.taking(
                        review, desk.standing(review, to.subject()), roles, to.machine())));
    desk.refuseSecondSeat(review, to.subject());
    Instant now = clock.now();
    Note reason =
        comments.keep(ThreadKey.of(ThreadKind.REVIEW, reviewId), command.reason(), caller).note();
    review.unassign(caller.subject(), now);
    tell(EventTypes.REVIEW_UNASSIGNED, opened, reason);
    review.assign(to.subject(), false, to.unit(), now);
    tell(EventTypes.REVIEW_ASSIGNED, opened, reason);
    return review;
  }

  private void tell(String type, ReviewDesk.Case opened, Note reason) {
    reviews.tell(
        type,
        opened.review(),
        opened.version(),
        Cause.by(opened.caller()),
        Told.because(CAUSE, reason));
  }
}
