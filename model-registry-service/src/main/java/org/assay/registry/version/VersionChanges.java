package org.assay.registry.version;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.name.ModelName;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.model.Model;
import org.assay.registry.model.Models;
import org.assay.registry.model.VisibleModels.Found;
import org.assay.registry.project.Contribution;
import org.assay.registry.tag.Tag;
import org.assay.registry.tag.Tagged;
import org.assay.registry.tag.Tags;
import org.jspecify.annotations.Nullable;

/**
 * What people change around a version's fixed bytes: description, tags, stage, and its end. Each
 * act locks the version's row, needs a contributor, and is one event where anything differs.
 */
@ApplicationScoped
public class VersionChanges {

  /** The most versions that leave a stage at once because another takes it. */
  private static final int MAX_REPLACED = 1_000;

  private final VisibleVersions visible;
  private final ModelVersions versions;
  private final VersionActs acts;
  private final Models models;
  private final Tags tags;
  private final EventLog events;

  VersionChanges(
      VisibleVersions visible,
      ModelVersions versions,
      VersionActs acts,
      Models models,
      Tags tags,
      EventLog events) {
    this.visible = visible;
    this.versions = versions;
    this.acts = acts;
    this.models = models;
    this.tags = tags;
    this.events = events;
  }

  /**
   * Describes a version anew, in the running transaction.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND} or {@code VERSION_NOT_FOUND}, 403 {@code
   *     NOT_A_CONTRIBUTOR}
   */
  public Seen describe(ModelName name, int number, @Nullable String description, Caller caller) {
    return change(name, number, caller, version -> version.describe(description));
  }

  /**
   * Sets tags of a version, in the running transaction.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND} or {@code VERSION_NOT_FOUND}, 403 {@code
   *     NOT_A_CONTRIBUTOR}, 422 {@code VALIDATION_FAILED}
   */
  public Seen tag(ModelName name, int number, Collection<Tag> wanted, Caller caller) {
    return change(
        name, number, caller, version -> noted(version, tags.set(tagged(version), wanted)));
  }

  /** Removes a tag of a version, as {@link #tag} sets one; an absent one is no fault. */
  public Seen untag(ModelName name, int number, String key, Caller caller) {
    return change(
        name, number, caller, version -> noted(version, tags.remove(tagged(version), key)));
  }

  /**
   * Labels a version with a stage, in the running transaction.
   *
   * @param stage the stage, null for none
   * @param alone whether versions that are in the stage become ARCHIVED
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND} or {@code VERSION_NOT_FOUND}, 403 {@code
   *     NOT_A_CONTRIBUTOR} or {@code STAGE_GOVERNED}
   */
  public Seen label(
      ModelName name, int number, @Nullable Stage stage, boolean alone, Caller caller) {
    Found in = visible.lockModel(name.full(), caller);
    List<UUID> replaced =
        stage != null && alone
            ? versions.inStage(in.model(), stage, MAX_REPLACED)
            : List.<UUID>of();
    Seen seen = open(visible.lockWithOthers(in, number, replaced));
    Refusal.check(Contribution.refuses(caller, seen.in().standing()));
    Refusal.check(seen.version().refuses(stage));
    Model model = in.model();
    replaced.stream()
        .filter(id -> !id.equals(seen.version().id()))
        .map(versions::findById)
        .filter(other -> other.label(Stage.ARCHIVED))
        .forEach(other -> tell(other, model, caller));
    if (seen.version().label(stage)) {
      tell(seen.version(), model, caller);
    }
    models.touch(model.id());
    return seen;
  }

  /**
   * Deletes a version in the running transaction, as its state allows: a draft is discarded, any
   * other retired, and the aliases that point at it are dropped.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND} or {@code VERSION_NOT_FOUND}, 403 by the
   *     step's guard, 409 {@code ILLEGAL_TRANSITION}
   */
  public void delete(ModelName name, int number, Caller caller) {
    Seen seen = open(visible.lockWithModel(name.full(), number, caller));
    acts.delete(seen, caller);
    models.touch(seen.in().model().id());
  }

  /**
   * Deletes every version of a model, as {@link #delete} does each; the model's row is locked.
   *
   * @throws ProblemException 409 {@code MODEL_IN_USE} where one may not go
   */
  void deleteAll(Model model, List<Seen> all, Caller caller) {
    for (Seen seen : all) {
      seen.version()
          .refusesDeletion(caller, seen.in().standing())
          .ifPresent(
              why -> {
                throw ProblemException.of(
                    RegistryProblem.MODEL_IN_USE,
                    "Model %s stays: %s".formatted(model.fullName(), why.detail()));
              });
      acts.delete(seen, caller);
    }
  }

  private Seen change(ModelName name, int number, Caller caller, Predicate<ModelVersion> change) {
    Seen seen = open(visible.lock(name.full(), number, caller));
    Refusal.check(Contribution.refuses(caller, seen.in().standing()));
    if (change.test(seen.version())) {
      tell(seen.version(), seen.in().model(), caller);
    }
    return seen;
  }

  /** A retired version is history: it can be read, but no more be told things about. */
  private static Seen open(Seen seen) {
    if (seen.version().state() == VersionState.RETIRED) {
      throw ProblemException.of(
          RegistryProblem.VERSION_NOT_FOUND,
          "Version %d of model %s is retired"
              .formatted(seen.version().number(), seen.in().model().fullName()));
    }
    return seen;
  }

  private static boolean noted(ModelVersion version, boolean differs) {
    if (differs) {
      version.changed();
    }
    return differs;
  }

  private void tell(ModelVersion version, Model model, Caller caller) {
    events.append(
        version.event(EventTypes.VERSION_UPDATED, model.fullName(), Cause.by(caller), null));
  }

  private static Tagged tagged(ModelVersion version) {
    return Tagged.version(version.projectId(), version.id());
  }
}
