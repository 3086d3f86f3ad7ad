package org.assay.registry.artifact;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.page.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * The artifacts of all projects. What lies under a folder is one range of {@code
 * artifact_path_unique}: {@code '0'} follows {@code '/'}, so it ends before {@code folder || '0'}.
 */
@ApplicationScoped
public class Artifacts implements PanacheRepositoryBase<Artifact, UUID> {

  private static final String UNDER =
      "from Artifact where projectId = :project and path > :from and path < :to";

  /**
   * One step an immediate child, however much lies below it: from each path found the next one that
   * does not begin with the same segment is looked up.
   */
  private static final String CHILDREN =
      """
      with recursive step (path, n) as (
        (select path, 1 from artifact
          where project_id = :project and path > :from and path < :to order by path limit 1)
        union all
        select next.path, step.n + 1 from step cross join lateral (
          select a.path from artifact a
           where a.project_id = :project and a.path < :to
             and a.path >= case when position('/' in substr(step.path, :skip)) > 0
               then :from || split_part(substr(step.path, :skip), '/', 1) || '0'
               else step.path || chr(1) end
           order by a.path limit 1) next
        where step.n < :most)
      select split_part(substr(step.path, :skip), '/', 1),
             position('/' in substr(step.path, :skip)) > 0,
             a.size
        from step join artifact a on a.project_id = :project and a.path = step.path
       order by step.path
      """;

  private final EntityManager entities;

  Artifacts(EntityManager entities) {
    this.entities = entities;
  }

  /** Finds what lies under a path ({@code artifact_path_unique}). */
  public Optional<Artifact> at(UUID projectId, ArtifactPath path) {
    return find("projectId = ?1 and path = ?2", projectId, path.value()).firstResultOptional();
  }

  /** Returns what lies in a folder, however deep, in order of path; in the project, without one. */
  public List<Artifact> page(UUID projectId, @Nullable ArtifactPath folder, PageRequest request) {
    String from = folder == null ? "" : folder.value() + "/";
    return under(projectId, folder, request.after().map(key -> key.get(0)).orElse(from))
        .setMaxResults(request.fetchSize())
        .getResultList();
  }

  /** Returns at most so many of what lies in a folder, however deep, in order of path. */
  List<Artifact> within(UUID projectId, ArtifactPath folder, int most) {
    return under(projectId, folder, folder.value() + "/").setMaxResults(most).getResultList();
  }

  private TypedQuery<Artifact> under(UUID projectId, @Nullable ArtifactPath folder, String after) {
    return entities
        .createQuery(UNDER + " order by path", Artifact.class)
        .setParameter("project", projectId)
        .setParameter("from", after)
        .setParameter("to", end(folder));
  }

  /**
   * Returns at most so many of what lies in a folder itself; in the project, without one. A folder
   * that does not exist is empty.
   */
  List<Child> children(UUID projectId, @Nullable ArtifactPath folder, int most) {
    String from = folder == null ? "" : folder.value() + "/";
    List<?> rows =
        entities
            .createNativeQuery(CHILDREN, Tuple.class)
            .setParameter("project", projectId)
            .setParameter("from", from)
            .setParameter("to", end(folder))
            .setParameter("skip", from.codePointCount(0, from.length()) + 1)
            .setParameter("most", most)
            .getResultList();
    return rows.stream().map(Tuple.class::cast).map(Child::of).toList();
  }

  /** Says whether a path is a folder, that is whether anything lies in it. */
  boolean isFolder(UUID projectId, ArtifactPath path) {
    return !within(projectId, path, 1).isEmpty();
  }

  /** Finds the file among the folders of a path, which then is no path of anything. */
  Optional<String> fileAmong(UUID projectId, List<String> folders) {
    return entities
        .createQuery(
            "select path from Artifact where projectId = :project and path in :folders",
            String.class)
        .setParameter("project", projectId)
        .setParameter("folders", folders)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** U+10FFFF is no character, so nothing comes after it. */
  private static String end(@Nullable ArtifactPath folder) {
    return folder == null ? "\uDBFF\uDFFF" : folder.value() + "0";
  }

  /**
   * What lies in a folder itself.
   *
   * @param name its name within the folder
   * @param folder whether it is a folder too
   * @param size how many bytes a file has, 0 for a folder
   */
  public record Child(String name, boolean folder, long size) {

    private static Child of(Tuple row) {
      boolean folder = row.get(1, Boolean.class);
      return new Child(row.get(0, String.class), folder, folder ? 0 : row.get(2, Long.class));
    }
  }
}
