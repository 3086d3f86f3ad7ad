package org.assay.registry.artifact.use;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.page.PageRequest;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.artifact.Artifact;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.artifact.ArtifactReading;
import org.assay.registry.artifact.Erasure;
import org.assay.registry.artifact.KeptUses;
import org.assay.registry.artifact.Sealing;
import org.jspecify.annotations.Nullable;

/** The uses of files; a file in use is neither replaced nor removed. */
@ApplicationScoped
public class FileUses {

  private static final int LONGEST_DAYS = 3_653;

  private static final String COLUMNS =
      """
      k.id, k.project_id, k.path, k.digest, k.size, k.purpose, k.keep_until, k.created_by,
      k.created_at, k.ended_at, k.outcome, k.version_id, k.erase_from,
      """
          + FileHolds.COLUMNS;

  /** Where the columns of the hold begin. */
  private static final int HOLD = 13;

  /** The uses {@code k}, each with the legal hold that stands. */
  private static final String USES =
      """
       from artifact_use k
       left join artifact_use_hold h on h.use_id = k.id and h.lifted_at is null
      """;

  /** The greatest UUID: before it lie all. */
  private static final String LAST = "ffffffff-ffff-ffff-ffff-ffffffffffff";

  private static final String OVER =
      """
      where u.ended_at is null and least(u.keep_until, u.erase_from) <= now()
        and not exists (
          select from artifact_use k
           where k.project_id = u.project_id and k.path = u.path and {kept})
        and not exists (
          select from dataset d
           where d.project_id = u.project_id and d.digest = u.digest and d.state = 'ACTIVE'
             and coalesce(d.retain_until >= current_date, true))
      """
          .replace("{kept}", KeptUses.KEPT);

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
   *     far away, and for a version that the project does not have
   */
  FileUse state(UUID projectId, ArtifactPath path, StateUse asked, String by) {
    sealing.holdStill(projectId);
    UUID version = asked.versionId();
    if (version != null) {
      requireVersion(projectId, version);
    }
    Artifact file = reading.find(projectId, path);
    List<?> rows =
        entities
            .createNativeQuery(
                """
                insert into artifact_use (id, project_id, path, digest, size, purpose,
                       keep_until, created_by, created_at, version_id)
                select uuidv7(), :project, :path, :digest, :size, :purpose, u.until, :by, now(),
                       cast(nullif(:version, '') as uuid)
                  from (values (cast(:until as timestamptz))) u (until)
                 where u.until > now() and u.until < now() + make_interval(days => :longest)
                returning id
                """,
                Tuple.class)
            .setParameter("project", projectId)
            .setParameter("path", path.value())
            .setParameter("digest", file.digest().value())
            .setParameter("size", file.size())
            .setParameter("purpose", asked.purpose().name())
            .setParameter("until", asked.keepUntil().toString())
            .setParameter("by", by)
            .setParameter("version", version == null ? "" : version.toString())
            .setParameter("longest", LONGEST_DAYS)
            .getResultList();
    return rows.stream()
        .flatMap(row -> found(projectId, ((Tuple) row).get(0, UUID.class)).stream())
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "/keep_until", "OUT_OF_RANGE", "A use ends after now and within ten years"));
  }

  private void requireVersion(UUID projectId, UUID version) {
    if (entities
        .createNativeQuery(
            "select id from model_version where id = :id and project_id = :project", Tuple.class)
        .setParameter("id", version)
        .setParameter("project", projectId)
        .getResultList()
        .isEmpty()) {
      throw ProblemException.invalid(
          "/version_id", "UNKNOWN_VERSION", "The project has no version %s".formatted(version));
    }
  }

  /** Finds a use of a project's files, also one that is over. */
  Optional<FileUse> found(UUID projectId, UUID id) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select " + COLUMNS + USES + " where k.id = :id and k.project_id = :project",
                Tuple.class)
            .setParameter("id", id)
            .setParameter("project", projectId)
            .getResultList();
    return rows.stream().map(row -> use((Tuple) row)).findFirst();
  }

  /**
   * Finds a use as {@link #found} does.
   *
   * @throws ProblemException 404
   */
  FileUse require(UUID projectId, UUID id) {
    return found(projectId, id)
        .orElseThrow(
            () ->
                ProblemException.of(
                    CommonProblem.NOT_FOUND, "No file of the project is or was in use as " + id));
  }

  /**
   * Lets the file of a use go, since its evaluation came to nothing: it may be replaced at once,
   * and is removed thirty days later, which leaves time to ask again without sending it again, and
   * to notice that another file was meant. A legal hold and another use keep it all the same. Does
   * nothing where that is done, or the use ended.
   */
  public void letGo(UUID id) {
    entities
        .createNativeQuery(
            """
            update artifact_use set erase_from = now() + interval '30 days'
             where id = :id and erase_from is null and ended_at is null
            """)
        .setParameter("id", id)
        .executeUpdate();
  }

  /**
   * Finds a use whose file is kept.
   *
   * @param project the key of the project whose file it is
   */
  Optional<FileUse> standing(String project, UUID id) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select "
                    + COLUMNS
                    + USES
                    + """
                      where k.id = :id
                        and k.project_id in (select p.id from project p where p.key = :project)
                        and
                    """
                    + KeptUses.KEPT,
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
                    + USES
                    + """
                      where k.project_id = :project and k.id < cast(:before as uuid)
                      order by k.id desc limit :most
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
   * else keeps the file: neither a version or a hold, nor another use of it, nor a data set of
   * these bytes that may still be kept.
   *
   * @param last the one after which they come, null for the first
   */
  List<FileUse> over(@Nullable FileUse last, int most) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select "
                    + COLUMNS
                    + USES
                    + " where k.id in (select u.id from artifact_use u "
                    + OVER
                    + """
                         and (least(u.keep_until, u.erase_from), u.id) > (:after, :id)
                       order by least(u.keep_until, u.erase_from), u.id limit :most)
                     order by least(k.keep_until, k.erase_from), k.id
                    """,
                Tuple.class)
            .setParameter("after", last == null ? Instant.EPOCH : last.over())
            .setParameter("id", last == null ? new UUID(0, 0) : last.id())
            .setParameter("most", most)
            .getResultList();
    return rows.stream().map(row -> use((Tuple) row)).toList();
  }

  /** Says whether that holds of a use still; the project's lock is taken. */
  boolean isOver(UUID id) {
    return !entities
        .createNativeQuery(
            "select u.id from artifact_use u " + OVER + " and u.id = :id for update of u",
            Tuple.class)
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
        row.get(12, Instant.class),
        row.get(11, UUID.class),
        row.get(HOLD, UUID.class) == null ? null : FileHolds.of(row, HOLD),
        row.get(7, String.class),
        row.get(8, Instant.class),
        row.get(9, Instant.class),
        outcome == null ? null : Erasure.valueOf(outcome));
  }
}
