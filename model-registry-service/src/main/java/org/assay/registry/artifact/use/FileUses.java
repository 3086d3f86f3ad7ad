package org.assay.registry.artifact.use;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.kit.page.PageRequest;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.artifact.Artifact;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.artifact.ArtifactReading;
import org.assay.registry.artifact.Erasure;
import org.assay.registry.artifact.Sealing;
import org.jspecify.annotations.Nullable;

/** The uses of files; a file in use is neither replaced nor removed. */
@ApplicationScoped
class FileUses {

  private static final int LONGEST_DAYS = 3_653;

  private static final String COLUMNS =
      "id, project_id, path, digest, size, purpose, keep_until, created_by, created_at,"
          + " ended_at, outcome";

  /** The greatest UUID: before it lie all. */
  private static final String LAST = "ffffffff-ffff-ffff-ffff-ffffffffffff";

  private static final String OVER =
      """
       from artifact_use u
      where u.ended_at is null and u.keep_until <= now()
        and not exists (
          select from artifact_use o
           where o.project_id = u.project_id and o.path = u.path and o.keep_until > now())
        and not exists (
          select from dataset d
           where d.project_id = u.project_id and d.digest = u.digest and d.state = 'ACTIVE'
             and coalesce(d.retain_until >= current_date, true))
      """;

  private final EntityManager entities;
  private final ArtifactReading reading;
  private final Sealing sealing;

  FileUses(EntityManager entities, ArtifactReading reading, Sealing sealing) {
    this.entities = entities;
    this.reading = reading;
    this.sealing = sealing;
  }

  /**
   * States a use in the running transaction.
   *
   * @throws ProblemException 404 {@code ARTIFACT_NOT_FOUND}; 422 for an instant that is past or too
   *     far away
   */
  FileUse state(UUID projectId, ArtifactPath path, Purpose purpose, Instant until, String by) {
    sealing.holdStill(projectId);
    Artifact file = reading.find(projectId, path);
    List<?> rows =
        entities
            .createNativeQuery(
                """
                insert into artifact_use (id, project_id, path, digest, size, purpose,
                       keep_until, created_by, created_at)
                select uuidv7(), :project, :path, :digest, :size, :purpose, u.until, :by, now()
                  from (values (cast(:until as timestamptz))) u (until)
                 where u.until > now() and u.until < now() + make_interval(days => :longest)
                returning\s"""
                    + COLUMNS,
                Tuple.class)
            .setParameter("project", projectId)
            .setParameter("path", path.value())
            .setParameter("digest", file.digest().value())
            .setParameter("size", file.size())
            .setParameter("purpose", purpose.name())
            .setParameter("until", until.toString())
            .setParameter("by", by)
            .setParameter("longest", LONGEST_DAYS)
            .getResultList();
    return rows.stream()
        .map(row -> use((Tuple) row))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "/keep_until", "OUT_OF_RANGE", "A use ends after now and within ten years"));
  }

  /**
   * Finds a use that is not over.
   *
   * @param project the key of the project whose file it is
   */
  Optional<FileUse> standing(String project, UUID id) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select "
                    + COLUMNS
                    + """
                       from artifact_use
                      where id = :id and keep_until > now()
                        and project_id in (select p.id from project p where p.key = :project)
                    """,
                Tuple.class)
            .setParameter("id", id)
            .setParameter("project", project)
            .getResultList();
    return rows.stream().map(row -> use((Tuple) row)).findFirst();
  }

  /** Returns uses of a project's files, the newest first ({@code artifact_use_project}). */
  List<FileUse> page(UUID projectId, PageRequest request) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select "
                    + COLUMNS
                    + """
                       from artifact_use
                      where project_id = :project and id < cast(:before as uuid)
                      order by id desc limit :most
                    """,
                Tuple.class)
            .setParameter("project", projectId)
            .setParameter("before", request.after().map(List::getFirst).orElse(LAST))
            .setParameter("most", request.fetchSize())
            .getResultList();
    return rows.stream().map(row -> use((Tuple) row)).toList();
  }

  /**
   * Returns uses that are over and of which nothing followed yet, the oldest first, while nothing
   * else keeps the file: no other use of it, and no data set of these bytes that may still be kept.
   *
   * @param last the one after which they come, null for the first
   */
  List<FileUse> over(@Nullable FileUse last, int most) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select "
                    + COLUMNS
                    + OVER
                    + """
                         and (u.keep_until, u.id) > (:after, :id)
                       order by u.keep_until, u.id limit :most
                    """,
                Tuple.class)
            .setParameter("after", last == null ? Instant.EPOCH : last.keepUntil())
            .setParameter("id", last == null ? new UUID(0, 0) : last.id())
            .setParameter("most", most)
            .getResultList();
    return rows.stream().map(row -> use((Tuple) row)).toList();
  }

  /** Says whether that holds of a use still; the project's lock is taken. */
  boolean isOver(UUID id) {
    return !entities
        .createNativeQuery("select u.id" + OVER + " and u.id = :id for update of u", Tuple.class)
        .setParameter("id", id)
        .getResultList()
        .isEmpty();
  }

  /** Notes what became of the file. */
  void end(UUID id, Erasure outcome) {
    entities
        .createNativeQuery(
            "update artifact_use set ended_at = now(), outcome = :outcome where id = :id")
        .setParameter("outcome", outcome.name())
        .setParameter("id", id)
        .executeUpdate();
  }

  private static FileUse use(Tuple row) {
    String outcome = row.get(10, String.class);
    return new FileUse(
        row.get(0, UUID.class),
        row.get(1, UUID.class),
        row.get(2, String.class),
        new Digest(row.get(3, String.class)),
        row.get(4, Long.class),
        Purpose.valueOf(row.get(5, String.class)),
        row.get(6, Instant.class),
        row.get(7, String.class),
        row.get(8, Instant.class),
        row.get(9, Instant.class),
        outcome == null ? null : Erasure.valueOf(outcome));
  }
}
