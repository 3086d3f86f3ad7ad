package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.model.Model;
import org.assay.registry.model.VisibleModels;
import org.assay.registry.model.VisibleModels.Found;
import org.assay.registry.project.Standing;

/** Finds versions for a caller. */
@ApplicationScoped
public class VisibleVersions {

  private final VisibleModels models;
  private final ModelVersions versions;

  VisibleVersions(VisibleModels models, ModelVersions versions) {
    this.models = models;
    this.versions = versions;
  }

  /**
   * Finds a version that the caller may read.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND} or {@code VERSION_NOT_FOUND}, 503 {@code
   *     PROJECT_SERVICE_AWAY}
   */
  public Seen find(String modelName, int number, Caller caller) {
    return find(modelName, number, caller, Standing::mayRead, versions::numbered);
  }

  /**
   * Finds a version that the caller may read, as {@link VisibleModels#read} finds its model: also
   * one of a model that was deleted.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND} or {@code VERSION_NOT_FOUND}, 503 {@code
   *     PROJECT_SERVICE_AWAY}
   */
  public Seen read(String modelNameOrId, int number, Caller caller) {
    return version(models.read(modelNameOrId, caller), number, versions::numbered);
  }

  /** Finds a version to act on and locks its row until the transaction ends. */
  Seen lock(String modelName, int number, Caller caller) {
    return find(modelName, number, caller, Standing::isContributor, versions::lock);
  }

  /**
   * Finds a version as {@link #lock} does and locks its model's row first: what submits or ends a
   * version or moves an alias takes both locks, in this order everywhere.
   */
  public Seen lockWithModel(String modelName, int number, Caller caller) {
    return version(lockModel(modelName, caller), number, versions::lock);
  }

  /** Finds a model to act on its versions and locks its row until the transaction ends. */
  Found lockModel(String modelName, Caller caller) {
    return models.lock(modelName, caller, Standing::isContributor);
  }

  /**
   * Finds a version of a model whose row is locked, and locks others of the model with it: all of
   * them by id, as everybody does who locks several.
   */
  Seen lockWithOthers(Found in, int number, List<UUID> others) {
    List<UUID> ids = new ArrayList<>(others);
    versions.id(in.model(), number).ifPresent(ids::add);
    versions.lock(ids);
    return version(in, number, versions::lock);
  }

  private Seen find(
      String modelName,
      int number,
      Caller caller,
      Predicate<Standing> suffices,
      BiFunction<Model, Integer, Optional<ModelVersion>> finder) {
    Found found = models.find(modelName, caller, suffices);
    return version(found, number, finder);
  }

  private static Seen version(
      Found found, int number, BiFunction<Model, Integer, Optional<ModelVersion>> finder) {
    return finder
        .apply(found.model(), number)
        .map(version -> new Seen(version, found))
        .orElseThrow(
            () ->
                ProblemException.of(
                    RegistryProblem.VERSION_NOT_FOUND,
                    "Model %s has no version %d".formatted(found.model().fullName(), number)));
  }
}
