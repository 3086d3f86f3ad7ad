package org.assay.registry.dataset;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.page.PageRequest;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** The data sets of all projects; every query begins with the project, or is by id. */
@ApplicationScoped
public class Datasets implements PanacheRepositoryBase<Dataset, UUID> {

  /**
   * Locks a data set's row until the transaction ends, and reads what it is from then on; whoever
   * may not act on it makes nobody wait, so the caller has been looked at before.
   */
  public void lock(Dataset dataset) {
    getEntityManager().refresh(dataset, LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * Returns one of some data sets that was to be kept until a day before the given one, of several
   * the first by name ({@code dataset_pk}).
   */
  public Optional<Dataset> keptUntilBefore(LocalDate day, Collection<UUID> ids) {
    return ids.isEmpty()
        ? Optional.empty()
        : find("id in ?1 and retainUntil < ?2 order by name, version, id", ids, day)
            .firstResultOptional();
  }

  /** Says whether a project has these data of this version ({@code dataset_version_unique}). */
  boolean exists(UUID projectId, String name, String version) {
    return count("projectId = ?1 and name = ?2 and version = ?3", projectId, name, version) > 0;
  }

  /** Returns what a project has of these bytes ({@code dataset_bytes_unique}). */
  Optional<Dataset> ofBytes(UUID projectId, String digest) {
    return find("projectId = ?1 and digest = ?2", projectId, digest).firstResultOptional();
  }

  /**
   * Returns a withdrawn data set that not every descendant knows of yet ({@code dataset_to_flag}).
   */
  public Optional<Dataset> toFlag() {
    return find("state = WITHDRAWN and not flagged order by id").firstResultOptional();
  }

  /**
   * Returns data sets of a project in order of name and version ({@code dataset_version_unique};
   * with a digest {@code dataset_bytes_unique}, with words {@code dataset_words}).
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
