package org.assay.registry.artifact.upload;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.name.Digest;

/** The uploads under way, with their parts. */
@ApplicationScoped
class Uploads implements PanacheRepositoryBase<Upload, UUID> {

  private final EntityManager entities;

  Uploads(EntityManager entities) {
    this.entities = entities;
  }

  /** Finds an upload of a project ({@code artifact_upload_pk}). */
  Optional<Upload> of(UUID projectId, UUID id) {
    return findByIdOptional(id).filter(upload -> upload.projectId().equals(projectId));
  }

  /** Finds an upload of a project and locks its row until the transaction ends. */
  Optional<Upload> lock(UUID projectId, UUID id) {
    return find("id = ?1 and projectId = ?2", id, projectId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Returns the uploads of a project, the oldest first ({@code artifact_upload_project}). */
  List<Upload> of(UUID projectId, int most) {
    return find("projectId = ?1 order by createdAt, id", projectId).page(0, most).list();
  }

  /** Says how many uploads a project has under way. */
  long underWay(UUID projectId) {
    return count("projectId", projectId);
  }

  /**
   * Returns uploads that began before the instant, the oldest first ({@code artifact_upload_age}).
   */
  List<Upload> begunBefore(Instant before, int most) {
    return find("createdAt < ?1 order by createdAt", before).page(0, most).list();
  }

  /** Notes that a part is there. */
  void add(UUID upload, Part part) {
    entities
        .createNativeQuery(
            """
            insert into artifact_part (upload_id, number, digest, size)
            values (:upload, :number, :digest, :size)
            """)
        .setParameter("upload", upload)
        .setParameter("number", part.number())
        .setParameter("digest", part.digest().value())
        .setParameter("size", part.size())
        .executeUpdate();
  }

  /** Returns the parts that are there, at most {@value Upload#MOST_PARTS}, in their order. */
  List<Part> parts(UUID upload) {
    List<?> rows =
        entities
            .createNativeQuery(
                """
                select number, size, digest from artifact_part where upload_id = :upload
                 order by number
                """,
                Tuple.class)
            .setParameter("upload", upload)
            .getResultList();
    return rows.stream().map(Tuple.class::cast).map(Uploads::part).toList();
  }

  /** Finds a part that is there ({@code artifact_part_pk}). */
  Optional<Part> part(UUID upload, int number) {
    List<?> rows =
        entities
            .createNativeQuery(
                """
                select number, size, digest from artifact_part
                 where upload_id = :upload and number = :number
                """,
                Tuple.class)
            .setParameter("upload", upload)
            .setParameter("number", number)
            .getResultList();
    return rows.stream().map(Tuple.class::cast).map(Uploads::part).findFirst();
  }

  private static Part part(Tuple row) {
    return new Part(
        row.get(0, Integer.class), row.get(1, Long.class), new Digest(row.get(2, String.class)));
  }
}
