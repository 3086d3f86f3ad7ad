package org.assay.registry.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import org.assay.registry.experiment.Stage;
import org.assay.registry.experiment.VisibleExperiments;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;

/** Finds runs for a caller, so that those of a foreign project look as if not there. */
@ApplicationScoped
public class VisibleRuns {

  private final Runs runs;
  private final VisibleExperiments experiments;

  VisibleRuns(Runs runs, VisibleExperiments experiments) {
    this.runs = runs;
    this.experiments = experiments;
  }

  /**
   * Finds a run that the caller may read, a deleted one too.
   *
   * @throws ProblemException 404 {@code RUN_NOT_FOUND}, 503 {@code PROJECT_SERVICE_AWAY}
   */
  public Found find(UUID id, Caller caller) {
    return find(id, caller, Standing::mayRead);
  }

  /** Returns those of several runs of experiments that the caller may read, in the order given. */
  public List<Found> known(List<UUID> ids, Caller caller) {
    Map<UUID, Run> found = runs.byId(ids);
    found.values().removeIf(Run::isImplicit);
    Map<UUID, VisibleExperiments.Found> in =
        experiments
            .readable(
                found.values().stream().map(Run::experimentId).collect(Collectors.toSet()), caller)
            .stream()
            .collect(Collectors.toMap(one -> one.experiment().id(), Function.identity()));
    return ids.stream()
        .map(found::get)
        .filter(Objects::nonNull)
        .flatMap(
            run ->
                Stream.ofNullable(in.get(run.experimentId()))
                    .map(one -> new Found(run, one.experiment(), one.standing())))
        .toList();
  }

  /**
   * Finds a run to log to: it stays, neither changed nor deleted, until the transaction ends, while
   * others may log to it too.
   *
   * @throws ProblemException 404 {@code RUN_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409 {@code
   *     RUN_DELETED}
   */
  public Found toLog(UUID id, Caller caller) {
    return active(mine(id, caller, LockModeType.PESSIMISTIC_READ));
  }

  /**
   * Finds a run as {@link #toLog} does, to write results that a version may rest on.
   *
   * @throws ProblemException also 409 {@code RUN_FIXED}
   */
  public Found toMeasure(UUID id, Caller caller) {
    return open(toLog(id, caller));
  }

  /** Finds a run as {@link #toLog} does and locks its row until the transaction ends. */
  public Found toChange(UUID id, Caller caller) {
    return active(toDelete(id, caller));
  }

  /** Finds a run as {@link #toChange} does, a deleted one too. */
  Found toDelete(UUID id, Caller caller) {
    return mine(id, caller, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Only who contributes locks the row, so that nobody else makes others wait. */
  private Found mine(UUID id, Caller caller, LockModeType lock) {
    Found found = find(id, caller, Standing::isContributor);
    Refusal.check(Contribution.refuses(caller, found.standing()));
    runs.lock(found.run(), lock);
    return found;
  }

  private Found find(UUID id, Caller caller, Predicate<Standing> suffices) {
    Run run = runs.tracked(id).orElseThrow(() -> notFound(id));
    try {
      VisibleExperiments.Found in = experiments.find(run.experimentId(), caller, suffices);
      return new Found(run, in.experiment(), in.standing());
    } catch (ProblemException hidden) {
      throw hidden.type() == RegistryProblem.EXPERIMENT_NOT_FOUND ? notFound(id) : hidden;
    }
  }

  /**
   * Refuses a run whose results stay as they are.
   *
   * @throws ProblemException 409 {@code RUN_FIXED}
   */
  static Found open(Found found) {
    Refusal.check(refusesResults(found.run()));
    return found;
  }

  /** Refuses results for a run on which a submitted version rests. */
  static Optional<Refusal> refusesResults(Run run) {
    return run.isFixed()
        ? Optional.of(
            Refusal.of(
                RegistryProblem.RUN_FIXED,
                "A version that rests on run %s was submitted, so its results stay; log to another run"
                    .formatted(run.id())))
        : Optional.empty();
  }

  private static Found active(Found found) {
    if (found.stage() == Stage.DELETED) {
      throw deleted(found.run().id());
    }
    return found;
  }

  static ProblemException deleted(UUID id) {
    return ProblemException.of(
            RegistryProblem.RUN_DELETED,
            "The run %s must be in the 'active' state; it is deleted".formatted(id))
        .help("Restore it, or its experiment, first.");
  }

  private static ProblemException notFound(UUID id) {
    return ProblemException.of(
        RegistryProblem.RUN_NOT_FOUND,
        "Run '%s' not found, or you may not know of it".formatted(id));
  }

  /**
   * A run, and what the caller is in its project.
   *
   * @param run the run
   * @param experiment the experiment it belongs to
   * @param standing what the caller is
   */
  public record Found(Run run, Experiment experiment, Standing standing) {

    /** Returns whether it is there: neither it nor its experiment is deleted. */
    public Stage stage() {
      return run.isDeleted() ? Stage.DELETED : experiment.stage();
    }
  }
}
