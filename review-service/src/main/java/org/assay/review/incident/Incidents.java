package org.assay.review.incident;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.event.IncidentChanged;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.kit.identity.Caller;
import org.assay.review.note.Note;
import org.assay.review.replica.Access;
import org.assay.review.replica.VersionCopies;
import org.assay.review.replica.VersionCopy;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The incidents, each step of which is one event. */
@ApplicationScoped
class Incidents implements PanacheRepositoryBase<Incident, UUID> {

  /** The greatest UUID: before it lie all. */
  private static final UUID LAST = new UUID(-1, -1);

  private static final String NOT_CLOSED = "modelId = ?1 and digest = ?2 and state <> ?3";

  private final EventLog log;
  private final Session entities;

  Incidents(EventLog log, Session entities) {
    this.log = log;
    this.entities = entities;
  }

  /**
   * Which incidents are asked for.
   *
   * @param state where they stand
   * @param severity how bad they are
   * @param model the model's full name
   * @param version the version's number
   */
  record Filter(
      @Nullable IncidentState state,
      @Nullable IncidentSeverity severity,
      @Nullable String model,
      @Nullable Integer version) {}

  /** Returns an incident after waiting for whoever changes it. */
  Incident locked(UUID id) {
    Incident incident = findById(id, LockModeType.PESSIMISTIC_WRITE);
    if (incident == null) {
      throw new IllegalStateException("No incident " + id);
    }
    getEntityManager().refresh(incident);
    return incident;
  }

  /** Returns the incidents of a version's bytes that are not closed; partial index on the bytes. */
  List<Incident> notClosed(VersionCopy version) {
    return list(
        NOT_CLOSED + " order by id", version.modelId(), version.digest(), IncidentState.CLOSED);
  }

  /** Returns how many incidents of a version's bytes are not closed; by the same index. */
  long countNotClosed(VersionCopy version) {
    return count(NOT_CLOSED, version.modelId(), version.digest(), IncidentState.CLOSED);
  }

  /**
   * Returns those of the incidents for whose bytes the gate is closed until people open it: no
   * release of them stands, a revocation does, or a hold without an end. Bounded by what is asked.
   */
  Set<UUID> gateClosed(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    return entities
        .createNativeQuery(
            """
            select i.id from incident i
             where i.id in (:ids)
               and (not exists (
                   select 1 from version_copy v
                     join release_decision d on d.version_id = v.id and d.revocation_id is null
                    where v.model_id = i.model_id and v.digest = i.digest)
                 or exists (
                   select 1 from hold h
                    where h.model_id = i.model_id and h.digest = i.digest
                      and h.lifted_at is null and h.until is null)
                 or exists (
                   select 1 from revocation k
                    where k.model_id = i.model_id and k.digest = i.digest
                      and not exists (
                        select 1 from assessment e
                         where e.model_id = k.model_id and e.digest = k.digest
                           and e.state = 'PASSED' and e.opened_at > k.decided_at)))
            """,
            Tuple.class)
        .setParameter("ids", ids)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns incidents that the caller may read, newest first. */
  List<Incident> newestFirst(Filter filter, Caller caller, Optional<UUID> before, int limit) {
    List<UUID> ids =
        entities
            .createNativeQuery(
                """
                select i.id from incident i
                 where (cast(:state as text) is null or i.state = cast(:state as text))
                   and (cast(:severity as text) is null or i.severity = cast(:severity as text))
                   and ((cast(:model as text) is null and cast(:number as integer) is null)
                     or i.version_id in {named})
                   and i.id < :before
                   and (:all or i.project_id in {own})
                 order by i.id desc limit :limit
                """
                    .replace("{named}", VersionCopies.NAMED)
                    .replace("{own}", Access.OWN_PROJECTS),
                Tuple.class)
            .setParameter("state", name(filter.state()), String.class)
            .setParameter("severity", name(filter.severity()), String.class)
            .setParameter("model", filter.model(), String.class)
            .setParameter("number", filter.version(), Integer.class)
            .setParameter("before", before.orElse(LAST))
            .setParameter("all", Access.seesAll(caller))
            .setParameter("subject", caller.subject())
            .setParameter("limit", limit)
            .getResultList()
            .stream()
            .map(row -> row.get(0, UUID.class))
            .toList();
    return ids.isEmpty() ? List.of() : list("id in ?1 order by id desc", ids);
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  /** Tells the step that an incident has just taken; returns the event's id. */
  UUID tell(String type, Incident changed, VersionCopy version, @Nullable Note text, Cause cause) {
    flush();
    return log.append(
        new NewEvent(
            type,
            version.subject(),
            changed.id(),
            changed.revision(),
            changed.modelId(),
            cause,
            new IncidentChanged(
                changed.id(),
                changed.versionId(),
                changed.modelId(),
                changed.digest(),
                changed.severity().name(),
                changed.state().name(),
                changed.source().name(),
                changed.detectedAt(),
                changed.containBy(),
                changed.reportableTo(),
                changed.revocationId(),
                text == null ? null : text.digest())));
  }
}
