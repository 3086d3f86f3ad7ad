package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assay.kit.event.Cause;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.AssessmentState;
import org.assay.review.assessment.Assessments;
import org.assay.review.policy.Policies;
import org.assay.review.policy.Policy.RequiredReview;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.ReviewType;
import org.assay.review.release.Revocations;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.RequiredReviews;
import org.assay.review.requirement.VersionFacts;

/**
 * Lets kinds of review be done again at once, in the caller's transaction, who holds the lock of
 * the version. In a round that can still pass, or has and is not released, their approvals end and
 * what is missing is asked for; for what is released a round of renewal opens. Anything else is
 * asked for when the next round opens, which the trigger that fired says ({@link
 * Assessments#owed}).
 */
@ApplicationScoped
public class ReviewingAgain {

  /** The registry's states in which no round follows. */
  private static final Set<String> OVER = Set.of("DEPRECATED", "REVOKED", "RETIRED");

  private final Assessments assessments;
  private final Reviews reviews;
  private final ReviewDecisions decisions;
  private final EndedApprovals ended;
  private final Revocations revocations;
  private final RoundOpening rounds;
  private final ReviewRequests requests;
  private final Policies policies;
  private final FactsQuery facts;
  private final DatabaseClock clock;

  ReviewingAgain(
      Assessments assessments,
      Reviews reviews,
      ReviewDecisions decisions,
      EndedApprovals ended,
      Revocations revocations,
      RoundOpening rounds,
      ReviewRequests requests,
      Policies policies,
      FactsQuery facts,
      DatabaseClock clock) {
    this.assessments = assessments;
    this.reviews = reviews;
    this.decisions = decisions;
    this.ended = ended;
    this.revocations = revocations;
    this.rounds = rounds;
    this.requests = requests;
    this.policies = policies;
    this.facts = facts;
    this.clock = clock;
  }

  /**
   * Asks for them.
   *
   * @param types the kinds of review
   * @param why the trigger that asks, as events say it
   */
  public void ask(VersionCopy version, Collection<ReviewType> types, String why, Cause cause) {
    Optional<Assessment> last = assessments.lastLocked(version.id());
    if (last.isEmpty() || types.isEmpty() || OVER.contains(version.state())) {
      return;
    }
    Assessment round = last.get();
    if (assessments.revoked(round)) {
      return;
    }
    if (round.state() == AssessmentState.PASSED && !revocations.released(round)) {
      assessments.lose(round, version, why, cause);
      askIn(round, version, types, why, cause);
    } else if (reviews.isUnderReview(round)) {
      askIn(round, version, types, why, cause);
    } else if (revocations.possible(round)) {
      rounds.renew(round, version, requester(reviews.of(round.id()), cause), why, cause);
    }
  }

  private static String requester(List<Review> there, Cause cause) {
    return there.stream()
        .map(Review::requestedBy)
        .findFirst()
        .orElseGet(() -> cause.onBehalfOf() == null ? cause.actor() : cause.onBehalfOf());
  }

  private void askIn(
      Assessment round,
      VersionCopy version,
      Collection<ReviewType> types,
      String why,
      Cause cause) {
    round.askAlso(types.stream().map(ReviewType::name).toList());
    PolicyVersion policy = policies.bound(round.policyVersionId());
    VersionFacts known = facts.known(version.id());
    Instant now = clock.now();
    List<Review> there = reviews.of(round.id());
    List<RequiredReview> missing = new ArrayList<>();
    for (RequiredReview required :
        RequiredReviews.of(policy, known, known.afterIncident(), types)) {
      if (!types.contains(required.type())) {
        continue;
      }
      Optional<Review> found =
          there.stream().filter(review -> review.type() == required.type()).findFirst();
      found.ifPresentOrElse(
          review -> endApprovals(review, version, now, why, cause), () -> missing.add(required));
    }
    requests.ask(
        round, version, missing, policy.policy(), known, () -> requester(there, cause), now, cause);
  }

  private void endApprovals(
      Review review, VersionCopy version, Instant now, String why, Cause cause) {
    for (ReviewDecision approval : decisions.standing(review.id())) {
      ended.drop(approval, review, version, now, why, cause);
    }
  }
}
