package org.assay.review.round;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.event.Cause;
import org.assay.review.OneByOne;
import org.assay.review.OwnCause;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.AssessmentState;
import org.assay.review.assessment.Assessments;
import org.assay.review.policy.Policies;
import org.assay.review.policy.PolicyChanges;
import org.assay.review.policy.PolicyChanges.Candidate;
import org.assay.review.policy.PolicyChanges.Change;
import org.assay.review.release.Revocations;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.jboss.logging.Logger;

/**
 * Binds the rounds anew that a published or retired policy concerns, once its {@code rebindAfter}
 * is over: the reviews are voided, the round is lost, and the next one opens bound to what holds
 * now. Rounds of which a release stands go on as they are. No answer waits for this: from the
 * instant that the change is due until it is done, nothing counts that is bound to what held
 * before.
 *
 * <p>It looks every 30 seconds; how long it takes grows with the rounds. It goes through the rounds
 * in the order of their ids, a page at a time, and keeps how far it got, so that a restart goes on.
 * Several copies may do it at once: each round is locked and looked at again.
 */
@ApplicationScoped
public class Rebinding {

  private static final Logger LOG = Logger.getLogger(Rebinding.class);
  private static final String POLICY_CHANGED = "POLICY_CHANGED";
  private static final int BATCH = 20;
  private static final int PAGE = 1_000;

  private final PolicyChanges changes;
  private final Policies policies;
  private final Assessments assessments;
  private final Reviews reviews;
  private final RoundOpening rounds;
  private final Revocations revocations;
  private final VersionCopies versions;
  private final DatabaseClock clock;

  Rebinding(
      PolicyChanges changes,
      Policies policies,
      Assessments assessments,
      Reviews reviews,
      RoundOpening rounds,
      Revocations revocations,
      VersionCopies versions,
      DatabaseClock clock) {
    this.changes = changes;
    this.policies = policies;
    this.assessments = assessments;
    this.reviews = reviews;
    this.rounds = rounds;
    this.revocations = revocations;
    this.versions = versions;
    this.clock = clock;
  }

  /** Lets take effect what is due; one that fails is tried again the next time. */
  @Scheduled(
      identity = "policy-rebinding",
      every = "30s",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void rebindDue() {
    Optional<Change> after = Optional.empty();
    List<Change> due;
    do {
      due = due(after);
      due.forEach(this::takeEffect);
      after = due.stream().reduce((_, last) -> last);
    } while (due.size() == BATCH);
  }

  private List<Change> due(Optional<Change> after) {
    return QuarkusTransaction.requiringNew().call(() -> changes.due(after, BATCH));
  }

  /** What fails here is tried again the next time, and keeps no other change from its turn. */
  private void takeEffect(Change change) {
    try {
      goThrough(change);
    } catch (RuntimeException e) {
      LOG.errorf(e, "A policy cannot take effect: %s %s", change.act(), change.policyId());
    }
  }

  private void goThrough(Change change) {
    boolean whole = true;
    Optional<UUID> after = Optional.empty();
    List<Candidate> page;
    do {
      page = page(change, after);
      for (Candidate candidate : page) {
        whole &=
            !candidate.concerned()
                || OneByOne.one(candidate.assessmentId(), id -> rebind(change, id));
      }
      after = page.stream().map(Candidate::assessmentId).reduce((_, last) -> last);
      if (whole) {
        // Not past a round that failed: the next time begins there.
        after.ifPresent(
            last -> QuarkusTransaction.requiringNew().run(() -> changes.reached(change, last)));
      }
    } while (page.size() == PAGE);
    if (whole) {
      QuarkusTransaction.requiringNew().run(() -> changes.done(change, clock.now()));
    }
  }

  private List<Candidate> page(Change change, Optional<UUID> after) {
    return QuarkusTransaction.requiringNew().call(() -> changes.candidates(change, after, PAGE));
  }

  private void rebind(Change change, UUID assessmentId) {
    VersionCopy version = versions.locked(assessments.findById(assessmentId).versionId());
    Assessment round = assessments.locked(assessmentId);
    if (!round.allows(AssessmentState.Act.REBIND)
        || !rounds.goesOn(round, version)
        || revocations.released(round)
        || policies.inForce(version.projectId()).id().equals(round.policyVersionId())) {
      return;
    }
    Cause cause = OwnCause.of(change.decidedBy(), change.eventId());
    rounds.voidReviews(round, version, POLICY_CHANGED, cause);
    assessments.rebind(round, version, POLICY_CHANGED, cause);
    rounds.openNext(round, version, reviews.of(round.id()).getFirst().requestedBy(), cause);
  }
}
