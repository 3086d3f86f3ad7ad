package org.assay.review.release;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.assay.review.OneByOne;
import org.assay.review.OwnCause;
import org.assay.review.assessment.Assessment;
import org.assay.review.assessment.Assessments;
import org.assay.review.replica.VersionCopies;

/**
 * Revokes versions all of whose releases ended and whose grace is over, within a minute. A renewal
 * that was submitted within the grace is waited for: while it is under review, and, passed, until
 * the lead renews or its approvals end. No answer waits for it: the gate denies from the end of the
 * release on. Several copies may do it at once: the round is locked and the releases looked at
 * again.
 */
@ApplicationScoped
public class ReleaseExpiry {

  private static final int BATCH = 100;

  private final ReleaseDecisions decisions;
  private final Revocations revocations;
  private final Assessments assessments;
  private final VersionCopies versions;

  ReleaseExpiry(
      ReleaseDecisions decisions,
      Revocations revocations,
      Assessments assessments,
      VersionCopies versions) {
    this.decisions = decisions;
    this.revocations = revocations;
    this.assessments = assessments;
    this.versions = versions;
  }

  /** Revokes what is overdue, each version in its own transaction. */
  @Scheduled(
      identity = "release-expiry",
      every = "60s",
      delayed = "20s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void revokeOverdue() {
    OneByOne.each(() -> decisions.overdue(BATCH), this::revoke);
  }

  private void revoke(UUID versionId) {
    Assessment round =
        assessments
            .lastLocked(versionId)
            .orElseThrow(() -> new IllegalStateException("No round of version " + versionId));
    if (!decisions.isOverdue(versionId)) {
      return;
    }
    String lead = decisions.standing(versionId).getLast().decidedBy();
    revocations.revoke(round, versions.known(versionId), "EXPIRED", null, OwnCause.of(lead, null));
  }
}
