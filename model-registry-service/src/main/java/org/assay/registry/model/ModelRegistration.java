package org.assay.registry.model;

import jakarta.enterprise.context.ApplicationScoped;
import org.assay.contracts.name.ModelName;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.model.VisibleModels.Found;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.assay.registry.project.Standings;
import org.jspecify.annotations.Nullable;

/** Registers a model in a project. */
@ApplicationScoped
public class ModelRegistration {

  private final Standings standings;
  private final ModelReferences references;
  private final Models models;
  private final EventLog events;

  ModelRegistration(
      Standings standings, ModelReferences references, Models models, EventLog events) {
    this.standings = standings;
    this.references = references;
    this.models = models;
    this.events = events;
  }

  /**
   * Registers a model, in the running transaction.
   *
   * @throws ProblemException 404 {@code PROJECT_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409
   *     {@code PROJECT_NOT_ACTIVE} or {@code MODEL_NAME_TAKEN}, 422 {@code UNKNOWN_SUBJECT} or
   *     {@code VALIDATION_FAILED} where the owner does not work in the project or a use case is
   *     none of it, 503 {@code PROJECT_SERVICE_AWAY} or {@code IDENTITY_PROVIDER_AWAY}
   */
  Found register(RegisterModel asked, Caller caller) {
    Standing standing =
        standings.require(asked.fullName().project(), caller, Standing::mayRegister);
    Refusal.check(Contribution.refusesNew(caller, standing));
    String ownerId =
        asked.owner() == null
            ? caller.subject()
            : references.owner(asked.owner(), standing, caller);
    references.requireUseCases(asked.uses(), standing, caller);
    Model model =
        Model.registered(standing.projectId(), asked.fullName(), asked, ownerId, caller.subject());
    return add(model, standing, caller);
  }

  /**
   * Registers a model of which only the name is known, with the caller as its owner, in the running
   * transaction.
   *
   * @throws ProblemException 404 {@code PROJECT_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409
   *     {@code PROJECT_NOT_ACTIVE} or {@code MODEL_NAME_TAKEN}, 503 {@code PROJECT_SERVICE_AWAY}
   */
  public Found register(ModelName name, @Nullable String description, Caller caller) {
    Standing standing = standings.require(name.project(), caller, Standing::mayRegister);
    Refusal.check(Contribution.refusesNew(caller, standing));
    return add(
        Model.named(standing.projectId(), name, description, caller.subject()), standing, caller);
  }

  private Found add(Model model, Standing standing, Caller caller) {
    models.add(model);
    models.countOn(model, null, model.fullName().name());
    events.append(model.event(Cause.by(caller)));
    return new Found(model, standing);
  }
}
