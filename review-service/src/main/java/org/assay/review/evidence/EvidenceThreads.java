package org.assay.review.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.kit.identity.Caller;
import org.assay.review.replica.Access;
import org.assay.review.replica.VersionCopies;
import org.assay.review.thread.Discussed;
import org.assay.review.thread.ThreadKey;
import org.assay.review.thread.ThreadKind;

/** Records of evidence are discussed by members of the project, reviewers and leads. */
@ApplicationScoped
class EvidenceThreads implements Discussed {

  private final EvidenceRecords records;
  private final VersionCopies versions;
  private final Access access;

  EvidenceThreads(EvidenceRecords records, VersionCopies versions, Access access) {
    this.records = records;
    this.versions = versions;
    this.access = access;
  }

  @Override
  public ThreadKind kind() {
    return ThreadKind.EVIDENCE;
  }

  @Override
  public Thing readable(ThreadKey key, Caller caller) {
    Evidence evidence =
        records
            .findByIdOptional(key.id())
            .filter(found -> access.reads(caller, found.projectId()))
            .orElseThrow(() -> Access.unknown("evidence", key.id()));
    return new Thing(
        key,
        versions.known(evidence.versionId()).subject(),
        evidence.versionId(),
        evidence.modelId(),
        access.membership(caller.subject(), evidence.projectId()));
  }
}
