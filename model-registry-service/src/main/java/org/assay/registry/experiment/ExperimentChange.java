package org.assay.registry.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.RegistryProblem;
import org.assay.registry.experiment.VisibleExperiments.Found;

/**
 * Changes an experiment: its name, its tags, whether it is there. Each act runs in the transaction
 * of its caller, under the row lock, and throws 404 {@code EXPERIMENT_NOT_FOUND}, 403 {@code
 * NOT_A_CONTRIBUTOR}, or 409 {@code EXPERIMENT_DELETED} where it needs the experiment to be there.
 */
@ApplicationScoped
public class ExperimentChange {

  private final VisibleExperiments visible;
  private final Experiments experiments;
  private final ExperimentRests rests;
  private final Entries entries;
  private final EventLog events;

  ExperimentChange(
      VisibleExperiments visible,
      Experiments experiments,
      ExperimentRests rests,
      Entries entries,
      EventLog events) {
    this.visible = visible;
    this.experiments = experiments;
    this.rests = rests;
    this.entries = entries;
    this.events = events;
  }

  /**
   * Gives it another name.
   *
   * @throws ProblemException also 409 {@code EXPERIMENT_NAME_TAKEN} or {@code EXPERIMENT_STANDARD},
   *     422 {@code VALIDATION_FAILED}
   */
  public Found rename(UUID id, String newName, Caller caller) {
    Found found = writable(id, caller);
    ExperimentFounding.checkName(newName);
    Experiment experiment = found.experiment();
    if (!newName.equals(experiment.name())) {
      requireOther(experiment);
    }
    if (experiment.rename(newName)) {
      experiments.flushName(experiment);
      tell(experiment, caller);
    }
    return found;
  }

  /**
   * Deletes it with its runs, which may come back; says whether it was there.
   *
   * @throws ProblemException also 409 {@code EXPERIMENT_STANDARD}, or {@code IN_USE} where a
   *     version rests on one of its runs
   */
  public boolean delete(UUID id, Caller caller) {
    Experiment experiment = mine(id, caller).experiment();
    requireOther(experiment);
    rests.requireNone(experiment);
    return told(experiment, Experiment::delete, caller);
  }

  /** Brings it back with its runs; says whether it was deleted. */
  public boolean restore(UUID id, Caller caller) {
    return told(mine(id, caller).experiment(), Experiment::restore, caller);
  }

  /**
   * Sets a tag.
   *
   * @throws ProblemException also 422 {@code VALIDATION_FAILED} or {@code TOO_MANY_ENTRIES}
   */
  public void setTag(UUID id, Entry tag, Caller caller) {
    Experiment experiment = writable(id, caller).experiment();
    entries.set(EntryTable.EXPERIMENT_TAG, id, id, List.of(tag));
    experiment.touch();
    tell(experiment, caller);
  }

  /**
   * Removes a tag.
   *
   * @throws ProblemException also 404 {@code TAG_NOT_FOUND}
   */
  public void deleteTag(UUID id, String key, Caller caller) {
    Experiment experiment = writable(id, caller).experiment();
    if (!entries.remove(EntryTable.EXPERIMENT_TAG, id, key)) {
      throw ProblemException.of(
          RegistryProblem.TAG_NOT_FOUND, "The experiment has no tag '%s'".formatted(key));
    }
    experiment.touch();
    tell(experiment, caller);
  }

  private boolean told(Experiment experiment, Predicate<Experiment> act, Caller caller) {
    boolean changed = act.test(experiment);
    if (changed) {
      tell(experiment, caller);
    }
    return changed;
  }

  private void tell(Experiment experiment, Caller caller) {
    events.append(experiment.event(Cause.by(caller)));
  }

  /** Clients that name no experiment write to the standard one, so it is there for good. */
  private static void requireOther(Experiment experiment) {
    if (experiment.isStandard()) {
      throw ProblemException.of(
              RegistryProblem.EXPERIMENT_STANDARD,
              "%s is the experiment of project %s for runs that name none, so it keeps its name and stays"
                  .formatted(experiment.name(), experiment.project()))
          .help(
              "Make another experiment, and delete its runs one by one where they are not needed.");
    }
  }

  private Found writable(UUID id, Caller caller) {
    Found found = mine(id, caller);
    requireActive(found.experiment());
    return found;
  }

  private Found mine(UUID id, Caller caller) {
    return visible.lock(id, caller);
  }

  /**
   * Goes on where the experiment is there.
   *
   * @throws ProblemException 409 {@code EXPERIMENT_DELETED}
   */
  public static void requireActive(Experiment experiment) {
    if (experiment.isDeleted()) {
      throw ProblemException.of(
              RegistryProblem.EXPERIMENT_DELETED,
              "The experiment %s is deleted; it must be in the 'active' state"
                  .formatted(experiment.id()))
          .help("Restore it first.");
    }
  }
}
