package org.assay.registry.loggedmodel;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assay.contracts.name.PlainTextRule;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.experiment.Entries;
import org.assay.registry.experiment.Entry;
import org.assay.registry.experiment.EntryTable;
import org.assay.registry.experiment.ExperimentChange;
import org.assay.registry.experiment.VisibleExperiments;
import org.assay.registry.project.Contribution;
import org.assay.registry.run.VisibleRuns;
import org.jspecify.annotations.Nullable;

/**
 * Writes logged models. Each act runs in the transaction of its caller and throws 404 {@code
 * LOGGED_MODEL_NOT_FOUND} or 403 {@code NOT_A_CONTRIBUTOR}.
 */
@ApplicationScoped
public class ModelLogging {

  private static final int MAX_NAME = 500;
  private static final Pattern NO_NAME = Pattern.compile(".*[/:.%\"'`].*");

  private final LoggedModels models;
  private final VisibleLoggedModels visible;
  private final VisibleRuns runs;
  private final Entries entries;
  private final EventLog events;

  ModelLogging(
      LoggedModels models,
      VisibleLoggedModels visible,
      VisibleRuns runs,
      Entries entries,
      EventLog events) {
    this.models = models;
    this.visible = visible;
    this.runs = runs;
    this.entries = entries;
    this.events = events;
  }

  /**
   * Begins a logged model, whose files are still to come.
   *
   * @throws ProblemException 403 {@code NOT_A_CONTRIBUTOR}, 404 {@code RUN_NOT_FOUND}, 409 {@code
   *     PROJECT_NOT_ACTIVE}, {@code EXPERIMENT_DELETED} or {@code RUN_DELETED}, 422 {@code
   *     VALIDATION_FAILED}
   */
  public VisibleLoggedModels.Found begin(VisibleExperiments.Found in, Asked asked, Caller caller) {
    Refusal.check(Contribution.refusesNew(caller, in.standing()));
    ExperimentChange.requireActive(in.experiment());
    checkName(asked.name());
    checkType(asked.modelType());
    requireOwnRun(in, asked.sourceRunId(), caller);
    LoggedModel model = LoggedModel.begun(in.experiment(), asked, caller.subject());
    models.persistAndFlush(model);
    UUID experiment = in.experiment().id();
    entries.add(EntryTable.LOGGED_MODEL_PARAM, model.id(), experiment, asked.params());
    entries.set(EntryTable.LOGGED_MODEL_TAG, model.id(), experiment, asked.tags());
    events.append(model.event(Cause.by(caller)));
    return new VisibleLoggedModels.Found(model, in.experiment(), in.standing());
  }

  /** Says how its upload ended. */
  public VisibleLoggedModels.Found finish(UUID id, LoggedModelStatus end, Caller caller) {
    VisibleLoggedModels.Found found = visible.toChange(id, caller);
    if (found.model().finish(end)) {
      models.flush();
      events.append(found.model().event(Cause.by(caller)));
    }
    return found;
  }

  /** Deletes it, for good; its files are its caller's to remove. */
  public VisibleLoggedModels.Found delete(UUID id, Caller caller) {
    VisibleLoggedModels.Found found = visible.toChange(id, caller);
    if (found.model().delete()) {
      events.append(found.model().event(Cause.by(caller)));
    }
    return found;
  }

  /**
   * Adds parameters.
   *
   * @throws ProblemException also 422 {@code VALIDATION_FAILED} or {@code TOO_MANY_ENTRIES}, 409
   *     {@code PARAM_FIXED}
   */
  public void addParams(UUID id, List<Entry> params, Caller caller) {
    LoggedModel model = visible.toLog(id, caller).model();
    entries.add(EntryTable.LOGGED_MODEL_PARAM, id, model.experimentId(), params);
  }

  /**
   * Sets tags.
   *
   * @throws ProblemException also 422 {@code VALIDATION_FAILED} or {@code TOO_MANY_ENTRIES}
   */
  public void setTags(UUID id, List<Entry> tags, Caller caller) {
    LoggedModel model = visible.toLog(id, caller).model();
    entries.set(EntryTable.LOGGED_MODEL_TAG, id, model.experimentId(), tags);
  }

  /**
   * Removes a tag.
   *
   * @throws ProblemException also 404 {@code TAG_NOT_FOUND}
   */
  public void deleteTag(UUID id, String key, Caller caller) {
    visible.toLog(id, caller);
    if (!entries.remove(EntryTable.LOGGED_MODEL_TAG, id, key)) {
      throw ProblemException.of(
          RegistryProblem.TAG_NOT_FOUND,
          "No tag with key '%s' on this logged model".formatted(key));
    }
  }

  private void requireOwnRun(VisibleExperiments.Found in, @Nullable UUID run, Caller caller) {
    if (run == null) {
      return;
    }
    VisibleRuns.Found source = runs.toLog(run, caller);
    if (!source.run().projectId().equals(in.experiment().projectId())) {
      throw ProblemException.of(
          RegistryProblem.RUN_NOT_FOUND,
          "There is no run '%s' in project %s".formatted(run, in.standing().key()));
    }
  }

  private static void checkType(@Nullable String type) {
    if (type == null || type.isEmpty()) {
      return;
    }
    if (type.length() > MAX_NAME) {
      throw ProblemException.invalid(
          "/model_type",
          "TOO_LONG",
          "model_type has %d characters and exceeds the maximum length of %d"
              .formatted(type.length(), MAX_NAME));
    }
    PlainTextRule.violationOf(type)
        .ifPresent(
            violation -> {
              throw ProblemException.invalid(
                  "/model_type", "MALFORMED_TEXT", "model_type " + violation);
            });
  }

  private static void checkName(String name) {
    boolean refused =
        name.length() > MAX_NAME
            || PlainTextRule.violationOf(name).isPresent()
            || NO_NAME.matcher(name).matches();
    if (refused) {
      throw ProblemException.invalid(
          "/name",
          "MALFORMED_TEXT",
          "Invalid model name (%s) provided. Model name must be a non-empty string of at most %d"
                  .formatted(name.length() > 60 ? name.substring(0, 60) + "..." : name, MAX_NAME)
              + " characters and cannot contain / : . % \" ' ` or control characters");
    }
  }

  /**
   * What is asked for to begin a logged model.
   *
   * @param name its name; several may have the same
   * @param modelType what kind of model its client says it is
   * @param sourceRunId the run that writes it
   * @param params what it was made with
   * @param tags what is said of it from the beginning
   */
  public record Asked(
      String name,
      @Nullable String modelType,
      @Nullable UUID sourceRunId,
      List<Entry> params,
      List<Entry> tags) {

    /** Copies the lists. */
    public Asked {
      params = List.copyOf(params);
      tags = List.copyOf(tags);
    }
  }
}
