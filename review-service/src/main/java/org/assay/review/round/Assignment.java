package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Identified;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.note.Note;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.thread.Comments;
import org.assay.review.thread.ThreadKey;
import org.assay.review.thread.ThreadKind;

/** Who reviews: claimed, assigned by a lead, declined. In the caller's transaction. */
@ApplicationScoped
class Assignment {

  private static final String DECLINED = "DECLINED";
  private static final String TAKEN_OFF = "TAKEN_OFF";

  private final ReviewDesk desk;
  private final Reviews reviews;
  private final Comments comments;
  private final Accounts accounts;
  private final DatabaseClock clock;

  Assignment(
      ReviewDesk desk, Reviews reviews, Comments comments, Accounts accounts, DatabaseClock clock) {
    this.desk = desk;
    this.reviews = reviews;
    this.comments = comments;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** The caller takes the review, declares to have no conflict of interest, and starts. */
  Review claim(UUID reviewId, Caller caller) {
    ReviewDesk.Case opened = desk.open(reviewId, caller);
    Refusal.refuse(opened.guard().claim());
    Review review = opened.review();
    Instant now = clock.now();
    if (!review.isAssignee(caller.subject())) {
      review.assign(caller.subject(), true, caller.unit(), now);
      tell(EventTypes.REVIEW_ASSIGNED, opened, Told.NOTHING);
    }
    if (review.allows(ReviewAct.START) || !review.hasDeclared(caller.subject())) {
      review.start(caller.subject(), caller.unit(), now);
      tell(EventTypes.REVIEW_STARTED, opened, Told.NOTHING);
    }
    return review;
  }

  /**
   * A lead assigns somebody, who still has to start. A member of the project is not assigned, since
   * whether that is a lead is not known here; a member who holds the review's role claims it.
   */
  Review assign(UUID reviewId, String account, Caller caller) {
    Identified reviewer = accounts.identify(account, "/account");
    ReviewDesk.Case opened = desk.open(reviewId, caller);
    // The roles of somebody who is not here are seen when that person decides; duties are now.
    Refusal.refuse(
        ReviewGuard.breach(
            desk.standing(opened.review(), reviewer.subject()), reviewer.machine(), false));
    Refusal.refuse(opened.guard().assign());
    desk.refuseSecondSeat(opened.review(), reviewer.subject());
    assign(opened, reviewer);
    return opened.review();
  }

  /**
   * A lead gives a review whose time is over to somebody else, in one act.
   *
   * @param command who is taken off, and who goes on
   */
  Review reassign(UUID reviewId, ReassignReview command, Caller caller) {
    Identified reviewer = accounts.identify(command.account(), "/account");
    String former = accounts.subjectOf(command.insteadOf(), "/instead_of");
    ReviewDesk.Case opened = desk.open(reviewId, caller);
    Review review = opened.review();
    Refusal.refuse(
        ReviewGuard.breach(desk.standing(review, reviewer.subject()), reviewer.machine(), false));
    Refusal.refuse(opened.guard().reassign().or(() -> opened.guard().unassign(former)));
    desk.refuseSecondSeat(review, reviewer.subject());
    Note reason =
        comments.keep(ThreadKey.of(ThreadKind.REVIEW, reviewId), command.reason(), caller).note();
    review.unassign(former, clock.now());
    tell(EventTypes.REVIEW_UNASSIGNED, opened, Told.because(TAKEN_OFF, reason));
    assign(opened, reviewer);
    return review;
  }

  private void assign(ReviewDesk.Case opened, Identified reviewer) {
    opened.review().assign(reviewer.subject(), false, reviewer.unit(), clock.now());
    tell(EventTypes.REVIEW_ASSIGNED, opened, Told.NOTHING);
  }

  /**
   * An assignee declines, or a lead takes one off.
   *
   * @param command whom to take off, and why
   */
  Review unassign(UUID reviewId, UnassignReview command, Caller caller) {
    String account = command.account();
    String subject = account == null ? caller.subject() : accounts.subjectOf(account, "/account");
    boolean declined = subject.equals(caller.subject());
    String why = command.reason();
    if (!declined && why == null) {
      throw ProblemException.invalid(
          "/reason", "REQUIRED", "whoever takes somebody else off a review says why");
    }
    ReviewDesk.Case opened = desk.open(reviewId, caller);
    Refusal.refuse(opened.guard().unassign(subject));
    Note reason =
        why == null
            ? null
            : comments.keep(ThreadKey.of(ThreadKind.REVIEW, reviewId), why, caller).note();
    opened.review().unassign(subject, clock.now());
    tell(
        EventTypes.REVIEW_UNASSIGNED,
        opened,
        Told.because(declined ? DECLINED : TAKEN_OFF, reason));
    return opened.review();
  }

  private void tell(String type, ReviewDesk.Case opened, Told told) {
    reviews.tell(type, opened.review(), opened.version(), Cause.by(opened.caller()), told);
  }
}
