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
      "reviewId = ?1 and decision = org.assay.review.round.DecisionKind.APPROVED"
          + " and retractedAt is null";

  /** How many decisions a page of reviews shows at most; a review has a handful. */
  private static final int MOST = 1_000;

  /** Returns the approvals of a review that were not taken back. */
  long standingApprovals(UUID reviewId) {
    return count(STANDING, reviewId);
  }

  /** Returns when the first of a review's approvals ends that were not taken back. */
  Optional<Instant> firstEnds(UUID reviewId) {
    return find(STANDING + " and validUntil is not null order by validUntil", reviewId)
        .firstResultOptional()
        .map(ReviewDecision::validUntil);
  }

  /** Returns somebody's approval of a review that was not taken back. */
  Optional<ReviewDecision> standingApproval(UUID reviewId, String subject) {
    return find(STANDING + " and subject = ?2", reviewId, subject).firstResultOptional();
  }

  /** Returns the decisions of the given reviews in order. */
  List<ReviewDecision> of(Collection<UUID> reviewIds) {
    return find("reviewId in ?1 order by id", reviewIds).page(0, MOST).list();
  }
}
