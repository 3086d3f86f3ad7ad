package org.assay.registry.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assay.contracts.name.ProjectKey;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;

/** Finds experiments for a caller, so that those of a foreign project look as if not there. */
@ApplicationScoped
public class VisibleExperiments {

  private final Experiments experiments;
  private final Standings standings;

  VisibleExperiments(Experiments experiments, Standings standings) {
    this.experiments = experiments;
    this.standings = standings;
  }

  /**
   * Finds an experiment that the caller may read.
   *
   * @param suffices what the caller needs of the project, see {@link Standings#find}
   * @throws ProblemException 404 {@code EXPERIMENT_NOT_FOUND}, 503 {@code PROJECT_SERVICE_AWAY}
   */
  public Found find(UUID id, Caller caller, Predicate<Standing> suffices) {
    return seen(experiments.findByIdOptional(id), id.toString(), caller, suffices);
  }

  /**
   * Finds an experiment as {@link #find} does, refuses who does not contribute to its project, and
   * then locks its row until the transaction ends: nobody else makes others wait.
   *
   * @throws ProblemException also 403 {@code NOT_A_CONTRIBUTOR}
   */
  Found lock(UUID id, Caller caller) {
    Found found = find(id, caller, Standing::isContributor);
    Refusal.check(Contribution.refuses(caller, found.standing()));
    experiments.lock(found.experiment());
    return found;
  }

  /**
   * Finds an experiment by its name.
   *
   * @param standing what the caller is in the project it is looked for in
   * @throws ProblemException 404 {@code EXPERIMENT_NOT_FOUND}
   */
  public Found named(Standing standing, String name) {
    return experiments
        .named(standing.projectId(), name)
        .map(experiment -> new Found(experiment, standing))
        .orElseThrow(() -> notFound(name));
  }

  /**
   * Finds several experiments, at most a page's worth, and leaves out what the caller may not know.
   */
  public List<Found> readable(Collection<UUID> ids, Caller caller) {
    List<Experiment> found = experiments.byId(ids);
    Map<UUID, ProjectKey> projects = new LinkedHashMap<>();
    found.forEach(experiment -> projects.put(experiment.projectId(), experiment.project()));
    Map<UUID, Standing> readable = standings.readable(projects, caller);
    return found.stream()
        .flatMap(
            experiment ->
                Stream.ofNullable(readable.get(experiment.projectId()))
                    .map(standing -> new Found(experiment, standing)))
        .toList();
  }

  private Found seen(
      Optional<Experiment> found, String name, Caller caller, Predicate<Standing> suffices) {
    Experiment experiment = found.orElseThrow(() -> notFound(name));
    return standings
        .find(experiment.project(), caller, suffices)
        .map(standing -> new Found(experiment, standing))
        .orElseThrow(() -> notFound(name));
  }

  private static ProblemException notFound(String name) {
    return ProblemException.of(
        RegistryProblem.EXPERIMENT_NOT_FOUND,
        "There is no experiment '%s', or you may not know of it".formatted(name));
  }

  /**
   * An experiment, and what the caller is in its project.
   *
   * @param experiment the experiment
   * @param standing what the caller is
   */
  public record Found(Experiment experiment, Standing standing) {}
}
