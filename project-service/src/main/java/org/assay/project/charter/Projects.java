package org.assay.project.charter;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.problem.ProblemException;
import org.assay.project.ProjectProblem;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** All projects. */
@ApplicationScoped
public class Projects implements PanacheRepositoryBase<Project, UUID> {

  private static final UUID NEWEST = new UUID(-1L, -1L);

  /** Finds a project by its key (index {@code project_key_uq}). */
  Optional<Project> byKey(String key) {
    return find("key", key).firstResultOptional();
  }

  /**
   * Finds a project by its key, locks its row until the transaction ends and reads it again, since
   * what was read before the lock may be old.
   */
  Optional<Project> forChange(String key) {
    Optional<Project> found = byKey(key);
    found.ifPresent(project -> getEntityManager().refresh(project, LockModeType.PESSIMISTIC_WRITE));
    return found;
  }

  /**
   * Adds a project.
   *
   * @throws ProblemException {@code PROJECT_KEY_TAKEN} if the key is, or once was, another's
   */
  void add(Project project) {
    if (byKey(project.key()).isPresent()) {
      throw keyTaken(project);
    }
    try {
      persistAndFlush(project);
    } catch (ConstraintViolationException violation) {
      // Two leads took the same key at the same time; the unique index decided for the other one.
      if ("project_key_uq".equals(violation.getConstraintName())) {
        throw keyTaken(project);
      }
      throw violation;
    }
  }

  private static ProblemException keyTaken(Project project) {
    String detail = "The key %s names another project".formatted(project.key());
    return ProblemException.of(ProjectProblem.PROJECT_KEY_TAKEN, detail)
        .at("/key", ProjectProblem.PROJECT_KEY_TAKEN.code(), detail)
        .help("Choose another key; a key is never reused, not even after the project is closed.");
  }

  /** Returns the database's clock, by which everything that is dated is dated. */
  public Instant now() {
    Tuple row =
        (Tuple) getEntityManager().createNativeQuery("select now()", Tuple.class).getSingleResult();
    return row.get(0, Instant.class);
  }

  /**
   * Lists projects, newest first (indexes {@code project_pk}, {@code project_state_ix}, {@code
   * project_unit_ix}; a member's own by {@code member_subject_current_ix}).
   */
  List<Project> newestFirst(Filter filter, Optional<UUID> after, int limit) {
    List<String> conditions = new ArrayList<>(List.of("id < :after"));
    Map<String, Object> parameters = new HashMap<>(Map.of("after", after.orElse(NEWEST)));
    if (filter.state() != null) {
      conditions.add("state = :state");
      parameters.put("state", filter.state());
    }
    if (filter.unit() != null) {
      conditions.add("unit = :unit");
      parameters.put("unit", filter.unit());
    }
    if (filter.member() != null) {
      conditions.add(
          "id in (select projectId from Member where subject = :member and until is null)");
      parameters.put("member", filter.member());
    }
    return find(String.join(" and ", conditions) + " order by id desc", parameters)
        .page(0, limit)
        .list();
  }

  /**
   * What a list is narrowed to; null narrows nothing.
   *
   * @param state only projects in this state
   * @param unit only projects of this unit
   * @param member only projects of which this subject is a member now
   */
  record Filter(@Nullable ProjectState state, @Nullable String unit, @Nullable String member) {}
}
