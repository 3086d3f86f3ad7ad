package org.assay.registry.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assay.kit.event.Cause;
import org.assay.kit.event.EventLog;
import org.assay.kit.http.IfMatch;
import org.assay.kit.identity.Caller;
import org.assay.kit.problem.ProblemException;
import org.assay.registry.Refusal;
import org.assay.registry.RegistryProblem;
import org.assay.registry.model.VisibleModels.Found;
import org.assay.registry.project.Contribution;
import org.assay.registry.project.Standing;
import org.jspecify.annotations.Nullable;

/** Changes what is said about a model, by a JSON Merge Patch (RFC 7396). */
@ApplicationScoped
class ModelDescription {

  /** What is patched where nobody has looked at the model yet. */
  private static final DescribeModel UNSEEN =
      new DescribeModel(
          "unseen", "unseen", "unseen", "unseen", ModelKind.OTHER, List.of(), List.of(), "unseen");

  private final ModelReferences references;
  private final VisibleModels visible;
  private final Models models;
  private final EventLog events;
  private final ObjectMapper json;
  private final Validator validator;

  ModelDescription(
      ModelReferences references,
      VisibleModels visible,
      Models models,
      EventLog events,
      ObjectMapper json,
      Validator validator) {
    this.references = references;
    this.visible = visible;
    this.models = models;
    this.events = events;
    this.json = json;
    this.validator = validator;
  }

  /**
   * Applies a patch in the running transaction, under the row lock of the model.
   *
   * @param ifMatch the revision that the caller saw
   * @throws JsonProcessingException 422, where a member is unknown or of a wrong type
   * @throws ConstraintViolationException 422, where the result breaks a rule
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR} or {@code
   *     OWNER_OR_LEAD_REQUIRED}, 422 {@code UNKNOWN_SUBJECT} or {@code VALIDATION_FAILED} where the
   *     owner or a use case is none of the project, 409 {@code MODEL_KIND_FIXED}, 428, 412, 503
   */
  Found describe(String fullName, JsonNode patch, @Nullable String ifMatch, Caller caller)
      throws JsonProcessingException {
    // By shape first, on an example of what is patched, so that a refusal tells nothing of the
    // model.
    DescribeModel shape = merge(UNSEEN, patch);
    Optional<String> owner = references(fullName, shape, patch.has("owner"), caller);
    Found found = visible.lock(fullName, caller, Standing::isContributor);
    Refusal.check(Contribution.refuses(caller, found.standing()));
    Model model = found.model();
    DescribeModel merged = merge(DescribeModel.of(model), patch);
    DescribeModel wanted = owner.map(merged::ownedBy).orElse(merged);
    requireKindOpen(model, wanted);
    IfMatch.require(ifMatch, model.revision());
    if (model.describe(wanted)) {
      events.append(model.event(Cause.by(caller)));
    }
    return found;
  }

  /**
   * Looks for what a patch names, before the model's row is locked; the revision that the caller
   * saw says later whether the model is as it was.
   *
   * @return the subject of another owner
   */
  private Optional<String> references(
      String fullName, DescribeModel shape, boolean another, Caller caller) {
    if (!another && shape.uses().isEmpty()) {
      return Optional.empty();
    }
    Found found = visible.find(fullName, caller, Standing::isContributor);
    Refusal.check(Contribution.refuses(caller, found.standing()));
    references.requireUseCases(shape.uses(), found.standing(), caller);
    if (!another) {
      return Optional.empty();
    }
    Refusal.check(ModelReferences.refusesHandover(found.model(), found.standing(), caller));
    return Optional.of(references.owner(shape.owner(), found.standing(), caller));
  }

  private void requireKindOpen(Model model, DescribeModel wanted) {
    if (model.classifiesAnew(wanted) && models.anySubmitted(model)) {
      throw ProblemException.of(
              RegistryProblem.MODEL_KIND_FIXED,
              "Model %s stays of kind %s, since a version of it was submitted"
                  .formatted(model.fullName(), model.kind()))
          .help("Register a model of the other kind.");
    }
  }

  private DescribeModel merge(DescribeModel current, JsonNode patch)
      throws JsonProcessingException {
    if (!(patch instanceof ObjectNode members)) {
      throw ProblemException.invalid("", "WRONG_TYPE", "a merge patch of a model is an object");
    }
    requireKept(members, "intended_use", "what a model is for");
    requireKept(members, "kind", "what a model does");
    requireKept(members, "owner", "who answers for a model");
    ObjectNode merged = json.valueToTree(current);
    merged.setAll(members);
    DescribeModel wanted = json.treeToValue(merged, DescribeModel.class);
    Set<ConstraintViolation<DescribeModel>> violations = validator.validate(wanted);
    if (!violations.isEmpty()) {
      throw new ConstraintViolationException(violations);
    }
    return wanted;
  }

  private static void requireKept(ObjectNode members, String name, String what) {
    JsonNode value = members.get(name);
    if (value != null && value.isNull()) {
      throw ProblemException.invalid(
          "/" + name, "REQUIRED", what + " can be changed, but not removed");
    }
  }
}
