package org.assay.review.override;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.kit.identity.Caller;
import org.assay.review.replica.Access;
import org.assay.review.replica.VersionCopies;
import org.assay.review.thread.Discussed;
import org.assay.review.thread.ThreadKey;
import org.assay.review.thread.ThreadKind;

/** Overrides are discussed by members of the project, reviewers and leads. */
@ApplicationScoped
class OverrideThreads implements Discussed {

  private final Overriding overriding;
  private final VersionCopies versions;
  private final Access access;

  OverrideThreads(Overriding overriding, VersionCopies versions, Access access) {
    this.overriding = overriding;
    this.versions = versions;
    this.access = access;
  }

  @Override
  public ThreadKind kind() {
    return ThreadKind.OVERRIDE;
  }

  @Override
  public Thing readable(ThreadKey key, Caller caller) {
    RequirementOverride granted = overriding.readable(key.id(), caller);
    return new Thing(
        key,
        versions.known(granted.versionId()).subject(),
        granted.versionId(),
        granted.modelId(),
        access.membership(caller.subject(), granted.projectId()));
  }
}
