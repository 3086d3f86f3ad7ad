package org.assay.kit.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assay.contracts.problem.CommonProblem;
import org.assay.contracts.problem.Problem;
import org.assay.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A refusal that knows its type, and so its HTTP status; thrown by domain code, answered by {@link
 * ProblemMapper}.
 *
 * <p>It is built where it is thrown: each of {@link #at}, {@link #help}, {@link #with}, {@link
 * #retryAfter} and {@link #because} adds to this exception and returns it.
 */
public class ProblemException extends RuntimeException {

  private final transient ProblemType type;
  private final transient List<Problem.FieldError> errors = new ArrayList<>();
  private final transient List<String> help = new ArrayList<>();
  private final transient Map<String, Object> extensions = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();
  private @Nullable Duration retryAfter;

  /**
   * Makes a refusal; {@link #of} reads better where it is thrown.
   *
   * @param type the constant of the catalogue
   * @param detail what is wrong here, with which value, and what would be accepted
   */
  protected ProblemException(ProblemType type, String detail) {
    super(detail);
    this.type = type;
  }

  /** Makes a refusal of the given type; the detail says what is wrong and what is accepted. */
  public static ProblemException of(ProblemType type, String detail) {
    return new ProblemException(type, detail);
  }

  /** Makes a 422 {@code VALIDATION_FAILED} about one member of the input. */
  public static ProblemException invalid(String pointer, String code, String detail) {
    return of(CommonProblem.VALIDATION_FAILED, "The input breaks a rule: " + detail)
        .at(pointer, code, detail);
  }

  /**
   * Goes on where the input has no fault.
   *
   * @throws ProblemException 422 {@code VALIDATION_FAILED} about each fault
   */
  public static void refuseAny(List<Problem.FieldError> faults) {
    if (!faults.isEmpty()) {
      Problem.FieldError first = faults.getFirst();
      ProblemException problem = invalid(first.pointer(), first.code(), first.detail());
      problem.errors.addAll(faults.subList(1, faults.size()));
      throw problem;
    }
  }

  /**
   * Adds one fault of the input.
   *
   * @param pointer an RFC 6901 pointer into the body, {@code ?name} for a query parameter, or the
   *     name of a header
   * @param code the rule that is broken, UPPER_SNAKE
   * @param detail what would be accepted
   */
  public ProblemException at(String pointer, String code, String detail) {
    errors.add(new Problem.FieldError(pointer, code, detail));
    return this;
  }

  /** Adds a sentence on what to do next. */
  public ProblemException help(String what) {
    help.add(what);
    return this;
  }

  /** Adds a further member to the answer, its key in snake_case. */
  public ProblemException with(String key, Object value) {
    extensions.put(key, value);
    return this;
  }

  /** Adds a header to the answer. */
  public ProblemException header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Says when it is worth trying again; the answer carries {@code Retry-After}. */
  public ProblemException retryAfter(Duration wait) {
    this.retryAfter = wait;
    return this;
  }

  /** Keeps the exception that led here for the log; it is never shown. */
  public ProblemException because(Throwable cause) {
    if (getCause() == null) {
      initCause(cause);
    }
    return this;
  }

  /** Returns the constant of the catalogue. */
  public ProblemType type() {
    return type;
  }

  /** Returns what is wrong here. */
  public String detail() {
    String message = getMessage();
    return message == null ? type.title() : message;
  }

  /** Returns the single faults of the input. */
  public List<Problem.FieldError> errors() {
    return List.copyOf(errors);
  }

  /** Returns the further headers of the answer. */
  public Map<String, String> headers() {
    return Map.copyOf(headers);
  }

  /** Returns when it is worth trying again, where that is known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Returns the refusal as HTTP shows it. */
  public Problem toProblem(@Nullable String instance, @Nullable String traceId) {
    return new Problem(
        type.type(),
        type.title(),
        type.status(),
        detail(),
        instance,
        type.code(),
        errors,
        traceId,
        help,
        extensions);
  }
}
