package org.assay.registry.deployment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assay.kit.page.PageRequest;
import org.jspecify.annotations.Nullable;

/** The deployments of all models; every query begins with a project, a model or a version. */
@ApplicationScoped
class Deployments implements PanacheRepositoryBase<Deployment, UUID> {

  /** Locks a deployment's row until the transaction ends, and reads what it is from then on. */
  void lock(Deployment deployment) {
    getEntityManager().refresh(deployment, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Returns the deployment of these bytes that runs there ({@code deployment_live_unique}). */
  Optional<Deployment> live(UUID modelId, String environment, String digest) {
    return find(
            "modelId = ?1 and environment = ?2 and digest = ?3 and endedAt is null",
            modelId,
            environment,
            digest)
        .firstResultOptional();
  }

  /**
   * Returns deployments, the last reported first ({@code deployment_of_project}, {@code
   * deployment_of_environment} or {@code deployment_of_version}, and of those that run the same
   * with {@code _live}).
   */
  List<Deployment> page(Filter filter, PageRequest request) {
    Map<String, Object> values = new HashMap<>();
    StringBuilder condition = new StringBuilder();
    if (filter.versionId() == null) {
      condition.append("projectId = :project");
      values.put("project", filter.projectId());
    } else {
      condition.append("versionId = :version");
      values.put("version", filter.versionId());
    }
    if (filter.environment() != null) {
      condition.append(" and environment = :environment");
      values.put("environment", filter.environment());
    }
    if (filter.state() != null) {
      condition.append(
          switch (filter.state()) {
            case LIVE -> " and endedAt is null";
            case ENDED -> " and endedAt is not null";
          });
    }
    request
        .after()
        .ifPresent(
            key -> {
              condition.append(" and id < :after");
              values.put("after", UUID.fromString(key.getFirst()));
            });
    return find(condition + " order by id desc", values).page(0, request.fetchSize()).list();
  }

  /**
   * Which deployments a list holds; what is null does not matter.
   *
   * @param projectId those of a project
   * @param versionId those of one of its versions
   * @param environment in this environment
   * @param state that run, or that do no more
   */
  record Filter(
      UUID projectId,
      @Nullable UUID versionId,
      @Nullable String environment,
      @Nullable DeploymentState state) {}
}
