package org.assay.review.evidence.window;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.review.evidence.evaluation.EvaluationState;
import org.hibernate.Session;

/** The windows that are counted from files. */
@ApplicationScoped
public class WindowJobs implements PanacheRepositoryBase<WindowJob, UUID> {

  private static final List<EvaluationState> WAITING =
      List.of(EvaluationState.QUEUED, EvaluationState.RUNNING);

  /** Returns one as it is after waiting for whoever changes it. */
  WindowJob locked(UUID id) {
    WindowJob job = findById(id);
    getEntityManager().refresh(job, LockModeType.PESSIMISTIC_WRITE);
    return job;
  }

  /** Returns the version that one is of, without reading the rest of it. */
  UUID version(UUID id) {
    return find("select j.versionId from WindowJob j where j.id = ?1", id)
        .project(UUID.class)
        .singleResult();
  }

  /** Returns the one that a worker holds, locked; empty where it does not any more. */
  Optional<WindowJob> held(UUID id, UUID worker) {
    return find("id = ?1 and worker = ?2", id, worker)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Returns those that somebody asked for of a version, and that have come to no end. */
  List<WindowJob> waiting(UUID versionId, String by) {
    return list("versionId = ?1 and requestedBy = ?2 and state in ?3", versionId, by, WAITING);
  }

  /**
   * Returns what is no window, or not yet, of a version, newest first; index (version, id).
   *
   * @param before those before this one
   */
  public List<WindowJob> newestFirst(UUID versionId, Optional<UUID> before, int limit) {
    return getEntityManager()
        .unwrap(Session.class)
        .createNativeQuery(
            """
            select j.* from window_job j
             where j.version_id = :version and j.state <> 'DONE'
               and (cast(:last as uuid) is null or j.id < cast(:last as uuid))
             order by j.id desc limit :limit
            """,
            WindowJob.class)
        .setParameter("version", versionId)
        .setParameter("last", before.orElse(null), UUID.class)
        .setParameter("limit", limit)
        .getResultList();
  }

  /** Returns how many that somebody asked for of a version came to nothing since. */
  long lost(UUID versionId, String by, Instant since) {
    return count(
        "versionId = ?1 and requestedBy = ?2 and state in ?3 and finishedAt > ?4",
        versionId,
        by,
        List.of(EvaluationState.FAILED, EvaluationState.CANCELLED),
        since);
  }

  /** Returns the same one, if it was asked for and neither failed nor was cancelled. */
  Optional<WindowJob> same(UUID versionId, String subject) {
    return find(
            "versionId = ?1 and subject = ?2 and state in ?3",
            versionId,
            subject,
            List.of(EvaluationState.QUEUED, EvaluationState.RUNNING, EvaluationState.DONE))
        .firstResultOptional();
  }
}
