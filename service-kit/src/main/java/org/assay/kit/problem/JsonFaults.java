package org.assay.kit.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.json.JsonLimits;
import org.jspecify.annotations.Nullable;

/**
 * Tells what Jackson refused: 400 where the body is no JSON, 422 where it is but does not fit.
 *
 * <p>Jackson's own messages are not shown, since they name Java classes; the exception's type and
 * path say enough.
 */
final class JsonFaults {

  private static final String OWN_CODE = "org.assay.";

  private JsonFaults() {}

  static ProblemException tell(JsonProcessingException thrown) {
    List<JsonMappingException.Reference> path =
        thrown instanceof JsonMappingException mapping ? mapping.getPath() : List.of();
    String pointer = Pointer.of(path);
    // Jackson wraps what the parser threw inside a member, to add the path.
    Throwable fault =
        thrown.getClass() == JsonMappingException.class && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return switch (fault) {
      case ProblemException own -> own;
      case StreamConstraintsException _ -> beyondLimits();
      case InputCoercionException number -> outOfRange(pointer, number.getTargetType());
      case UnrecognizedPropertyException unknown -> unknownField(pointer, unknown);
      case InvalidFormatException format ->
          wrongType(pointer, format.getTargetType()).because(thrown);
      case ValueInstantiationException refused -> refusedValue(pointer, refused);
      case InvalidDefinitionException bug ->
          ProblemException.of(CommonProblem.INTERNAL_ERROR, Unexpected.DETAIL).because(bug);
      case MismatchedInputException mismatch when isTrailing(mismatch) ->
          malformed("more follows after the end of the first JSON value");
      case MismatchedInputException mismatch when isAbsent(mismatch) ->
          ProblemException.invalid(
              pointer,
              "REQUIRED",
              "a member is missing; accepted is " + described(mismatch.getTargetType()));
      case MismatchedInputException mismatch ->
          wrongType(pointer, mismatch.getTargetType()).because(thrown);
      case JsonMappingException mapping when mapping.getCause() instanceof RuntimeException ->
          refused(pointer, mapping.getCause());
      case IllegalArgumentException refused -> refused(pointer, refused);
      case JsonProcessingException syntax -> malformed(where(syntax.getLocation()));
      default -> refused(pointer, fault);
    };
  }

  private static ProblemException malformed(String where) {
    return ProblemException.of(
            CommonProblem.MALFORMED_JSON, "The body is not one JSON value (RFC 8259): " + where)
        .help("Check quotes, commas, brackets and that no name stands twice in one object");
  }

  private static String where(@Nullable JsonLocation location) {
    return location == null
        ? "it cannot be read"
        : "see line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static ProblemException beyondLimits() {
    return ProblemException.of(
        CommonProblem.MALFORMED_JSON,
        "The body goes beyond what is read: nesting of %d, names of %d characters, numbers of %d digits"
            .formatted(JsonLimits.MAX_DEPTH, JsonLimits.MAX_NAME, JsonLimits.MAX_NUMBER));
  }

  private static ProblemException unknownField(String pointer, UnrecognizedPropertyException e) {
    Collection<Object> known = e.getKnownPropertyIds();
    String accepted =
        known == null
            ? "none"
            : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
    return ProblemException.invalid(
        pointer,
        "UNKNOWN_FIELD",
        "there is no member %s here; accepted are %s"
            .formatted(shown(e.getPropertyName()), accepted));
  }

  private static ProblemException outOfRange(String pointer, Class<?> type) {
    return ProblemException.invalid(
        pointer, "OUT_OF_RANGE", "the number is too large; accepted is " + described(type));
  }

  private static ProblemException wrongType(String pointer, @Nullable Class<?> type) {
    String code = type != null && type.isEnum() ? "UNKNOWN_VALUE" : "WRONG_TYPE";
    return ProblemException.invalid(pointer, code, "accepted is " + described(type));
  }

  private static ProblemException refusedValue(String pointer, ValueInstantiationException e) {
    return refused(pointer, e.getCause());
  }

  /**
   * A record's constructor refused its value. Only messages of our own are shown: those of the JDK
   * may name classes.
   */
  private static ProblemException refused(String pointer, @Nullable Throwable cause) {
    if (cause instanceof ProblemException own) {
      return own;
    }
    if (cause instanceof NullPointerException) {
      return ProblemException.invalid(
          pointer, "REQUIRED", "a required member is missing or a list holds null");
    }
    if (cause instanceof IllegalArgumentException && isOurs(cause) && cause.getMessage() != null) {
      return ProblemException.invalid(pointer, "MALFORMED", cause.getMessage());
    }
    ProblemException other =
        ProblemException.invalid(pointer, "MALFORMED", "the value cannot be accepted");
    return cause == null ? other : other.because(cause);
  }

  private static boolean isOurs(Throwable cause) {
    StackTraceElement[] trace = cause.getStackTrace();
    return trace.length > 0 && trace[0].getClassName().startsWith(OWN_CODE);
  }

  /**
   * Absent and null mean the same, and a primitive can be neither. Jackson tells this by its
   * message only; a test holds it.
   */
  private static boolean isAbsent(MismatchedInputException mismatch) {
    return mismatch.getOriginalMessage().startsWith("Cannot map `null` into type");
  }

  /** The root counts its values, so a second one tells trailing text from a wrong type. */
  private static boolean isTrailing(MismatchedInputException mismatch) {
    if (!mismatch.getPath().isEmpty() || !(mismatch.getProcessor() instanceof JsonParser parser)) {
      return false;
    }
    JsonStreamContext context = parser.getParsingContext();
    while (context.getParent() != null) {
      context = context.getParent();
    }
    return context.getEntryCount() > 1;
  }

  private static String described(@Nullable Class<?> type) {
    if (type == null) {
      return "another type";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name())
              .collect(Collectors.joining(", "));
    }
    if (type == int.class || type == Integer.class) {
      return "a whole number of 32 bits";
    }
    if (type == long.class || type == Long.class) {
      return "a whole number of 64 bits";
    }
    if (type == double.class || Number.class.isAssignableFrom(type) || type == BigDecimal.class) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "a string";
    }
    if (type == UUID.class) {
      return "a UUID such as 0198c0de-0000-7000-8000-000000000000";
    }
    if (type == Instant.class) {
      return "an instant of RFC 3339 such as 2026-01-31T12:00:00Z";
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "an array";
    }
    return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "another type";
  }

  private static String shown(String name) {
    String text = name.length() > 64 ? name.substring(0, 64) + "..." : name;
    return text.codePoints()
            .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)
        ? "of that name"
        : text;
  }
}
