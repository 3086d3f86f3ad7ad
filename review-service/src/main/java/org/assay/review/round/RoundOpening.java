package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.AssessmentState;
import org.assay.review.assessment.Assessments;
import org.assay.review.assessment.RoundTerms;
import org.assay.review.classification.Tier;
import org.assay.review.evidence.EvidenceRecords;
import org.assay.review.policy.Policies;
import org.assay.review.policy.PolicyVersion;
import org.assay.review.policy.ReviewType;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopy;
import org.assay.review.requirement.FactsQuery;
import org.assay.review.requirement.RequiredReviews;
import org.assay.review.requirement.VersionFacts;
import org.assay.review.requirement.VersionFacts.ClassificationFacts;
import org.jspecify.annotations.Nullable;

/**
 * Opens and ends rounds as the registry says; in the inbox's transaction, and without effect where
 * that was done before: (version, round) and (version, round, type) are unique.
 */
@ApplicationScoped
public class RoundOpening {

  /** The registry's states in which it follows into a round that this service opens by itself. */
  private static final Set<String> GOES_ON = Set.of("IN_REVIEW", "APPROVED", "RELEASED");

  /** Why a round fails that repeats a failed one with nothing changed. */
  static final String UNCHANGED = "UNCHANGED";

  /** Why a round fails whose policy asks by tier, while a use of the model has none that counts. */
  static final String UNCLASSIFIED = "UNCLASSIFIED";

  /** Why a round fails whose policy asks by tier, while one use of the model is prohibited. */
  static final String PROHIBITED = "PROHIBITED";

  private final Assessments assessments;
  private final Reviews reviews;
  private final Policies policies;
  private final EvidenceRecords records;
  private final ReviewRequests requests;
  private final FactsQuery facts;
  private final DatabaseClock clock;

  RoundOpening(
      Assessments assessments,
      Reviews reviews,
      Policies policies,
      EvidenceRecords records,
      ReviewRequests requests,
      FactsQuery facts,
      DatabaseClock clock) {
    this.assessments = assessments;
    this.reviews = reviews;
    this.policies = policies;
    this.records = records;
    this.requests = requests;
    this.facts = facts;
    this.clock = clock;
  }

  /**
   * Opens the assessment of a submitted round and the reviews its policy asks for.
   *
   * @param submitter the {@code sub} of who submitted
   */
  public void open(VersionCopy version, String submitter, Cause cause) {
    open(version, submitter, null, cause);
  }

  /**
   * Opens a round of renewal for what is released, so that it is reviewed again though nobody
   * submitted it: state and releases stay, and the registry follows.
   *
   * @param last the version's last round, which nothing comes of any more
   * @param why the trigger
   */
  void renew(Assessment last, VersionCopy version, String submitter, String why, Cause cause) {
    open(version.inRound(last.round() + 1), submitter, why, cause);
  }

  private void open(VersionCopy version, String submitter, @Nullable String why, Cause cause) {
    if (assessments.of(version.id(), version.round()).isPresent()) {
      return;
    }
    PolicyVersion policy = policies.bind(version.projectId());
    VersionFacts known = facts.known(version.id());
    RoundTerms terms = terms(version, policy, known, why);
    Optional<String> failure =
        failure(policy, known)
            .or(
                () ->
                    why == null && repeatsFailure(version, terms)
                        ? Optional.of(UNCHANGED)
                        : Optional.empty());
    Assessment assessment = assessments.open(version, terms, cause);
    if (failure.isPresent()) {
      assessments.fail(assessment, version, failure.get(), cause);
      return;
    }
    requests.ask(
        assessment,
        version,
        RequiredReviews.of(
            policy,
            known,
            terms.afterIncident(),
            terms.triggered().stream().map(ReviewType::valueOf).toList()),
        policy.policy(),
        known,
        () -> submitter,
        assessment.openedAt(),
        cause);
  }

  /**
   * Opens the round after one that was lost for good, so that nobody has to submit again what was
   * submitted; the registry follows, also where it is a renewal. Without effect where another round
   * was opened since, or the version is not under way to a release any more.
   */
  void openNext(Assessment lost, VersionCopy version, String submitter, Cause cause) {
    if (goesOn(lost, version)) {
      open(version.inRound(lost.round() + 1), submitter, cause);
    }
  }

  /** Returns whether a round is its version's last, on a way to a release that is not revoked. */
  boolean goesOn(Assessment round, VersionCopy version) {
    return GOES_ON.contains(version.state())
        && assessments.last(version.id()).filter(round::equals).isPresent()
        && !assessments.revoked(round);
  }

  /** Ends the round that its submitter withdrew, and voids its reviews. */
  public void withdraw(VersionCopy version, Cause cause) {
    Optional<Assessment> found = assessments.of(version.id(), version.round());
    if (found.isEmpty()) {
      return;
    }
    Assessment assessment = assessments.locked(found.get().id());
    if (!assessment.allows(AssessmentState.Act.WITHDRAW)) {
      return;
    }
    assessments.withdraw(assessment, version, null, cause);
    voidReviews(assessment, version, "WITHDRAWN", cause);
  }

  /** Ends the round that is under way, if any, while the registry ends the use of its version. */
  public void over(VersionCopy version, Cause cause) {
    assessments
        .lastLocked(version.id())
        .filter(round -> round.state().isUnderReview())
        .ifPresent(round -> end(round, version.inRound(round.round()), version.state(), cause));
  }

  /** Ends a round that nothing can come of any more; the caller holds its lock. */
  void end(Assessment assessment, VersionCopy version, String why, Cause cause) {
    assessments.withdraw(assessment, version, why, cause);
    voidReviews(assessment, version, why, cause);
  }

  /** Voids the reviews of a round that are not at their end: event {@code voided} of each. */
  void voidReviews(Assessment assessment, VersionCopy version, String why, Cause cause) {
    Instant now = clock.now();
    for (Review review : reviews.of(assessment.id())) {
      if (review.allows(ReviewAct.VOID)) {
        review.step(ReviewAct.VOID, now);
        reviews.tell(EventTypes.REVIEW_VOIDED, review, version, cause, Told.because(why));
      }
    }
  }

  private RoundTerms terms(
      VersionCopy version, PolicyVersion policy, VersionFacts known, @Nullable String why) {
    ClassificationFacts classification = known.classification();
    return new RoundTerms(
        policy.id(),
        policy.policy().terms(known.tier()).distinctPeople(),
        records.digest(version.id()),
        classification == null ? null : classification.newest(),
        known.revocation() != null && known.revocation().severe(),
        assessments.owed(version.id()),
        why);
  }

  /** What no review could mend: nobody is asked to review it. */
  private static Optional<String> failure(PolicyVersion policy, VersionFacts known) {
    ClassificationFacts classification = known.classification();
    if (!policy.policy().asksForTier()) {
      return Optional.empty();
    }
    if (classification == null
        || !known.unclassified().isEmpty()
        || !classification.current()
        || !classification.isUnder(policy, null)
        || !known.isValid(classification.validUntil())) {
      return Optional.of(UNCLASSIFIED);
    }
    return classification.tier() == Tier.PROHIBITED ? Optional.of(PROHIBITED) : Optional.empty();
  }

  /** A failed round is not repeated: evidence, classification or policy have to change. */
  private boolean repeatsFailure(VersionCopy version, RoundTerms terms) {
    if (version.round() == 1) {
      return false;
    }
    return assessments
        .of(version.id(), version.round() - 1)
        .filter(last -> last.state() == AssessmentState.FAILED)
        .filter(last -> last.isBoundAs(version, terms))
        .isPresent();
  }
}
