package org.assay.review.round;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.kit.identity.Caller;
import org.assay.review.replica.Access;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.assay.review.thread.Discussed.Thing;
import org.assay.review.thread.ThreadKey;

/** Says of what belongs to a review who discusses it: whoever may read and discuss the review. */
@ApplicationScoped
class ReviewItems {

  private final VersionCopies versions;
  private final Access access;

  ReviewItems(VersionCopies versions, Access access) {
    this.versions = versions;
    this.access = access;
  }

  Thing of(ThreadKey key, Review review, Caller caller) {
    VersionCopy version = versions.known(review.versionId());
    return new Thing(
        key,
        version.subject(),
        version.id(),
        version.modelId(),
        access.membership(caller.subject(), review.projectId()));
  }
}
