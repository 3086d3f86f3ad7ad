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

  private final VisibleModels visible;
  private final Models models;
  private final EventLog events;
  private final ObjectMapper json;
  private final Validator validator;

  ModelDescription(
      VisibleModels visible,
      Models models,
      EventLog events,
      ObjectMapper json,
      Validator validator) {
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
   * @throws ProblemException 404 {@code MODEL_NOT_FOUND}, 403 {@code NOT_A_CONTRIBUTOR}, 409 {@code
   *     MODEL_KIND_FIXED}, 428, 412
   */
  Found describe(String fullName, JsonNode patch, @Nullable String ifMatch, Caller caller)
      throws JsonProcessingException {
    // By shape first, on an example of what is patched, so that a refusal tells nothing of the
    // model.
    merge(
        new DescribeModel("unseen", "unseen", "unseen", "unseen", ModelKind.OTHER, List.of()),
        patch);
    Found found = visible.lock(fullName, caller, Standing::isContributor);
    Refusal.check(Contribution.refuses(caller, found.standing()));
    Model model = found.model();
    DescribeModel wanted = merge(DescribeModel.of(model), patch);
    requireKindOpen(model, wanted);
    IfMatch.require(ifMatch, model.revision());
    if (model.describe(wanted)) {
      events.append(model.event(Cause.by(caller)));
    }
    return found;
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
    JsonNode use = members.get("intended_use");
    if (use != null && use.isNull()) {
      throw ProblemException.invalid(
          "/intended_use", "REQUIRED", "what a model is for can be changed, but not removed");
    }
    JsonNode kind = members.get("kind");
    if (kind != null && kind.isNull()) {
      throw ProblemException.invalid(
          "/kind", "REQUIRED", "what a model does can be changed, but not removed");
    }
    ObjectNode merged = json.valueToTree(current);
    merged.setAll(members);
    DescribeModel wanted = json.treeToValue(merged, DescribeModel.class);
    Set<ConstraintViolation<DescribeModel>> violations = validator.validate(wanted);
    if (!violations.isEmpty()) {
      throw new ConstraintViolationException(violations);
    }
    return wanted;
  }
}
