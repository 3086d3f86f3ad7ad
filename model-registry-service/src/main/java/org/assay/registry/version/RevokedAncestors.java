package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.contracts.event.AncestorRevoked;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.NewEvent;
import org.assay.registry.OwnCause;
import org.assay.registry.model.Model;
import org.assay.registry.model.Models;
import org.hibernate.Session;

/**
 * Which versions come from a version that was revoked; each is told of once for a revocation. A
 * draft is told of when it is submitted, since nobody knows of it before.
 */
@ApplicationScoped
public class RevokedAncestors {

  /** Descendants that do not know of a revocation yet. */
  private static final String UNFLAGGED =
      """
      with recursive descendant (id) as (
        select e.version_id from lineage_edge e where e.parent_id = :ancestor
        union
        select e.version_id from descendant d join lineage_edge e on e.parent_id = d.id)
      select d.id from descendant d join model_version v on v.id = d.id
       where v.state not in ('DRAFT', 'DISCARDED', 'RETIRED')
         and not exists (
           select 1 from version_revoked_ancestor f
            where f.version_id = d.id and f.revocation_id = :revocation)
       limit :limit
      """;

  /** What hit the parents of a version, and what hit those that they come from. */
  private static final String INHERITED =
      """
      insert into version_revoked_ancestor (version_id, ancestor_id, revocation_id)
      select e.version_id, a.version_id, a.revocation_id
        from lineage_edge e join model_version p on p.id = e.parent_id and p.state = 'REVOKED'
        join lateral (
          select r.version_id, r.revocation_id from ancestor_revocation r
           where r.version_id = p.id order by r.revocation_id desc limit 1) a on true
       where e.version_id = :version
      union
      select e.version_id, f.ancestor_id, f.revocation_id
        from lineage_edge e join version_revoked_ancestor f on f.version_id = e.parent_id
       where e.version_id = :version
      on conflict do nothing
      returning id, version_id, ancestor_id, revocation_id
      """;

  private final Session entities;
  private final ModelVersions versions;
  private final Models models;
  private final EventLog events;

  RevokedAncestors(Session entities, ModelVersions versions, Models models, EventLog events) {
    this.entities = entities;
    this.versions = versions;
    this.models = models;
    this.events = events;
  }

  /**
   * A revocation of which not every descendant knows.
   *
   * @param id the revocation
   * @param versionId the version that was revoked
   * @param principal the subject for whom it was
   */
  public record Open(UUID id, UUID versionId, String principal) {}

  /** Keeps that a version was revoked, in the running transaction, which holds its row. */
  void revoked(ModelVersion version, UUID revocation, String principal) {
    entities
        .createNativeMutationQuery(
            """
            insert into ancestor_revocation (revocation_id, version_id, principal)
            values (:revocation, :version, :principal) on conflict do nothing
            """)
        .setParameter("revocation", revocation)
        .setParameter("version", version.id())
        .setParameter("principal", principal)
        .executeUpdate();
  }

  /** Returns the first revocation that is not told to the end, locked; nobody else has it then. */
  public Optional<Open> next() {
    return entities
        .createNativeQuery(
            """
            select revocation_id, version_id, principal from ancestor_revocation
             where not flagged order by revocation_id limit 1 for update skip locked
            """,
            Tuple.class)
        .uniqueResultOptional()
        .map(
            row ->
                new Open(row.get(0, UUID.class), row.get(1, UUID.class), row.get(2, String.class)));
  }

  /**
   * Flags descendants, in the running transaction, which holds their rows from here on, so that
   * what is registered from one meanwhile either is seen by the next look or sees its flag; where
   * none is left the revocation is told to the end.
   *
   * @param limit at most a few hundred
   */
  public void flag(Open open, int limit) {
    List<UUID> found =
        entities
            .createNativeQuery(UNFLAGGED, Tuple.class)
            .setParameter("ancestor", open.versionId())
            .setParameter("revocation", open.id())
            .setParameter("limit", limit)
            .getResultList()
            .stream()
            .map(row -> row.get(0, UUID.class))
            .toList();
    if (found.isEmpty()) {
      entities
          .createNativeMutationQuery(
              "update ancestor_revocation set flagged = true where revocation_id = :id")
          .setParameter("id", open.id())
          .executeUpdate();
      return;
    }
    List<ModelVersion> locked = versions.lock(found);
    List<Flag> flags =
        flags(
            entities
                .createNativeQuery(
                    """
                    insert into version_revoked_ancestor (version_id, ancestor_id, revocation_id)
                    select v, :ancestor, :revocation from unnest(:versions) v order by v
                    on conflict do nothing
                    returning id, version_id, ancestor_id, revocation_id
                    """,
                    Tuple.class)
                .setParameter("versions", found.toArray(UUID[]::new))
                .setParameter("ancestor", open.versionId())
                .setParameter("revocation", open.id())
                .getResultList());
    List<NewEvent> told = told(flags, locked, OwnCause.of(open.principal()));
    if (!told.isEmpty()) {
      events.append(told);
    }
  }

  /**
   * Flags a version for what its parents know, in the running transaction, which holds their rows
   * shared and that of the version.
   *
   * @return the events that tell of it
   */
  List<NewEvent> inherit(ModelVersion version, Cause cause) {
    return told(
        flags(
            entities
                .createNativeQuery(INHERITED, Tuple.class)
                .setParameter("version", version.id())
                .getResultList()),
        List.of(version),
        cause);
  }

  private record Flag(UUID id, UUID versionId, UUID ancestorId, UUID revocationId) {}

  private static List<Flag> flags(List<Tuple> rows) {
    return rows.stream()
        .map(
            row ->
                new Flag(
                    row.get(0, UUID.class),
                    row.get(1, UUID.class),
                    row.get(2, UUID.class),
                    row.get(3, UUID.class)))
        .toList();
  }

  private List<NewEvent> told(List<Flag> flags, Collection<ModelVersion> of, Cause cause) {
    if (flags.isEmpty()) {
      return List.of();
    }
    Map<UUID, ModelVersion> byId =
        of.stream().collect(Collectors.toMap(ModelVersion::id, Function.identity()));
    Map<UUID, Model> in = models.mapById(of.stream().map(ModelVersion::modelId));
    List<NewEvent> told = new ArrayList<>();
    for (Flag flag : flags) {
      ModelVersion version = byId.get(flag.versionId());
      Model model = version == null ? null : in.get(version.modelId());
      if (version != null && model != null) {
        told.add(event(flag, version, model, cause));
      }
    }
    return told;
  }

  private static NewEvent event(Flag flag, ModelVersion version, Model model, Cause cause) {
    return new NewEvent(
        EventTypes.VERSION_ANCESTOR_REVOKED,
        version.subject(model.fullName()),
        flag.id(),
        1,
        version.modelId(),
        cause,
        new AncestorRevoked(
            flag.id(), version.id(), version.modelId(), flag.ancestorId(), flag.revocationId()));
  }
}
