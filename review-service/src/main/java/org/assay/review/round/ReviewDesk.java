package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.assay.kit.identity.Caller;
import org.assay.kit.identity.Identities;
import org.assay.kit.problem.ProblemException;
import org.assay.review.Refusal;
import org.assay.review.ReviewProblem;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.Assessments;
import org.assay.review.replica.Access;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;

/**
 * Lays out what an act on a review needs, in order: may the caller know of it, wait, look again.
 */
@ApplicationScoped
class ReviewDesk {

  private final Reviews reviews;
  private final Assessments assessments;
  private final VersionCopies versions;
  private final Standings standings;
  private final Questioning questioning;
  private final Identities identities;
  private final Access access;

  ReviewDesk(
      Reviews reviews,
      Assessments assessments,
      VersionCopies versions,
      Standings standings,
      Questioning questioning,
      Identities identities,
      Access access) {
    this.reviews = reviews;
    this.assessments = assessments;
    this.versions = versions;
    this.standings = standings;
    this.questioning = questioning;
    this.identities = identities;
    this.access = access;
  }

  /** Refuses to give somebody a second seat of a review, by whichever account. */
  void refuseSecondSeat(Review review, String subject) {
    if (identities.of(subject).stream().anyMatch(review::isAssignee)) {
      throw Refusal.of(ReviewProblem.REVIEW_TAKEN, "That person reviews it already").exception();
    }
  }

  /**
   * A review with everything an act on it needs, its round locked.
   *
   * @param guard who may do what to it now
   */
  record Case(Review review, Assessment assessment, VersionCopy version, ReviewGuard guard) {

    Caller caller() {
      return guard.caller();
    }
  }

  /**
   * Returns a review that the caller may read.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  Review readable(UUID id, Caller caller) {
    return reviews
        .findByIdOptional(id)
        .filter(review -> access.reads(caller, review.projectId()))
        .orElseThrow(() -> Access.unknown("review", id));
  }

  /**
   * Locks the round of a review for an act.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  Case open(UUID id, Caller caller) {
    Review review = readable(id, caller);
    Assessment assessment = locked(review);
    VersionCopy version = versions.known(review.versionId());
    return new Case(review, assessment, version, guard(review, caller));
  }

  /** Locks the round of a review for what the clock does to it. */
  Review locked(UUID id) {
    Review review = reviews.findById(id);
    locked(review);
    return review;
  }

  private Assessment locked(Review review) {
    Assessment assessment = assessments.locked(review.assessmentId());
    // What was read before the wait may have changed during it.
    reviews.getEntityManager().refresh(review);
    return assessment;
  }

  /** A review with its version and its round, both locked. */
  record Locked(Review review, Assessment assessment, VersionCopy version) {}

  /** Locks the version of a review and then its round, for what may open another one. */
  Locked lockedWithVersion(UUID id) {
    Review review = reviews.findById(id);
    VersionCopy version = versions.locked(review.versionId());
    return new Locked(review, locked(review), version);
  }

  /** Returns who may do what to a review now. */
  ReviewGuard guard(Review review, Caller caller) {
    return new ReviewGuard(review, standing(review, caller.subject()), asked(review), caller);
  }

  /** Returns what the checklist of a review asks of its version, nothing where it has none. */
  AskedQuestions asked(Review review) {
    return questioning.of(List.of(review)).getOrDefault(review.id(), AskedQuestions.NONE);
  }

  /** Returns how somebody stands to a review now. */
  Standing standing(Review review, String subject) {
    Standing standing = standings.of(subject, List.of(review.id())).get(review.id());
    if (standing == null) {
      throw new IllegalStateException("No standing to review " + review.id());
    }
    return standing;
  }
}
