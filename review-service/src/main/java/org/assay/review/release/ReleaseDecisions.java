package org.assay.review.release;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** The release decisions. */
@ApplicationScoped
class ReleaseDecisions implements PanacheRepositoryBase<ReleaseDecision, UUID> {

  private final Session entities;

  ReleaseDecisions(Session entities) {
    this.entities = entities;
  }

  /** Returns the decisions on a version that stand; at most one per environment and round. */
  List<ReleaseDecision> standing(UUID versionId) {
    return list("versionId = ?1 and revocationId is null order by id", versionId);
  }

  /** Returns whether an earlier release to an environment stands on a round that still does. */
  boolean renews(UUID versionId, String environment) {
    return count(
            "from ReleaseDecision d where d.versionId = ?1 and d.environment = ?2"
                + " and d.revocationId is null and exists (select 1 from Assessment a"
                + " where a.id = d.assessmentId"
                + " and a.state = org.assay.review.assessment.AssessmentState.PASSED)",
            versionId,
            environment)
        > 0;
  }

  /** Returns those of the given decisions whose round was lost, so that they allow nothing. */
  Set<UUID> lost(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Set.of()
        : getEntityManager()
            .createQuery(
                "select d.id from ReleaseDecision d join Assessment a on a.id = d.assessmentId"
                    + " where d.id in ?1"
                    + " and a.state <> org.assay.review.assessment.AssessmentState.PASSED",
                UUID.class)
            .setParameter(1, ids)
            .getResultStream()
            .collect(Collectors.toUnmodifiableSet());
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

  /** Returns versions that {@link #isOverdue} may be true of, the longest first; index on grace. */
  List<UUID> overdue(int limit) {
    return entities
        .createNativeQuery(
            """
            select d.version_id from release_decision d
             where d.revocation_id is null and d.renewed_by is null
               and d.grace_until <= clock_timestamp()
             group by d.version_id order by min(d.grace_until) limit :limit
            """,
            Tuple.class)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }

  /** Returns whether a version was released, and the grace of every release of it is over. */
  boolean isOverdue(UUID versionId) {
    return entities
        .createNativeQuery(
            """
            select coalesce(bool_and(d.grace_until is not null
                     and d.grace_until <= clock_timestamp()), false)
              from release_decision d
             where d.version_id = :version and d.revocation_id is null and d.renewed_by is null
            """,
            Tuple.class)
        .setParameter("version", versionId)
        .getSingleResult()
        .get(0, Boolean.class);
  }
}
