package org.assay.registry.artifact.upload;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.assay.contracts.name.Digest;
import org.assay.registry.artifact.store.ArtifactStore.StoredPart;

/** The uploads under way, with their parts. */
@ApplicationScoped
class Uploads implements PanacheRepositoryBase<Upload, UUID> {

  /** How long the work is one's own after the last sign of it; a scan gives none. */
  private static final String TURN = "interval '5 minutes'";

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
   * Deletes uploads that began before the instant, the oldest first ({@code artifact_upload_age}),
   * but for those that somebody completes or writes to at this moment.
   *
   * @return their ids; their bytes may go once the transaction has committed
   */
  List<UUID> deleteBegunBefore(Instant before, int most) {
    List<?> rows =
        entities
            .createNativeQuery(
                """
                delete from artifact_upload where id in (
                  select id from artifact_upload where created_at < :before
                   order by created_at limit :most for update skip locked)
                returning id
                """,
                Tuple.class)
            .setParameter("before", before)
            .setParameter("most", most)
            .getResultList();
    return rows.stream().map(Tuple.class::cast).map(row -> row.get(0, UUID.class)).toList();
  }

  /** Notes that a part is there, unless one of its number is; says which. */
  boolean add(UUID upload, int number, StoredPart part) {
    return entities
            .createNativeQuery(
                """
                insert into artifact_part (upload_id, number, digest, size, handle)
                values (:upload, :number, :digest, :size, :handle)
                on conflict (upload_id, number) do nothing
                """)
            .setParameter("upload", upload)
            .setParameter("number", number)
            .setParameter("digest", part.digest().value())
            .setParameter("size", part.size())
            .setParameter("handle", part.handle())
            .executeUpdate()
        > 0;
  }

  /** Returns the parts that are there, at most {@value Upload#MOST_PARTS}, in their order. */
  List<Part> parts(UUID upload) {
    return parts(
        "select number, size, digest from artifact_part where upload_id = :upload order by number",
        Map.of("upload", upload),
        Uploads::part);
  }

  /** Finds a part that is there ({@code artifact_part_pk}). */
  Optional<Part> part(UUID upload, int number) {
    return parts(
            """
            select number, size, digest from artifact_part
             where upload_id = :upload and number = :number
            """,
            Map.of("upload", upload, "number", number),
            Uploads::part)
        .stream()
        .findFirst();
  }

  /** Returns the parts that are there, as the store knows them, in their order. */
  List<StoredPart> stored(UUID upload) {
    return parts(
        "select handle, digest, size from artifact_part where upload_id = :upload order by number",
        Map.of("upload", upload),
        row ->
            new StoredPart(
                row.get(0, String.class),
                new Digest(row.get(1, String.class)),
                row.get(2, Long.class)));
  }

  private <T> List<T> parts(String sql, Map<String, Object> values, Function<Tuple, T> read) {
    Query query = entities.createNativeQuery(sql, Tuple.class);
    values.forEach(query::setParameter);
    List<?> rows = query.getResultList();
    return rows.stream().map(Tuple.class::cast).map(read).toList();
  }

  /**
   * Takes it on to put the parts of an upload together, unless somebody does so at present or has
   * done it.
   *
   * @param assembler who takes it on
   */
  boolean takeOn(UUID upload, UUID assembler) {
    return entities
            .createNativeQuery(
                """
                update artifact_upload
                   set assembler = :assembler, assembler_until = now() + %s, assembled = 0
                 where id = :upload and digest is null
                   and (assembler is null or assembler_until < now())
                """
                    .formatted(TURN))
            .setParameter("upload", upload)
            .setParameter("assembler", assembler)
            .executeUpdate()
        > 0;
  }

  /** Notes how far the work is, and says whether it is still this one's to do. */
  boolean goOn(UUID upload, UUID assembler, long assembled) {
    return entities
            .createNativeQuery(
                """
                update artifact_upload set assembled = :assembled, assembler_until = now() + %s
                 where id = :upload and assembler = :assembler
                """
                    .formatted(TURN))
            .setParameter("upload", upload)
            .setParameter("assembler", assembler)
            .setParameter("assembled", assembled)
            .executeUpdate()
        > 0;
  }

  /** Ends the work, so that somebody else may take it on. */
  void putDown(UUID upload, UUID assembler) {
    entities
        .createNativeQuery(
            """
            update artifact_upload set assembler = null, assembler_until = null
             where id = :upload and assembler = :assembler
            """)
        .setParameter("upload", upload)
        .setParameter("assembler", assembler)
        .executeUpdate();
  }

  private static Part part(Tuple row) {
    return new Part(
        row.get(0, Integer.class), row.get(1, Long.class), new Digest(row.get(2, String.class)));
  }
}
