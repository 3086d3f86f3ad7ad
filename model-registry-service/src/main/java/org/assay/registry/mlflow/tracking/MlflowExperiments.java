package org.assay.registry.mlflow.tracking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.identity.Caller;
import org.assay.registry.experiment.Experiment;
import org.assay.registry.experiment.ExperimentFounding;
import org.assay.registry.experiment.Experiments;
import org.assay.registry.experiment.HexId;
import org.assay.registry.experiment.VisibleExperiments;
import org.assay.registry.experiment.VisibleExperiments.Found;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.mlflow.Workspace;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;

/**
 * Finds the experiments that MLflow's clients name, {@code 0} among them: the one of a project that
 * takes the runs for which none is named. It is made when somebody who may asks for it.
 */
@ApplicationScoped
class MlflowExperiments {

  private final MlflowRequest request;
  private final Standings standings;
  private final Experiments experiments;
  private final VisibleExperiments visible;
  private final ExperimentFounding founding;

  MlflowExperiments(
      MlflowRequest request,
      Standings standings,
      Experiments experiments,
      VisibleExperiments visible,
      ExperimentFounding founding) {
    this.request = request;
    this.standings = standings;
    this.experiments = experiments;
    this.visible = visible;
    this.founding = founding;
  }

  /**
   * Finds an experiment to write in.
   *
   * @throws MlflowFailure 400 for {@code 0} where no project is chosen, 404
   */
  Found toWrite(String id) {
    Caller caller = request.caller();
    if (!id.equals(TrackingIds.STANDARD)) {
      return visible.find(TrackingIds.experiment(id), caller, Standing::mayRegister);
    }
    ProjectKey project =
        request
            .workspace()
            .project()
            .orElseThrow(
                () ->
                    MlflowFailure.invalid(
                        "No experiment is named, and which project's is meant is not clear. "
                            + Workspace.HOW_TO_CHOOSE
                            + "mlflow.set_experiment(\"project/name\")."));
    return founding.standard(standing(project, Standing::mayRegister), caller);
  }

  /**
   * Finds an experiment to read.
   *
   * @return empty for {@code 0} where nobody has begun it yet
   * @throws MlflowFailure 404
   */
  Optional<Found> toRead(String id) {
    if (!id.equals(TrackingIds.STANDARD)) {
      return Optional.of(
          visible.find(TrackingIds.experiment(id), request.caller(), Standing::mayRead));
    }
    return request.workspace().project().flatMap(this::standard);
  }

  /** Finds the experiments to search in; those that the caller may not know of are left out. */
  List<UUID> toSearch(Collection<String> ids) {
    Stream<UUID> standard =
        ids.contains(TrackingIds.STANDARD)
            ? toRead(TrackingIds.STANDARD).stream().map(found -> found.experiment().id())
            : Stream.empty();
    List<UUID> named =
        ids.stream()
            .filter(id -> !id.equals(TrackingIds.STANDARD))
            .distinct()
            .flatMap(id -> HexId.read(id).stream())
            .toList();
    return Stream.concat(
            standard,
            visible.readable(named, request.caller()).stream()
                .map(found -> found.experiment().id()))
        .distinct()
        .toList();
  }

  /**
   * Finds an experiment by its name in the workspace, or in the project that it begins with.
   *
   * @return empty for the standard one where nobody has begun it yet
   * @throws MlflowFailure 400 where the name does not say its project, 404
   */
  Optional<Found> named(String written) {
    Workspace workspace = request.workspace();
    if (written.equals(Experiment.STANDARD_NAME)) {
      return workspace.project().flatMap(this::standard);
    }
    Workspace.Placed placed = workspace.place(written, '/');
    return Optional.of(visible.named(standing(placed.project(), Standing::mayRead), placed.name()));
  }

  /**
   * Returns what the caller is in a project.
   *
   * @throws MlflowFailure 404 where there is no such project, or the caller may not know of it
   */
  Standing standing(ProjectKey project, Predicate<Standing> suffices) {
    return standings
        .find(project, request.caller(), suffices)
        .orElseThrow(
            () ->
                MlflowFailure.absent(
                    "There is no project %s, or you may not know of it.".formatted(project)));
  }

  private Optional<Found> standard(ProjectKey project) {
    Standing standing = standing(project, Standing::mayRead);
    return experiments
        .standard(standing.projectId())
        .map(experiment -> new Found(experiment, standing))
        .or(
            () ->
                Contribution.refusesNew(request.caller(), standing).isEmpty()
                    ? Optional.of(founding.standard(standing, request.caller()))
                    : Optional.empty());
  }
}
