package org.assay.review.hold;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.HoldChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.review.note.Note;
import org.assay.review.replica.VersionCopy;

/** The holds, each step of which is one event. */
@ApplicationScoped
class Holds implements PanacheRepositoryBase<Hold, UUID> {

  private final EventLog log;

  Holds(EventLog log) {
    this.log = log;
  }

  /** Returns a hold after waiting for whoever lifts it. */
  Hold locked(UUID id) {
    Hold hold = findById(id, LockModeType.PESSIMISTIC_WRITE);
    if (hold == null) {
      throw new IllegalStateException("No hold " + id);
    }
    getEntityManager().refresh(hold);
    return hold;
  }

  /** Returns the holds that were placed on a version, newest first; index (version, id). */
  List<Hold> newestFirst(UUID versionId, Optional<UUID> before, int limit) {
    return before
        .map(
            last ->
                find("versionId = ?1 and id < ?2 order by id desc", versionId, last)
                    .page(0, limit)
                    .list())
        .orElseGet(() -> find("versionId = ?1 order by id desc", versionId).page(0, limit).list());
  }

  /** Says whether a hold because of an incident was not lifted; index (bytes). */
  boolean stands(VersionCopy version, UUID incident) {
    return count(
            "modelId = ?1 and digest = ?2 and liftedAt is null and incidentId = ?3",
            version.modelId(),
            version.digest(),
            incident)
        > 0;
  }

  /** Tells the step that a hold has just taken. */
  void tell(String type, Hold hold, VersionCopy version, Note text, Cause cause) {
    flush();
    log.append(
        new NewEvent(
            type,
            version.subject(),
            hold.id(),
            hold.revision(),
            hold.modelId(),
            cause,
            new HoldChanged(
                hold.id(),
                hold.versionId(),
                hold.modelId(),
                hold.digest(),
                hold.until(),
                text.digest())));
  }
}
