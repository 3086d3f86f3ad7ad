package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Identified;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.replica.DatabaseClock;
import org.jspecify.annotations.Nullable;

/** Who reviews: claimed, assigned by a lead, declined. In the caller's transaction. */
@ApplicationScoped
class Assignment {

  private final ReviewDesk desk;
  private final Reviews reviews;
  private final Accounts accounts;
  private final DatabaseClock clock;

  Assignment(ReviewDesk desk, Reviews reviews, Accounts accounts, DatabaseClock clock) {
    this.desk = desk;
    this.reviews = reviews;
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
      review.assign(caller.subject(), true, now);
      tell(EventTypes.REVIEW_ASSIGNED, opened, null);
    }
    if (review.allows(ReviewAct.START) || !review.hasDeclared(caller.subject())) {
      review.start(caller.subject(), now);
      tell(EventTypes.REVIEW_STARTED, opened, null);
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
    if (opened.review().isAssignee(reviewer.subject())) {
      throw Refusal.of(ReviewProblem.REVIEW_TAKEN, "That person reviews it already").exception();
    }
    opened.review().assign(reviewer.subject(), false, clock.now());
    tell(EventTypes.REVIEW_ASSIGNED, opened, null);
    return opened.review();
  }

  /**
   * An assignee declines, or a lead takes one off.
   *
   * @param account whom to take off, absent for the caller
   */
  Review unassign(UUID reviewId, @Nullable String account, Caller caller) {
    String subject = account == null ? caller.subject() : accounts.subjectOf(account, "/account");
    ReviewDesk.Case opened = desk.open(reviewId, caller);
    Refusal.refuse(opened.guard().unassign(subject));
    opened.review().unassign(subject, clock.now());
    tell(
        EventTypes.REVIEW_UNASSIGNED,
        opened,
        subject.equals(caller.subject()) ? "DECLINED" : "TAKEN_OFF");
    return opened.review();
  }

  private void tell(String type, ReviewDesk.Case opened, @Nullable String why) {
    Told told = why == null ? Told.NOTHING : Told.because(why);
    reviews.tell(type, opened.review(), opened.version(), Cause.by(opened.caller()), told);
  }
}
