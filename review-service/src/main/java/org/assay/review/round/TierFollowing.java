package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.Assessments;
import org.assay.review.classification.TierDecided;
import org.assay.review.policy.Policies;
import org.assay.review.policy.Policy.RequiredReview;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.Terms;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.RequiredReviews;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.requirement.VersionFacts.ReviewFacts;

/**
 * What a classification, or another use case, does to the rounds of a model's versions whose policy
 * asks by tier or has checklists, in its transaction and with each round locked: what the tier
 * needs more is asked for in the same round, approvals end that were given on answers which do not
 * suffice any more, and a round that passed without that is lost. What is released is denied by the
 * gate until a renewal meets the tier. Where the tier falls, reviews that are open stay asked for,
 * with as many approvals, until the next round; people and units follow the tier at once.
 */
@ApplicationScoped
class TierFollowing {

  static final String TIER_CHANGED = "TIER_CHANGED";

  /** How many rounds follow at once; those beyond are denied all the same. */
  private static final int MOST = 500;

  private final Assessments assessments;
  private final Reviews reviews;
  private final VersionCopies versions;
  private final Policies policies;
  private final FactsQuery facts;
  private final Passing passing;
  private final ReviewDecisions decisions;
  private final EndedApprovals ended;
  private final ReviewRequests requests;
  private final ConditionMeeting meeting;
  private final ReviewClocks clocks;
  private final DatabaseClock clock;

  TierFollowing(
      Assessments assessments,
      Reviews reviews,
      VersionCopies versions,
      Policies policies,
      FactsQuery facts,
      Passing passing,
      ReviewDecisions decisions,
      EndedApprovals ended,
      ReviewRequests requests,
      ConditionMeeting meeting,
      ReviewClocks clocks,
      DatabaseClock clock) {
    this.assessments = assessments;
    this.reviews = reviews;
    this.versions = versions;
    this.policies = policies;
    this.facts = facts;
    this.passing = passing;
    this.decisions = decisions;
    this.ended = ended;
    this.requests = requests;
    this.meeting = meeting;
    this.clocks = clocks;
    this.clock = clock;
  }

  void follow(@Observes TierDecided decided) {
    for (UUID id : assessments.goingOn(decided.modelId(), MOST)) {
      Assessment found = assessments.findById(id);
      PolicyVersion policy = policies.bound(found.policyVersionId());
      if (policy.policy().asksForTier() || policy.policy().checklists() != null) {
        VersionCopy version = versions.locked(found.versionId());
        follow(assessments.locked(id), version, policy, decided);
      }
    }
  }

  private void follow(
      Assessment round, VersionCopy version, PolicyVersion policy, TierDecided decided) {
    passing.loseIfUnmet(round, version, TIER_CHANGED, decided.cause());
    VersionFacts known = facts.known(version.id());
    if (!round.state().isUnderReview() || !known.unclassified().isEmpty()) {
      // What is needed is known once each use case is classified; nothing passes until then.
      return;
    }
    Terms terms = policy.policy().terms(known.tier());
    round.ask(terms.distinctPeople());
    List<Review> open = reviews.of(round.id());
    List<RequiredReview> missing = new ArrayList<>();
    Instant now = clock.now();
    for (RequiredReview required : RequiredReviews.of(policy, known)) {
      Optional<Review> found =
          open.stream().filter(review -> review.type() == required.type()).findFirst();
      if (found.isPresent()) {
        endUnfounded(found.get(), known, version, decided, now);
        clocks.allow(found.get(), terms.reviewDue(), now);
        ask(found.get(), required, version, decided, now);
      } else {
        missing.add(required);
      }
    }
    requests.ask(
        round,
        version,
        missing,
        policy.policy(),
        known,
        () -> open.getFirst().requestedBy(),
        now,
        decided.cause());
    meeting.follow(round, version, decided.cause().causedBy());
    passing.passIfMet(round, version, decided.cause());
  }

  /** What the answers do not support any more is approved anew, once they do. */
  private void endUnfounded(
      Review review, VersionFacts known, VersionCopy version, TierDecided decided, Instant now) {
    if (known.review(review.type()).map(ReviewFacts::lacking).orElse(List.of()).isEmpty()) {
      return;
    }
    for (ReviewDecision approval : decisions.standing(review.id())) {
      ended.drop(approval, review, version, now, TIER_CHANGED, decided.cause());
    }
  }

  private void ask(
      Review review,
      RequiredReview required,
      VersionCopy version,
      TierDecided decided,
      Instant now) {
    if (review.approvalsRequired() < required.approvals() && review.allows(ReviewAct.REBIND)) {
      review.ask(required.approvals(), now);
      reviews.tell(
          EventTypes.REVIEW_REBOUND, review, version, decided.cause(), Told.because(TIER_CHANGED));
    }
  }
}
