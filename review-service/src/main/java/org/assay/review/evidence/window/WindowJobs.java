package org.assay.review.evidence.window;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.review.evidence.evaluation.EvaluationState;

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

  /** Returns how many of a version have come to no end. */
  long waiting(UUID versionId) {
    return count("versionId = ?1 and state in ?2", versionId, WAITING);
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
