package org.assay.contracts.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as HTTP shows it: problem details of RFC 9457 with Assay's extensions.
 *
 * @param type the page that explains it, relative to the gateway
 * @param title what kind of refusal it is
 * @param status the HTTP status
 * @param detail what is wrong here, with which value, and what would be accepted
 * @param instance the path that was asked
 * @param code the stable code, UPPER_SNAKE
 * @param errors the single faults of the input, empty where the request as a whole is refused
 * @param traceId the trace to name to an operator, absent where none runs
 * @param help what to do next, a sentence each
 * @param extensions further members, such as the transitions that are allowed
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String instance,
    String code,
    List<FieldError> errors,
    @JsonProperty("trace_id") @Nullable String traceId,
    List<String> help,
    @JsonAnyGetter Map<String, Object> extensions) {

  /** The media type of a problem (RFC 9457 section 3). */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Copies the collections. */
  public Problem {
    errors = List.copyOf(errors);
    help = List.copyOf(help);
    extensions = Map.copyOf(extensions);
  }

  /**
   * One fault of the input.
   *
   * @param pointer where it stands, an RFC 6901 pointer into the body, or {@code ?name} for a query
   *     parameter and the name of a header
   * @param code the rule that is broken, UPPER_SNAKE
   * @param detail what would be accepted
   */
  public record FieldError(String pointer, String code, String detail) {}

  /** A refusal of the given type without single faults. */
  public static Problem of(
      ProblemType type, String detail, @Nullable String instance, @Nullable String traceId) {
    return new Problem(
        type.type(),
        type.title(),
        type.status(),
        detail,
        instance,
        type.code(),
        List.of(),
        traceId,
        List.of(),
        Map.of());
  }
}
