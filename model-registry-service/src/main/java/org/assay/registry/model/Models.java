package org.assay.registry.model;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.contracts.name.ModelName;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.hibernate.SessionCheckMode;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** The models of all projects. */
@ApplicationScoped
public class Models implements PanacheRepositoryBase<Model, UUID> {

  /** SQL of models and of what the words of each take to show. */
  public static final String WEIGHTS =
      "select id, coalesce(octet_length(description), 0) from model";

  private static final String NAME_UNIQUE = "model_name_unique";
  private static final String NAMED = "projectId = ?1 and name = ?2 and archivedAt is null";

  private final EntityManager entities;

  Models(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Adds a model.
   *
   * @throws ProblemException 409 {@code MODEL_NAME_TAKEN}
   */
  void add(Model model) {
    try {
      persistAndFlush(model);
    } catch (ConstraintViolationException violation) {
      throw taken(violation, model.fullName());
    }
  }

  /**
   * Writes a model's new name, unless another has it.
   *
   * @throws ProblemException 409 {@code MODEL_NAME_TAKEN}
   */
  void flushName(Model model) {
    try {
      flush();
    } catch (ConstraintViolationException violation) {
      throw taken(violation, model.fullName());
    }
  }

  private static RuntimeException taken(ConstraintViolationException violation, ModelName name) {
    if (!NAME_UNIQUE.equals(violation.getConstraintName())) {
      return violation;
    }
    return ProblemException.of(
            RegistryProblem.MODEL_NAME_TAKEN,
            "Project %s has a model %s already".formatted(name.project(), name.name()))
        .help("Register a version of that model, or choose another name.");
  }

  /** Finds a model by its name within a project ({@code model_name_unique}). */
  public Optional<Model> named(UUID projectId, ModelName name) {
    return find(NAMED, projectId, name.name()).firstResultOptional();
  }

  /** Finds a model by its full name ({@code model_full_name}). */
  public Optional<UUID> idOf(ModelName name) {
    List<?> found =
        entities
            .createNativeQuery(
                "select id from model where project_key || '.' || name = :name and archived_at is null",
                Tuple.class)
            .setParameter("name", name.full())
            .getResultList();
    return found.stream().map(row -> ((Tuple) row).get(0, UUID.class)).findFirst();
  }

  /** Finds a model by its name and locks its row until the transaction ends. */
  Optional<Model> lock(UUID projectId, ModelName name) {
    Optional<Model> found =
        find(NAMED, projectId, name.name())
            .withLock(LockModeType.PESSIMISTIC_WRITE)
            .firstResultOptional();
    // What the transaction has read before is older than the lock.
    found.ifPresent(getSession()::refresh);
    return found;
  }

  /**
   * Returns models by id: what the transaction has at hand, else in one statement ({@code
   * model_pk}).
   */
  public List<Model> byId(List<UUID> ids) {
    return getSession().findMultiple(Model.class, ids, SessionCheckMode.ENABLED).stream()
        .filter(Objects::nonNull)
        .toList();
  }

  /** Returns models by their ids, as {@link #byId} finds them; an id may be named repeatedly. */
  public Map<UUID, Model> mapById(Stream<UUID> ids) {
    return byId(ids.distinct().toList()).stream()
        .collect(Collectors.toMap(Model::id, Function.identity()));
  }

  /**
   * Returns the next version number of a model, never given before. The row stays locked until the
   * transaction ends, so versions of one model are registered one after another.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND} if it was archived or renamed meanwhile:
   *     its numbers under the name go on with whoever has the name next
   */
  public int nextNumber(Model model) {
    return getSession()
        .createNativeQuery(
            """
            update model set last_number = last_number + 1, updated_at = now()
             where id = :id and name = :name and archived_at is null
            returning last_number
            """,
            Tuple.class)
        .setParameter("id", model.id())
        .setParameter("name", model.fullName().name())
        .uniqueResultOptional()
        .map(row -> row.get(0, Integer.class))
        .orElseThrow(() -> VisibleModels.notFound(model.fullName().full()));
  }

  /**
   * Lets a model that takes a name go on counting after the last version under that name, and
   * remembers where the name that it gives up ended ({@code former_name_pk}).
   *
   * @param given the name it gives up, null where it is new
   * @param taken the name it takes, null where it ends
   */
  void countOn(Model model, @Nullable String given, @Nullable String taken) {
    if (given != null) {
      entities
          .createNativeQuery(
              """
              insert into former_name (project_id, name, last_number)
              select m.project_id, :name, m.last_number from model m where m.id = :id
              on conflict (project_id, name) do update
                set last_number = greatest(former_name.last_number, excluded.last_number)
              """)
          .setParameter("name", given)
          .setParameter("id", model.id())
          .executeUpdate();
    }
    if (taken != null) {
      entities
          .createNativeQuery(
              """
              update model m set last_number = greatest(m.last_number, f.last_number)
                from former_name f
               where m.id = :id and f.project_id = m.project_id and f.name = :name
              """)
          .setParameter("name", taken)
          .setParameter("id", model.id())
          .executeUpdate();
    }
  }

  /** Archives a model, whose row is locked, and keeps where the numbers under its name ended. */
  public void archive(Model model) {
    countOn(model, model.fullName().name(), null);
    Tuple now = (Tuple) entities.createNativeQuery("select now()", Tuple.class).getSingleResult();
    model.archive(now.get(0, Instant.class));
  }

  /** Says whether a version of a model was ever submitted ({@code model_version_number_unique}). */
  boolean anySubmitted(Model model) {
    return !entities
        .createNativeQuery(
            """
            select 1 from model_version
             where project_id = :project and model_id = :model and round > 0 limit 1
            """,
            Tuple.class)
        .setParameter("project", model.projectId())
        .setParameter("model", model.id())
        .getResultList()
        .isEmpty();
  }

  /** Returns where the aliases of a model point, by name ({@code model_alias_pk}). */
  SortedMap<String, Integer> aliases(Model model) {
    SortedMap<String, Integer> found = new TreeMap<>();
    List<?> rows =
        entities
            .createNativeQuery(
                "select name, number from model_alias where model_id = :model", Tuple.class)
            .setParameter("model", model.id())
            .getResultList();
    for (Object row : rows) {
      Tuple alias = (Tuple) row;
      found.put(alias.get(0, String.class), alias.get(1, Integer.class));
    }
    return found;
  }

  /** Notes that the list of a model's versions changed; its row is locked until the end. */
  public void touch(UUID modelId) {
    entities
        .createNativeQuery("update model set updated_at = now() where id = :id")
        .setParameter("id", modelId)
        .executeUpdate();
  }
}
