package org.assay.review.round;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.assay.review.OneByOne;
import org.assay.review.OwnCause;
import org.assay.review.assessment.Assessments;
import org.assay.review.evidence.Evidence;
import org.assay.review.evidence.EvidenceRecords;
import org.assay.review.replica.DatabaseClock;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;

/**
 * Tells which evidence the clock has ended, within a minute, and takes rounds back that passed on
 * it and are not released. No answer waits for it. Several copies may do it at once: the version is
 * locked and the record looked at again.
 */
@ApplicationScoped
public class EvidenceExpiry {

  private static final int BATCH = 100;

  private final EvidenceRecords records;
  private final VersionCopies versions;
  private final Assessments assessments;
  private final Passing passing;
  private final DatabaseClock clock;

  EvidenceExpiry(
      EvidenceRecords records,
      VersionCopies versions,
      Assessments assessments,
      Passing passing,
      DatabaseClock clock) {
    this.records = records;
    this.versions = versions;
    this.assessments = assessments;
    this.passing = passing;
    this.clock = clock;
  }

  /** Ends what is overdue, each record in its own transaction. */
  @Scheduled(
      identity = "evidence-expiry",
      every = "60s",
      delayed = "35s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void expireOverdue() {
    OneByOne.each(() -> records.overdue(BATCH), this::expire);
  }

  private void expire(UUID id) {
    // Read after the lock, or it might be the state before another copy ended it.
    VersionCopy version = versions.locked(records.version(id));
    Evidence evidence = records.findById(id);
    records
        .expire(evidence, version, clock.now())
        .ifPresent(
            event ->
                assessments
                    .lastLocked(version.id())
                    .ifPresent(
                        round ->
                            passing.loseIfUnmet(
                                round,
                                version,
                                "EVIDENCE_EXPIRED",
                                OwnCause.of(evidence.createdBy(), event))));
  }
}
