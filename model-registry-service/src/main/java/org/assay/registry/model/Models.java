package org.assay.registry.model;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assay.contracts.name.ModelName;
import org.assay.kit.page.PageRequest;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** The models of all projects. */
@ApplicationScoped
public class Models implements PanacheRepositoryBase<Model, UUID> {

  private static final String NAME_UNIQUE = "model_name_unique";

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
      if (NAME_UNIQUE.equals(violation.getConstraintName())) {
        throw ProblemException.of(
                RegistryProblem.MODEL_NAME_TAKEN,
                "Project %s has a model %s already"
                    .formatted(model.fullName().project(), model.fullName().name()))
            .help("Register a version of that model, or choose another name.");
      }
      throw violation;
    }
  }

  /** Finds a model by its name within a project ({@code model_name_unique}). */
  public Optional<Model> named(UUID projectId, ModelName name) {
    return find("projectId = ?1 and name = ?2", projectId, name.name()).firstResultOptional();
  }

  /** Finds a model by its name and locks its row until the transaction ends. */
  Optional<Model> lock(UUID projectId, ModelName name) {
    return find("projectId = ?1 and name = ?2", projectId, name.name())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /**
   * Returns the next version number of a model, never given before. The row stays locked until the
   * transaction ends, so versions of one model are registered one after another.
   */
  public int nextNumber(UUID modelId) {
    Tuple row =
        (Tuple)
            entities
                .createNativeQuery(
                    """
                    update model set last_number = last_number + 1 where id = :id
                    returning last_number
                    """,
                    Tuple.class)
                .setParameter("id", modelId)
                .getSingleResult();
    return row.get(0, Integer.class);
  }

  /**
   * Returns models in order of project and name: of one project ({@code model_name_unique}, {@code
   * model_kind_in_project}), else of all that the reader may see ({@code model_name_unique}, {@code
   * model_kind}; {@code project_member_subject} for a reader who sees only own projects).
   */
  List<Model> page(Filter filter, PageRequest request) {
    StringBuilder hql = new StringBuilder("from Model m where true");
    if (filter.projectId() != null) {
      hql.append(" and m.projectId = :project");
    }
    if (filter.kind() != null) {
      hql.append(" and m.kind = :kind");
    }
    if (filter.member() != null) {
      hql.append(
          """
           and m.projectId in (select p.id.projectId from ProjectMember p
             where p.id.subject = :member and (p.until is null or p.until > instant))
          """);
    }
    request
        .after()
        .ifPresent(_ -> hql.append(" and (m.projectId, m.name) > (:afterId, :afterName)"));
    hql.append(" order by m.projectId, m.name");
    TypedQuery<Model> query = entities.createQuery(hql.toString(), Model.class);
    set(query, "project", filter.projectId());
    set(query, "kind", filter.kind());
    set(query, "member", filter.member());
    request
        .after()
        .ifPresent(
            key ->
                query
                    .setParameter("afterId", UUID.fromString(key.get(0)))
                    .setParameter("afterName", key.get(1)));
    return query.setMaxResults(request.fetchSize()).getResultList();
  }

  private static void set(TypedQuery<?> query, String name, @Nullable Object value) {
    if (value != null) {
      query.setParameter(name, value);
    }
  }

  /**
   * Which models a list holds.
   *
   * @param projectId only of this project
   * @param kind only of this kind
   * @param member only of projects that this subject is a member of at present
   */
  record Filter(@Nullable UUID projectId, @Nullable ModelKind kind, @Nullable String member) {}
}
