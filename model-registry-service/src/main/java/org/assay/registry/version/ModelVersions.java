package org.assay.registry.version;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.page.PageRequest;
import org.assay.registry.model.Model;
import org.jspecify.annotations.Nullable;

/** The versions of all models; every query begins with the project, or is by id. */
@ApplicationScoped
class ModelVersions implements PanacheRepositoryBase<ModelVersion, UUID> {

  private static final String NUMBERED = "projectId = ?1 and modelId = ?2 and number = ?3";

  /** Finds a version by its number ({@code model_version_number_unique}). */
  Optional<ModelVersion> numbered(Model model, int number) {
    return find(NUMBERED, model.projectId(), model.id(), number).firstResultOptional();
  }

  /** Finds a version by its number and locks its row until the transaction ends. */
  Optional<ModelVersion> lock(Model model, int number) {
    return find(NUMBERED, model.projectId(), model.id(), number)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Finds a version by its id and locks its row until the transaction ends. */
  Optional<ModelVersion> lock(UUID id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Says whether a model has a version of this number. */
  boolean exists(Model model, int number) {
    return numbered(model, number).isPresent();
  }

  /**
   * Returns versions of a model, newest first ({@code model_version_number_unique}; with a state
   * {@code model_version_state}).
   */
  List<ModelVersion> page(Model model, @Nullable VersionState state, PageRequest request) {
    StringBuilder hql = new StringBuilder("projectId = :project and modelId = :model");
    Map<String, Object> values = new HashMap<>();
    values.put("project", model.projectId());
    values.put("model", model.id());
    if (state != null) {
      hql.append(" and state = :state");
      values.put("state", state);
    }
    request
        .after()
        .ifPresent(
            key -> {
              hql.append(" and number < :after");
              values.put("after", Integer.valueOf(key.getFirst()));
            });
    hql.append(" order by number desc");
    return find(hql.toString(), values).page(0, request.fetchSize()).list();
  }
}
