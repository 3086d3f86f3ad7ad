package org.assay.review.publication;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The dry runs, and what they go through: a page takes one statement. */
@ApplicationScoped
class DryRuns implements PanacheRepositoryBase<DryRun, UUID> {

  private static final String IN_SCOPE =
      """
       and (:kind = 'ORGANISATION'
            or (:kind = 'UNIT' and j.unit = cast(:key as text))
            or (:kind = 'PROJECT' and j.key = cast(:key as text)))
      """;

  /** Index version_copy_review_ix. */
  private static final String OPEN =
      """
      select v.id, v.id, a.round, 'production', cast(null as timestamptz)
        from version_copy v
        join assessment a
          on a.version_id = v.id and a.state in ('OPEN', 'PASSED', 'LOST')
         and a.round = (select max(n.round) from assessment n where n.version_id = v.id)
        left join project_copy j on j.id = v.project_id
       where v.state in ('IN_REVIEW', 'APPROVED') and v.id > :after
      """
          + IN_SCOPE
          + " order by v.id limit :limit";

  /** Primary key of release_decision. */
  private static final String RELEASED =
      """
      select d.id, d.version_id, d.round, d.environment, d.decided_at
        from release_decision d
        join version_copy v on v.id = d.version_id
        left join project_copy j on j.id = v.project_id
       where d.id > :after
      """
          + IN_SCOPE
          + " order by d.id limit :limit";

  private final Session entities;

  DryRuns(Session entities) {
    this.entities = entities;
  }

  /**
   * What is judged.
   *
   * @param id the version, or the release decision
   * @param environment where it was released; of an open version where it would be
   * @param releasedAt when it was released; absent of an open version
   */
  record Case(
      UUID id, UUID versionId, int round, String environment, @Nullable Instant releasedAt) {}

  /** Returns the next cases of a part, in the order of their ids. */
  List<Case> next(DryRunPart part, ScopeView scope, UUID after, int limit) {
    return entities
        .createNativeQuery(part == DryRunPart.RELEASES ? RELEASED : OPEN, Tuple.class)
        .setParameter("kind", scope.kind().name())
        .setParameter("key", scope.key(), String.class)
        .setParameter("after", after)
        .setParameter("limit", limit)
        .getResultList()
        .stream()
        .map(
            row ->
                new Case(
                    row.get(0, UUID.class),
                    row.get(1, UUID.class),
                    row.get(2, Integer.class),
                    row.get(3, String.class),
                    row.get(4, Instant.class)))
        .toList();
  }

  /**
   * Returns which of some documents have a dry run of what they say now that came to its end within
   * a day.
   */
  Set<UUID> tried(Collection<UUID> policyIds) {
    return having(
        policyIds, "r.state = 'DONE' and r.finished_at > clock_timestamp() - interval '24 hours'");
  }

  /** Returns which of some documents have a dry run of what they say now that is not at its end. */
  Set<UUID> running(Collection<UUID> policyIds) {
    return having(policyIds, "r.state = 'RUNNING'");
  }

  private Set<UUID> having(Collection<UUID> policyIds, String run) {
    return policyIds.isEmpty()
        ? Set.of()
        : entities
            .createNativeQuery(
                """
                select p.id from policy p
                 where p.id in (:ids) and exists (
                   select 1 from policy_dry_run r
                    where r.policy_id = p.id and r.digest = p.digest and %s)
                """
                    .formatted(run),
                Tuple.class)
            .setParameter("ids", policyIds)
            .getResultList()
            .stream()
            .map(row -> row.get(0, UUID.class))
            .collect(Collectors.toSet());
  }

  /**
   * Returns a dry run of a document.
   *
   * @throws ProblemException {@code NOT_FOUND}
   */
  DryRun of(Document document, UUID run) {
    return findByIdOptional(run)
        .filter(found -> found.documentId().equals(document.id()))
        .orElseThrow(
            () ->
                ProblemException.of(
                    CommonProblem.NOT_FOUND,
                    "The %s %s has no dry run %s"
                        .formatted(document.kind().word(), document.id(), run)));
  }

  /** Returns the draft that a dry run is of. */
  Document draft(DryRun run) {
    return entities.find(Document.class, run.documentId());
  }

  /** Removes all but the newest dry runs of a policy that are at their end. */
  void keepNewest(UUID policyId, int kept) {
    entities
        .createNativeMutationQuery(
            """
            delete from policy_dry_run
             where state <> 'RUNNING' and id in (
               select id from policy_dry_run where policy_id = :policy
                order by id desc offset :kept)
            """)
        .setParameter("policy", policyId)
        .setParameter("kept", kept)
        .executeUpdate();
  }

  /**
   * Returns a dry run that has work left and that no other copy of this service works on, one that
   * failed only after all others.
   */
  Optional<UUID> next() {
    return entities
        .createNativeQuery(
            """
            select id from policy_dry_run where state = 'RUNNING'
             order by failures, id limit 1 for update skip locked
            """,
            Tuple.class)
        .getResultList()
        .stream()
        .findFirst()
        .map(row -> row.get(0, UUID.class));
  }

  /** Returns a dry run after waiting for whoever works on it, if it has work left. */
  Optional<DryRun> locked(UUID id) {
    return find("id = ?1 and state = ?2", id, DryRunState.RUNNING)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }
}
