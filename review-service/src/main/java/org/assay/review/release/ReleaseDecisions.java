package org.assay.review.release;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.review.requirement.VersionFacts.OverrideMark;
import org.hibernate.Session;

/** The release decisions. */
@ApplicationScoped
class ReleaseDecisions implements PanacheRepositoryBase<ReleaseDecision, UUID> {

  /** A decision that allows something until its end; one on evidence that changed never does. */
  private static final String STANDS =
      """
      {d}.revocation_id is null and {d}.renewed_by is null
      and not exists (select 1 from assessment b
        where b.id = {d}.assessment_id and b.state = 'LOST' and b.cause = 'EVIDENCE_CHANGED')
      """;

  /**
   * That the grace of a version is over, given one decision {@code d} on it whose grace is: no
   * other one goes on, and no renewal is under way that was submitted before the end of the grace.
   * Such a renewal goes on by rounds that this service opens after one that was lost, and is over
   * once one failed or was withdrawn.
   */
  private static final String OVERDUE =
      """
      %s and d.grace_until <= clock_timestamp()
      and not exists (
        select 1 from release_decision s
         where s.version_id = d.version_id and %s
           and (s.grace_until is null or s.grace_until > clock_timestamp()))
      and not exists (
        select 1 from assessment a
          join version_copy v on v.id = a.version_id and v.state <> 'DEPRECATED'
         where a.version_id = d.version_id and a.state in ('OPEN', 'PASSED', 'LOST')
           and not exists (select 1 from assessment n
             where n.version_id = a.version_id and n.round > a.round)
           and not exists (select 1 from release_decision s
             where s.version_id = a.version_id and s.round = a.round)
           and (select min(f.opened_at) from assessment f
             where f.version_id = a.version_id
               and f.round > (select max(s.round) from release_decision s
                 where s.version_id = a.version_id and s.revocation_id is null)
               and not exists (select 1 from assessment e
                 where e.version_id = a.version_id and e.round >= f.round
                   and e.state in ('FAILED', 'WITHDRAWN')))
             <= (select max(s.grace_until) from release_decision s
             where s.version_id = d.version_id and %s))
      """
          .formatted(
              STANDS.replace("{d}", "d"), STANDS.replace("{d}", "s"), STANDS.replace("{d}", "s"));

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

  /** Returns whether a release of a version stands on a round that still does. */
  boolean stands(UUID versionId) {
    return count(
            "from ReleaseDecision d where d.versionId = ?1 and d.revocationId is null"
                + " and exists (select 1 from Assessment a where a.id = d.assessmentId"
                + " and a.state = org.assay.review.assessment.AssessmentState.PASSED)",
            versionId)
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

  /** Returns versions that {@link #isOverdue} is true of, the longest first; index on grace. */
  List<UUID> overdue(int limit) {
    return entities
        .createNativeQuery(
            """
            select d.version_id from release_decision d where %s
             group by d.version_id order by min(d.grace_until) limit :limit
            """
                .formatted(OVERDUE),
            Tuple.class)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(row -> row.get(0, UUID.class))
        .toList();
  }

  /** Returns whether every release of a version ended, and nothing delays its revocation. */
  boolean isOverdue(UUID versionId) {
    return entities
        .createNativeQuery(
            """
            select exists (
              select 1 from release_decision d where d.version_id = :version and %s)
            """
                .formatted(OVERDUE),
            Tuple.class)
        .setParameter("version", versionId)
        .getSingleResult()
        .get(0, Boolean.class);
  }

  /**
   * Returns the overrides that were in force when some decisions were taken, as they stand now, by
   * decision; index (version, id), and of each requirement one at a time.
   */
  Map<UUID, List<OverrideMark>> overridesOf(Collection<UUID> ids) {
    Map<UUID, List<OverrideMark>> marks = new HashMap<>();
    if (ids.isEmpty()) {
      return marks;
    }
    entities
        .createNativeQuery(
            """
            select d.id, o.id, o.requirement,
                   case when o.state = 'GRANTED' and o.expires_at <= clock_timestamp()
                     then 'EXPIRED' else o.state end,
                   o.expires_at
              from release_decision d
              join requirement_override o
                on o.version_id = d.version_id and o.policy_version_id = d.policy_version_id
               and o.granted_at <= d.decided_at and o.expires_at > d.decided_at
               and (o.ended_at is null or o.ended_at > d.decided_at)
             where d.id in (:ids) order by o.id
            """,
            Tuple.class)
        .setParameter("ids", ids)
        .getResultList()
        .forEach(
            row ->
                marks
                    .computeIfAbsent(row.get(0, UUID.class), _ -> new ArrayList<>())
                    .add(
                        new OverrideMark(
                            row.get(1, UUID.class),
                            row.get(2, String.class),
                            row.get(3, String.class),
                            row.get(4, Instant.class))));
    return marks;
  }
}
