package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.assay.kit.event.Cause;
import org.assay.review.assessment.Assessment;
import org.assay.review.policy.Policy;
import org.assay.review.policy.Policy.RequiredReview;
import org.assay.review.policy.ReviewType;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.VersionFacts;

/** Asks for the reviews that a round needs and does not have, each going on from its basis. */
@ApplicationScoped
class ReviewRequests {

  private final Bases bases;
  private final Reviews reviews;
  private final DisagreementFindings disagreements;

  ReviewRequests(Bases bases, Reviews reviews, DisagreementFindings disagreements) {
    this.bases = bases;
    this.reviews = reviews;
    this.disagreements = disagreements;
  }

  /**
   * Asks for them; without effect for none.
   *
   * @param policy what the round is bound to
   * @param known what is known of its version
   * @param requester finds the {@code sub} of whom they are for, where there are any
   * @param at when
   */
  void ask(
      Assessment round,
      VersionCopy version,
      List<RequiredReview> missing,
      Policy policy,
      VersionFacts known,
      Supplier<String> requester,
      Instant at,
      Cause cause) {
    Map<ReviewType, UUID> last = missing.isEmpty() ? Map.of() : bases.last(version, round.round());
    reviews.request(
        missing.stream()
            .map(
                required ->
                    Review.requested(
                        round,
                        required,
                        policy.checklists(),
                        last.get(required.type()),
                        requester.get(),
                        at))
            .toList(),
        policy.terms(known.tier()).reviewDue(),
        version,
        cause);
    if (!missing.isEmpty()) {
      disagreements.open(round, version, cause);
    }
  }
}
