package org.assay.registry.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.assay.contracts.name.PlainTextRule;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.experiment.VisibleExperiments.Found;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.jspecify.annotations.Nullable;

/** Makes an experiment in a project. */
@ApplicationScoped
public class ExperimentFounding {

  /** The most characters (UTF-16 units) of a name. */
  public static final int MAX_NAME = 500;

  private static final int MAX_LOCATION = 1_000;

  private final Experiments experiments;
  private final Entries entries;
  private final EventLog events;

  ExperimentFounding(Experiments experiments, Entries entries, EventLog events) {
    this.experiments = experiments;
    this.entries = entries;
    this.events = events;
  }

  /**
   * Makes an experiment, in the running transaction.
   *
   * @param standing what the caller is in the project
   * @param artifactLocation where its client wants its files, null for here
   * @throws ProblemException 403 {@code NOT_A_CONTRIBUTOR}, 409 {@code PROJECT_NOT_ACTIVE} or
   *     {@code EXPERIMENT_NAME_TAKEN}, 422 {@code VALIDATION_FAILED}
   */
  public Found found(
      Standing standing,
      String name,
      @Nullable String artifactLocation,
      List<Entry> tags,
      Caller caller) {
    Refusal.check(Contribution.refusesNew(caller, standing));
    checkName(name);
    checkLocation(artifactLocation);
    Experiment experiment =
        Experiment.founded(
            standing.projectId(), standing.key(), name, artifactLocation, caller.subject());
    experiments.add(experiment);
    entries.set(EntryTable.EXPERIMENT_TAG, experiment.id(), experiment.id(), tags);
    events.append(experiment.event(Cause.by(caller)));
    return new Found(experiment, standing);
  }

  /**
   * Returns the experiment of a project that takes the runs for which none is named, and makes it
   * where this is the first of them.
   *
   * @throws ProblemException as {@link #found}
   */
  public Found standard(Standing standing, Caller caller) {
    Optional<Experiment> there = experiments.standard(standing.projectId());
    if (there.isEmpty()) {
      experiments.lockStandard(standing.projectId());
      there = experiments.standard(standing.projectId());
    }
    return there
        .map(experiment -> new Found(experiment, standing))
        .orElseGet(() -> found(standing, Experiment.STANDARD_NAME, null, List.of(), caller));
  }

  /**
   * Refuses a name that breaks a rule.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED}
   */
  static void checkName(String name) {
    if (name.length() > MAX_NAME) {
      throw ProblemException.invalid(
          "/name",
          "TOO_LONG",
          "Invalid experiment name: it has %d characters and exceeds the maximum length of %d"
              .formatted(name.length(), MAX_NAME));
    }
    PlainTextRule.violationOf(name)
        .ifPresent(
            violation -> {
              throw ProblemException.invalid(
                  "/name", "MALFORMED_TEXT", "Invalid experiment name: it " + violation);
            });
  }

  private static void checkLocation(@Nullable String location) {
    if (location == null) {
      return;
    }
    if (location.length() > MAX_LOCATION
        || location.startsWith("runs:")
        || PlainTextRule.violationOf(location).isPresent()
        || location.contains("..")) {
      throw ProblemException.invalid(
          "/artifact_location",
          "MALFORMED_LOCATION",
          "Invalid artifact location: accepted is plain text of at most %d characters that does not"
                  .formatted(MAX_LOCATION)
              + " begin with runs: and holds no ..; leave it out to keep the files here");
    }
  }
}
