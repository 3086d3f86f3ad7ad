package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assay.contracts.event.EventTypes;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.AssessmentState;
import org.assay.review.assessment.Assessments;
import org.assay.review.evidence.EvidenceSetChanged;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopy;

/**
 * What a change of a version's evidence does to its rounds, in the transaction of the change and
 * with each round locked: a round that passed on the old set is lost and goes on as a new one, and
 * the reviews of an open round go on bound to the new set. The approvals themselves need no act:
 * they are bound to a set that is no more. A condition whose check holds on the new set is met
 * before its approval falls, so that the next review finds it met.
 */
@ApplicationScoped
class EvidenceFollowing {

  /** The cause that the registry takes even a release back for. */
  static final String EVIDENCE_CHANGED = "EVIDENCE_CHANGED";

  private final Assessments assessments;
  private final Reviews reviews;
  private final RoundOpening rounds;
  private final DisagreementFindings disagreements;
  private final ConditionMeeting meeting;
  private final DatabaseClock clock;

  EvidenceFollowing(
      Assessments assessments,
      Reviews reviews,
      RoundOpening rounds,
      DisagreementFindings disagreements,
      ConditionMeeting meeting,
      DatabaseClock clock) {
    this.assessments = assessments;
    this.reviews = reviews;
    this.rounds = rounds;
    this.disagreements = disagreements;
    this.meeting = meeting;
    this.clock = clock;
  }

  void follow(@Observes EvidenceSetChanged changed) {
    VersionCopy version = changed.version();
    Optional<Assessment> last = assessments.lastLocked(version.id());
    for (Assessment passed : assessments.passed(version.id())) {
      lose(assessments.locked(passed.id()), changed);
    }
    last.filter(round -> !round.evidenceDigest().equals(changed.digest()))
        .ifPresent(round -> goOn(round, changed));
  }

  private void lose(Assessment round, EvidenceSetChanged changed) {
    if (!round.allows(AssessmentState.Act.LOSE)) {
      return;
    }
    meeting.follow(round, changed.version(), changed.cause().causedBy());
    rounds.voidReviews(round, changed.version(), EVIDENCE_CHANGED, changed.cause());
    assessments.lose(round, changed.version(), EVIDENCE_CHANGED, changed.cause());
  }

  private void goOn(Assessment round, EvidenceSetChanged changed) {
    if (round.state() != AssessmentState.OPEN && round.state() != AssessmentState.LOST) {
      return;
    }
    meeting.follow(round, changed.version(), changed.cause().causedBy());
    List<Review> all = reviews.of(round.id());
    List<Review> open = all.stream().filter(review -> review.allows(ReviewAct.REBIND)).toList();
    if (!open.isEmpty()) {
      rebind(round, open, changed);
      disagreements.open(round, changed.version(), changed.cause());
    } else if (round.state() == AssessmentState.LOST) {
      rounds.openNext(round, changed.version(), all.getFirst().requestedBy(), changed.cause());
    }
  }

  private void rebind(Assessment round, List<Review> open, EvidenceSetChanged changed) {
    Instant now = clock.now();
    round.rebind(changed.digest());
    for (Review review : open) {
      review.rebind(changed.digest(), now);
      reviews.tell(
          EventTypes.REVIEW_REBOUND,
          review,
          changed.version(),
          changed.cause(),
          Told.because(EVIDENCE_CHANGED));
    }
  }
}
