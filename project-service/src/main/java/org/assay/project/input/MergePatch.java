package org.assay.project.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Set;
import org.assay.kit.problem.ProblemException;
import org.assay.project.ProjectProblem;

/**
 * JSON Merge Patch (RFC 7396) on what may be changed of a resource: a flat record that is written,
 * merged, read again and validated like any command.
 */
@ApplicationScoped
public class MergePatch {

  /** The media type of a merge patch. */
  public static final String MEDIA_TYPE = "application/merge-patch+json";

  private final ObjectMapper json;
  private final Validator validator;

  MergePatch(ObjectMapper json, Validator validator) {
    this.json = json;
    this.validator = validator;
  }

  /**
   * Merges a patch into the current value.
   *
   * @param current what may be changed, as it stands
   * @param immutable names of members that exist but never change by a patch
   * @return the changed value, valid
   * @throws ProblemException {@code FIELD_IMMUTABLE}, or {@code VALIDATION_FAILED} where the patch
   *     is no object or the result breaks a rule
   * @throws JsonProcessingException if a member is unknown or of another type, which service-kit
   *     answers 422 as for any body
   */
  public <T extends Record> T apply(T current, JsonNode patch, Set<String> immutable)
      throws JsonProcessingException {
    if (!(patch instanceof ObjectNode members)) {
      throw ProblemException.invalid("", "TYPE", "A merge patch of this resource is a JSON object");
    }
    members.fieldNames().forEachRemaining(name -> refuseImmutable(name, immutable));
    ObjectNode target = json.valueToTree(current);
    target.setAll(members);
    @SuppressWarnings("unchecked") // a record has no subclass, so its class is exactly T's
    Class<T> type = (Class<T>) current.getClass();
    return valid(json.treeToValue(target, type));
  }

  private static void refuseImmutable(String name, Set<String> immutable) {
    if (immutable.contains(name)) {
      String detail = "%s is not changed by a patch".formatted(name);
      throw ProblemException.of(ProjectProblem.FIELD_IMMUTABLE, detail)
          .at("/" + name, ProjectProblem.FIELD_IMMUTABLE.code(), detail)
          .help("A state changes by POST to holds, activations or closures; a key never changes.");
    }
  }

  private <T> T valid(T value) {
    Set<ConstraintViolation<T>> violations = validator.validate(value);
    if (!violations.isEmpty()) {
      throw new ConstraintViolationException(violations);
    }
    return value;
  }
}
