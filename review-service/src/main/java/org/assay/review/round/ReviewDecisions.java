package org.assay.review.round;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The decisions on reviews. */
@ApplicationScoped
class ReviewDecisions implements PanacheRepositoryBase<ReviewDecision, UUID> {

  private static final String STANDING =
      "from ReviewDecision d where d.reviewId = ?1"
          + " and d.decision = org.assay.review.round.DecisionKind.APPROVED"
          + " and d.retractedAt is null and d.evidenceDigest ="
          + " (select r.evidenceDigest from Review r where r.id = d.reviewId)";

  /** How many decisions a page of reviews shows at most; a review has a handful. */
  private static final int MOST = 1_000;

  /** Returns the approvals of a review that stand: not taken back, and on what it is bound to. */
  long standingApprovals(UUID reviewId) {
    return count(STANDING, reviewId);
  }

  /** Returns the approvals of a review that stand, the oldest first. */
  List<ReviewDecision> standing(UUID reviewId) {
    return list(STANDING + " order by d.id", reviewId);
  }

  /** Returns when the first of a review's approvals that stand ends. */
  Optional<Instant> firstEnds(UUID reviewId) {
    return find(STANDING + " and d.validUntil is not null order by d.validUntil", reviewId)
        .firstResultOptional()
        .map(ReviewDecision::validUntil);
  }

  /**
   * Returns the approvals of a review that would stand, were they not past their last instant, or
   * the qualification over that they rest on.
   */
  List<ReviewDecision> ended(UUID reviewId, Instant now) {
    return list(
        STANDING
            + " and (d.validUntil <= ?2 or exists (select 1 from Qualification q"
            + " where q.id = d.qualificationId"
            + " and (q.validUntil <= ?2 or q.withdrawnAt is not null))) order by d.id",
        reviewId,
        now);
  }

  /** Returns somebody's approval of a review that stands. */
  Optional<ReviewDecision> standingApproval(UUID reviewId, String subject) {
    return find(STANDING + " and d.subject = ?2", reviewId, subject).firstResultOptional();
  }

  /** Returns the decisions of the given reviews in order. */
  List<ReviewDecision> of(Collection<UUID> reviewIds) {
    return find("reviewId in ?1 order by id", reviewIds).page(0, MOST).list();
  }
}
