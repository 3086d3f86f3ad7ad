package org.assay.review.override;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.event.OverrideChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.review.note.Note;
import org.assay.review.replica.VersionCopy;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The overrides, each step of which is one event. */
@ApplicationScoped
class RequirementOverrides implements PanacheRepositoryBase<RequirementOverride, UUID> {

  private final EventLog log;
  private final Session entities;

  RequirementOverrides(EventLog log, Session entities) {
    this.log = log;
    this.entities = entities;
  }

  /** Returns an override after waiting for whoever ends it. */
  RequirementOverride locked(UUID id) {
    RequirementOverride found = findById(id, LockModeType.PESSIMISTIC_WRITE);
    if (found == null) {
      throw new IllegalStateException("No override " + id);
    }
    getEntityManager().refresh(found);
    return found;
  }

  /** Returns the override of a requirement of a version that nobody ended; unique. */
  Optional<RequirementOverride> granted(UUID versionId, String requirement) {
    return find(
            "versionId = ?1 and requirement = ?2 and state = ?3",
            versionId,
            requirement,
            OverrideState.GRANTED)
        .firstResultOptional();
  }

  /** Returns the overrides of a version, newest first; index (version, id). */
  List<RequirementOverride> newestFirst(UUID versionId, Optional<UUID> before, int limit) {
    return before
        .map(
            last ->
                find("versionId = ?1 and id < ?2 order by id desc", versionId, last)
                    .page(0, limit)
                    .list())
        .orElseGet(() -> find("versionId = ?1 order by id desc", versionId).page(0, limit).list());
  }

  /** Returns the ids of overrides whose time is over, the longest first; index on expiry. */
  List<UUID> overdue(int limit) {
    return entities
        .createNativeQuery(
            """
            select id from requirement_override
             where state = 'GRANTED' and expires_at <= clock_timestamp()
             order by expires_at limit :limit
            """,
            Tuple.class)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }

  /** Tells the step that an override has just taken; returns the event's id. */
  UUID tell(
      String type,
      RequirementOverride changed,
      VersionCopy version,
      @Nullable Note text,
      Cause cause) {
    flush();
    return log.append(
        new NewEvent(
            type,
            version.subject(),
            changed.id(),
            changed.revision(),
            changed.modelId(),
            cause,
            new OverrideChanged(
                changed.id(),
                changed.versionId(),
                changed.modelId(),
                changed.requirement(),
                changed.digest(),
                changed.policyVersionId(),
                changed.approvers(),
                changed.expiresAt(),
                changed.state().name(),
                text == null ? null : text.digest())));
  }
}
