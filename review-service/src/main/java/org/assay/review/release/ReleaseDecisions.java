package org.assay.review.release;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The release decisions. */
@ApplicationScoped
class ReleaseDecisions implements PanacheRepositoryBase<ReleaseDecision, UUID> {

  /** Returns the decisions on a version that stand; at most one per environment and round. */
  List<ReleaseDecision> standing(UUID versionId) {
    return list("versionId = ?1 and revocationId is null order by id", versionId);
  }

  /** Returns the decisions on a version, newest first; index (version, id). */
  List<ReleaseDecision> newestFirst(UUID versionId, Optional<UUID> before, int limit) {
    return before
        .map(
            last ->
                find("versionId = ?1 and id < ?2 order by id desc", versionId, last)
                    .page(0, limit)
                    .list())
        .orElseGet(() -> find("versionId = ?1 order by id desc", versionId).page(0, limit).list());
  }
}
