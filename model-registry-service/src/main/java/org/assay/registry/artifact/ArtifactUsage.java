package org.assay.registry.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;

/**
 * What each project keeps, against its quota, and the lock under which a project's artifacts
 * change: whoever changes one takes it first, and whoever needs them to stay shares it.
 */
@ApplicationScoped
class ArtifactUsage {

  private final EntityManager entities;
  private final ArtifactConfig config;

  ArtifactUsage(EntityManager entities, ArtifactConfig config) {
    this.entities = entities;
    this.config = config;
  }

  /** Takes the project's lock until the transaction ends. */
  void lock(UUID projectId) {
    ArtifactLock.FILES.take(entities, projectId.toString());
    entities
        .createNativeQuery(
            """
            insert into artifact_usage (project_id, bytes, files) values (:project, 0, 0)
            on conflict (project_id) do nothing
            """)
        .setParameter("project", projectId)
        .executeUpdate();
  }

  /**
   * Keeps the project's artifacts as they are until the transaction ends, beside others who do the
   * same; none of them may take the lock in that transaction.
   */
  void share(UUID projectId) {
    ArtifactLock.FILES.share(entities, projectId.toString());
  }

  /** Counts files that came or went; the lock is taken. */
  void change(UUID projectId, long bytes, long files) {
    entities
        .createNativeQuery(
            """
            update artifact_usage set bytes = bytes + :bytes, files = files + :files
             where project_id = :project
            """)
        .setParameter("project", projectId)
        .setParameter("bytes", bytes)
        .setParameter("files", files)
        .executeUpdate();
  }

  /** Returns how many bytes more the project may keep besides what it has and what is under way. */
  long room(UUID projectId) {
    Tuple row =
        (Tuple)
            entities
                .createNativeQuery(
                    """
                    select coalesce((select bytes from artifact_usage where project_id = :project), 0)
                         + coalesce((select sum(size) from artifact_upload
                                      where project_id = :project), 0)::bigint
                         + coalesce((select sum(bytes) from artifact_reservation
                                      where project_id = :project and until > now()), 0)::bigint
                    """,
                    Tuple.class)
                .setParameter("project", projectId)
                .getSingleResult();
    return Math.max(0, quota() - row.get(0, Long.class));
  }

  /**
   * Looks whether so many bytes more have room.
   *
   * @throws ProblemException 507 {@code QUOTA_EXCEEDED}
   */
  void requireRoom(UUID projectId, long bytes) {
    long room = room(projectId);
    if (bytes > room) {
      throw exceeded(room);
    }
  }

  /** The refusal of a project that has so much room left, and needs more. */
  ProblemException exceeded(long room) {
    return ProblemException.of(
            RegistryProblem.QUOTA_EXCEEDED,
            "The project may keep %d bytes more, of %d".formatted(room, quota()))
        .help("Remove artifacts that no version rests on, or have the quota raised.");
  }

  private long quota() {
    return config.projectQuota().asLongValue();
  }
}
