package org.assay.registry.loggedmodel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.experiment.Experiment;
import org.assay.registry.experiment.VisibleExperiments;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;

/** Finds logged models for a caller; a deleted or a foreign one looks as if not there. */
@ApplicationScoped
public class VisibleLoggedModels {

  private final LoggedModels models;
  private final VisibleExperiments experiments;

  VisibleLoggedModels(LoggedModels models, VisibleExperiments experiments) {
    this.models = models;
    this.experiments = experiments;
  }

  /**
   * Finds a logged model that the caller may read.
   *
   * @throws ProblemException 404 {@code LOGGED_MODEL_NOT_FOUND}, 503 {@code PROJECT_SERVICE_AWAY}
   */
  public Found find(UUID id, Caller caller) {
    return find(id, caller, Standing::mayRead);
  }

  /**
   * Returns those of several logged models that the caller may read, in the order given; what a
   * search in experiments has found.
   */
  public List<Found> known(List<UUID> ids, Caller caller) {
    Map<UUID, LoggedModel> found = models.byId(ids);
    Map<UUID, VisibleExperiments.Found> in =
        experiments
            .readable(
                found.values().stream().map(LoggedModel::experimentId).collect(Collectors.toSet()),
                caller)
            .stream()
            .collect(Collectors.toMap(one -> one.experiment().id(), Function.identity()));
    return ids.stream()
        .map(found::get)
        .filter(Objects::nonNull)
        .flatMap(
            model ->
                Stream.ofNullable(in.get(model.experimentId()))
                    .map(one -> new Found(model, one.experiment(), one.standing())))
        .toList();
  }

  /**
   * Finds a logged model to write about: it is not deleted until the transaction ends, while others
   * may write about it too.
   *
   * @throws ProblemException 404 {@code LOGGED_MODEL_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}
   */
  Found toLog(UUID id, Caller caller) {
    return mine(id, caller, LockModeType.PESSIMISTIC_READ);
  }

  /** Finds a logged model as {@link #toLog} does and locks its row until the transaction ends. */
  Found toChange(UUID id, Caller caller) {
    return mine(id, caller, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Only who contributes locks the row, so that nobody else makes others wait. */
  private Found mine(UUID id, Caller caller, LockModeType lock) {
    Found found = find(id, caller, Standing::isContributor);
    Refusal.check(Contribution.refuses(caller, found.standing()));
    models.lock(found.model(), lock);
    if (found.model().isDeleted()) {
      throw notFound(id);
    }
    return found;
  }

  private Found find(UUID id, Caller caller, Predicate<Standing> suffices) {
    LoggedModel model =
        models
            .findByIdOptional(id)
            .filter(found -> !found.isDeleted())
            .orElseThrow(() -> notFound(id));
    try {
      VisibleExperiments.Found in = experiments.find(model.experimentId(), caller, suffices);
      return new Found(model, in.experiment(), in.standing());
    } catch (ProblemException hidden) {
      throw hidden.type() == RegistryProblem.EXPERIMENT_NOT_FOUND ? notFound(id) : hidden;
    }
  }

  private static ProblemException notFound(UUID id) {
    return ProblemException.of(
        RegistryProblem.LOGGED_MODEL_NOT_FOUND,
        "Logged model '%s' not found, or you may not know of it".formatted(id));
  }

  /**
   * A logged model, and what the caller is in its project.
   *
   * @param model the logged model
   * @param experiment the experiment it belongs to
   * @param standing what the caller is
   */
  public record Found(LoggedModel model, Experiment experiment, Standing standing) {}
}
