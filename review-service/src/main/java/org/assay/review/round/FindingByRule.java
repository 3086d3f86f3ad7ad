package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.event.Cause;
import org.assay.review.OwnCause;
import org.assay.review.assessment.Assessments;
import org.assay.review.finding.Findings;
import org.assay.review.finding.NewFinding;
import org.assay.review.finding.Severity;
import org.assay.review.note.Notes;
import org.assay.review.policy.ReviewType;
import org.assay.review.replica.VersionCopy;

/**
 * Opens findings that Assay itself has, in the caller's transaction, who holds the lock of the
 * version. The reviewers of the review end them as they do their own.
 */
@ApplicationScoped
public class FindingByRule {

  private final Assessments assessments;
  private final Reviews reviews;
  private final Findings findings;
  private final Notes notes;

  FindingByRule(Assessments assessments, Reviews reviews, Findings findings, Notes notes) {
    this.assessments = assessments;
    this.reviews = reviews;
    this.findings = findings;
    this.notes = notes;
  }

  /**
   * Opens a finding of the review of a kind in the version's last round, for whom the review was
   * requested by; without effect where no such review is open.
   *
   * @param text what was found
   */
  public void open(
      VersionCopy version, ReviewType type, Severity severity, String text, Cause cause) {
    assessments
        .lastLocked(version.id())
        .flatMap(round -> open(round.id(), type))
        .ifPresent(
            review ->
                findings.open(
                    new NewFinding(
                        review.id(), severity, review.requestedBy(), OwnCause.ACTOR, null, null),
                    version,
                    notes.store(text, OwnCause.ACTOR),
                    cause));
  }

  private Optional<Review> open(UUID round, ReviewType type) {
    return reviews.of(round).stream()
        .filter(review -> review.type() == type && review.state().isOpen())
        .findFirst();
  }
}
