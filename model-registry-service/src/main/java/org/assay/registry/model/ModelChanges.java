package org.assay.registry.model;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.function.Predicate;
import org.assay.contracts.name.ModelName;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.model.VisibleModels.Found;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.assay.registry.tag.Tag;
import org.assay.registry.tag.Tagged;
import org.assay.registry.tag.Tags;
import org.jspecify.annotations.Nullable;

/**
 * What MLflow's clients change of a model: description, tags, name. Each act locks the model's row,
 * needs a contributor, and is one event where anything differs.
 */
@ApplicationScoped
public class ModelChanges {

  private final VisibleModels visible;
  private final Models models;
  private final Tags tags;
  private final EventLog events;

  ModelChanges(VisibleModels visible, Models models, Tags tags, EventLog events) {
    this.visible = visible;
    this.models = models;
    this.tags = tags;
    this.events = events;
  }

  /**
   * Describes a model anew, in the running transaction.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}
   */
  public Found describe(ModelName name, @Nullable String description, Caller caller) {
    return change(
        name, caller, model -> model.describe(DescribeModel.of(model).describedAs(description)));
  }

  /**
   * Sets tags of a model, in the running transaction.
   *
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 422 {@code
   *     VALIDATION_FAILED}
   */
  public Found tag(ModelName name, Collection<Tag> wanted, Caller caller) {
    return change(name, caller, model -> tags.set(tagged(model), wanted) && model.changed() > 0);
  }

  /** Removes a tag of a model, as {@link #tag} sets one; an absent one is no fault. */
  public Found untag(ModelName name, String key, Caller caller) {
    return change(name, caller, model -> tags.remove(tagged(model), key) && model.changed() > 0);
  }

  /**
   * Gives a model another name in its project, in the running transaction.
   *
   * @param isFixed says of the model whether a review rests on its name
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409 {@code
   *     MODEL_NAME_FIXED} or {@code MODEL_NAME_TAKEN}
   */
  public Found rename(ModelName name, ModelName newName, Predicate<Model> isFixed, Caller caller) {
    return change(
        name,
        caller,
        model -> {
          if (isFixed.test(model)) {
            throw ProblemException.of(
                RegistryProblem.MODEL_NAME_FIXED,
                "A version of model %s was submitted for review, so its name stays"
                    .formatted(name));
          }
          if (newName.equals(name)) {
            return false;
          }
          models.countOn(model, name.name(), null);
          model.rename(newName.name());
          models.flushName(model);
          models.countOn(model, null, newName.name());
          return true;
        });
  }

  private Found change(ModelName name, Caller caller, Predicate<Model> change) {
    Found found = visible.lock(name.full(), caller, Standing::isContributor);
    Refusal.check(Contribution.refuses(caller, found.standing()));
    if (change.test(found.model())) {
      events.append(found.model().event(Cause.by(caller)));
    }
    return found;
  }

  private static Tagged tagged(Model model) {
    return Tagged.model(model.projectId(), model.id());
  }
}
