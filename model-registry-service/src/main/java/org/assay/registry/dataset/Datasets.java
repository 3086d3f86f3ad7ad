package org.assay.registry.dataset;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.page.PageRequest;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The data sets of all projects; every query begins with the project, or is by id. */
@ApplicationScoped
public class Datasets implements PanacheRepositoryBase<Dataset, UUID> {

  /** Finds a data set and locks its row until the transaction ends. */
  Optional<Dataset> lock(UUID id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Says whether a project has these data of this version ({@code dataset_version_unique}). */
  boolean exists(UUID projectId, String name, String version) {
    return count("projectId = ?1 and name = ?2 and version = ?3", projectId, name, version) > 0;
  }

  /** Says whether these bytes were withdrawn in a project ({@code dataset_digest}). */
  boolean isWithdrawn(UUID projectId, String digest) {
    return count("projectId = ?1 and digest = ?2 and state = WITHDRAWN", projectId, digest) > 0;
  }

  /**
   * Returns withdrawn data sets that not every descendant knows of yet, locked, passing over those
   * that somebody else works on ({@code dataset_to_flag}).
   */
  public List<Dataset> toFlag(int limit) {
    return getSession()
        .createNativeQuery(
            """
            select * from dataset where state = 'WITHDRAWN' and not flagged
             order by id limit :limit for update skip locked
            """,
            Dataset.class)
        .setParameter("limit", limit)
        .getResultList();
  }

  /**
   * Returns data sets of a project in order of name and version ({@code dataset_version_unique};
   * with a digest {@code dataset_digest}, with words {@code dataset_words}).
   */
  List<Dataset> page(Filter filter, PageRequest request) {
    StringBuilder sql = new StringBuilder("select id from dataset where project_id = :project");
    and(sql, filter.name(), " and name = :name");
    and(sql, filter.digest(), " and digest = :digest");
    and(sql, filter.state(), " and state = :state");
    and(sql, filter.personalData(), " and personal_data = :personal");
    and(sql, filter.words(), " and words @@ websearch_to_tsquery('simple', :words)");
    request
        .after()
        .ifPresent(_ -> sql.append(" and (name, version) > (:afterName, :afterVersion)"));
    NativeQuery<Tuple> query =
        getSession()
            .createNativeQuery(sql + " order by name, version limit :limit", Tuple.class)
            .setParameter("project", filter.projectId())
            .setParameter("limit", request.fetchSize());
    set(query, "name", filter.name());
    set(query, "digest", filter.digest());
    set(query, "state", filter.state());
    set(query, "personal", filter.personalData());
    set(query, "words", filter.words());
    request
        .after()
        .ifPresent(
            key ->
                query
                    .setParameter("afterName", key.get(0))
                    .setParameter("afterVersion", key.get(1)));
    List<UUID> ids = query.getResultList().stream().map(row -> row.get(0, UUID.class)).toList();
    return getSession().findMultiple(Dataset.class, ids);
  }

  private static void and(StringBuilder sql, @Nullable Object value, String condition) {
    if (value != null) {
      sql.append(condition);
    }
  }

  private static void set(NativeQuery<Tuple> query, String name, @Nullable Object value) {
    if (value != null) {
      query.setParameter(name, value instanceof Enum<?> constant ? constant.name() : value);
    }
  }

  /**
   * Which data sets a list holds; what is null does not matter.
   *
   * @param projectId the project
   * @param name all versions of this name
   * @param digest these bytes
   * @param state in this state
   * @param personalData of this class
   * @param words words of name, version, source and description, as a search engine reads them
   */
  record Filter(
      UUID projectId,
      @Nullable String name,
      @Nullable String digest,
      @Nullable DatasetState state,
      @Nullable PersonalData personalData,
      @Nullable String words) {}
}
