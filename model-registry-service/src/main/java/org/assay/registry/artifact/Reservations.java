package org.assay.registry.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/**
 * Room of a project that is promised to files on their way. A promise that is not renewed lapses,
 * so that a process that ends in the middle takes nothing from the project for long.
 *
 * <p>Each act runs in a transaction; what takes room holds the project's lock.
 */
@ApplicationScoped
class Reservations {

  private static final String UNTIL = "now() + interval '10 minutes'";

  private final EntityManager entities;

  Reservations(EntityManager entities) {
    this.entities = entities;
  }

  /** Promises room for so many bytes, and forgets what lapsed in the project. */
  void add(UUID id, UUID projectId, long bytes) {
    entities
        .createNativeQuery(
            "delete from artifact_reservation where project_id = :project and until <= now()")
        .setParameter("project", projectId)
        .executeUpdate();
    entities
        .createNativeQuery(
            """
            insert into artifact_reservation (id, project_id, bytes, until)
            values (:id, :project, :bytes, %s)
            """
                .formatted(UNTIL))
        .setParameter("id", id)
        .setParameter("project", projectId)
        .setParameter("bytes", bytes)
        .executeUpdate();
  }

  /** Keeps a promise for longer, with so many bytes more; one that lapsed stays gone. */
  void renew(UUID id, long more) {
    entities
        .createNativeQuery(
            """
            update artifact_reservation set bytes = bytes + :more, until = %s where id = :id
            """
                .formatted(UNTIL))
        .setParameter("id", id)
        .setParameter("more", more)
        .executeUpdate();
  }

  /** Ends a promise; does nothing where there is none. */
  void end(UUID id) {
    entities
        .createNativeQuery("delete from artifact_reservation where id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }
}
