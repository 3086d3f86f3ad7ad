package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.identity.Accounts;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Identified;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.Part;
import org.assay.review.requirement.Duty;
import org.jspecify.annotations.Nullable;

/** Who reviews: claimed, assigned by a lead, declined. In the caller's transaction. */
@ApplicationScoped
class Assignment {

  private final ReviewDesk desk;
  private final Reviews reviews;
  private final Standings standings;
  private final Accounts accounts;
  private final DatabaseClock clock;

  Assignment(
      ReviewDesk desk,
      Reviews reviews,
      Standings standings,
      Accounts accounts,
      DatabaseClock clock) {
    this.desk = desk;
    this.reviews = reviews;
    this.standings = standings;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** The caller takes the review, declares to have no conflict of interest, and starts. */
  Review claim(UUID reviewId, Caller caller) {
    ReviewDesk.Case opened = desk.open(reviewId, caller);
    opened.allow(opened.guard().claim());
    Review review = opened.review();
    Instant now = clock.now();
    if (!review.isAssignee(caller.subject())) {
      review.assign(caller.subject(), true, now);
      tell(EventTypes.REVIEW_ASSIGNED, opened, null);
    }
    if (review.allows(ReviewAct.START)) {
      review.start(caller.subject(), now);
      tell(EventTypes.REVIEW_STARTED, opened, null);
    }
    return review;
  }

  /** A lead assigns somebody, who still has to start. */
  Review assign(UUID reviewId, String account, Caller caller) {
    Identified reviewer = accounts.identify(account, "/account");
    ReviewDesk.Case opened = desk.open(reviewId, caller);
    opened.allow(barred(reviewer, opened.review()).map(ReviewGuard::breach));
    opened.allow(opened.guard().assign());
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
    opened.allow(opened.guard().unassign(subject));
    opened.review().unassign(subject, clock.now());
    tell(
        EventTypes.REVIEW_UNASSIGNED,
        opened,
        subject.equals(caller.subject()) ? "DECLINED" : "TAKEN_OFF");
    return opened.review();
  }

  /** The roles of somebody who is not here are seen when that person decides; duties are now. */
  private Optional<Duty> barred(Identified reviewer, Review review) {
    Standing standing =
        standings.of(reviewer.subject(), java.util.List.of(review.id())).get(review.id());
    Set<Part> parts = standing == null ? Set.of() : standing.parts();
    return Duty.againstApproval(
        parts, reviewer.machine(), standing != null && standing.approvedAnother());
  }

  private void tell(String type, ReviewDesk.Case opened, @Nullable String why) {
    Told told = why == null ? Told.NOTHING : Told.because(why);
    reviews.tell(type, opened.review(), opened.version(), Cause.by(opened.caller()), told);
  }
}
