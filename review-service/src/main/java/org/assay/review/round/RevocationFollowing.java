package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.Assessments;
import org.assay.review.release.VersionRevoked;

/**
 * What a revocation does to a renewal that is under review, in its transaction: the round ends, for
 * only a round that is submitted after the revocation lifts it.
 */
@ApplicationScoped
class RevocationFollowing {

  private static final String REVOKED = "REVOKED";

  private final Assessments assessments;
  private final Reviews reviews;
  private final RoundOpening rounds;

  RevocationFollowing(Assessments assessments, Reviews reviews, RoundOpening rounds) {
    this.assessments = assessments;
    this.reviews = reviews;
    this.rounds = rounds;
  }

  void follow(@Observes VersionRevoked revoked) {
    assessments
        .last(revoked.version().id())
        .map(last -> assessments.locked(last.id()))
        .filter(this::isUnderReview)
        .ifPresent(last -> rounds.end(last, revoked.version(), REVOKED, revoked.cause()));
  }

  /** A lost round is one that an approver took back and may give anew, or it is over already. */
  private boolean isUnderReview(Assessment last) {
    return switch (last.state()) {
      case OPEN -> true;
      case LOST -> reviews.of(last.id()).stream().anyMatch(review -> review.state().isOpen());
      case PASSED, FAILED, WITHDRAWN -> false;
    };
  }
}
