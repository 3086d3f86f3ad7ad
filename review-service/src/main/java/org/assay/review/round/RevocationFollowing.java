package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
        .lastLocked(revoked.version().id())
        .filter(reviews::isUnderReview)
        .ifPresent(last -> rounds.end(last, revoked.version(), REVOKED, revoked.cause()));
  }
}
