package org.assay.registry.artifact.use;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.artifact.Artifact;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.artifact.ArtifactReading;
import org.assay.registry.artifact.Sealing;

/** The uses of files; a file in use is neither replaced nor removed. */
@ApplicationScoped
class FileUses {

  private static final int LONGEST_DAYS = 3_653;

  private static final String COLUMNS =
      "id, project_id, path, digest, size, purpose, keep_until, created_by, created_at";

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

  private static FileUse use(Tuple row) {
    return new FileUse(
        row.get(0, UUID.class),
        row.get(1, UUID.class),
        row.get(2, String.class),
        new Digest(row.get(3, String.class)),
        row.get(4, Long.class),
        Purpose.valueOf(row.get(5, String.class)),
        row.get(6, Instant.class),
        row.get(7, String.class),
        row.get(8, Instant.class));
  }
}
