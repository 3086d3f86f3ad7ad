package org.assay.kit.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assay.contracts.problem.CommonProblem;
import org.assay.contracts.problem.Problem;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Tells what Bean Validation refused, each fault at its place in the request. */
final class ValidationFaults {

  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("NotNull", "REQUIRED"),
          Map.entry("NotBlank", "REQUIRED"),
          Map.entry("NotEmpty", "REQUIRED"),
          Map.entry("Null", "NOT_ALLOWED"),
          Map.entry("Pattern", "PATTERN"),
          Map.entry("Email", "PATTERN"),
          Map.entry("PlainText", "PLAIN_TEXT"),
          Map.entry("Min", "OUT_OF_RANGE"),
          Map.entry("Max", "OUT_OF_RANGE"),
          Map.entry("DecimalMin", "OUT_OF_RANGE"),
          Map.entry("DecimalMax", "OUT_OF_RANGE"),
          Map.entry("Positive", "OUT_OF_RANGE"),
          Map.entry("PositiveOrZero", "OUT_OF_RANGE"),
          Map.entry("Digits", "OUT_OF_RANGE"));

  private ValidationFaults() {}

  static ProblemException tell(ConstraintViolationException thrown) {
    List<Problem.FieldError> errors =
        thrown.getConstraintViolations().stream()
            .map(ValidationFaults::error)
            .distinct()
            .sorted(Comparator.comparing(Problem.FieldError::pointer))
            .toList();
    if (errors.size() == 1 && errors.getFirst().pointer().isEmpty()) {
      return ProblemException.of(
          CommonProblem.MISSING_BODY, "The request needs a JSON body, and it was empty or null");
    }
    String detail =
        errors.size() == 1
            ? "The input breaks a rule: " + errors.getFirst().detail()
            : "The input breaks %d rules, each told in errors".formatted(errors.size());
    ProblemException problem = ProblemException.of(CommonProblem.VALIDATION_FAILED, detail);
    errors.forEach(error -> problem.at(error.pointer(), error.code(), error.detail()));
    return problem;
  }

  /** Whether a violation is about what was answered rather than asked: a bug of ours. */
  static boolean isOfAnswer(ConstraintViolationException thrown) {
    return thrown.getConstraintViolations().stream()
        .anyMatch(
            violation -> {
              for (Path.Node node : violation.getPropertyPath()) {
                if (node.getKind() == ElementKind.RETURN_VALUE) {
                  return true;
                }
              }
              return false;
            });
  }

  private static Problem.FieldError error(ConstraintViolation<?> violation) {
    String pointer = pointer(violation);
    String member = pointer.isEmpty() ? "the body" : pointer;
    return new Problem.FieldError(pointer, code(violation), member + " " + violation.getMessage());
  }

  private static String code(ConstraintViolation<?> violation) {
    String constraint =
        violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
    if (constraint.equals("Size") || constraint.equals("Length")) {
      Object max = violation.getConstraintDescriptor().getAttributes().get("max");
      return max instanceof Integer most && lengthOf(violation.getInvalidValue()) > most
          ? "TOO_LONG"
          : "TOO_SHORT";
    }
    return CODES.getOrDefault(constraint, "INVALID");
  }

  private static int lengthOf(@Nullable Object value) {
    return switch (value) {
      case CharSequence text -> text.length();
      case java.util.Collection<?> items -> items.size();
      case Map<?, ?> entries -> entries.size();
      case null, default -> 0;
    };
  }

  private static String pointer(ConstraintViolation<?> violation) {
    Iterator<Path.Node> nodes = violation.getPropertyPath().iterator();
    StringBuilder pointer = new StringBuilder();
    Path.@Nullable Node method = null;
    while (nodes.hasNext()) {
      Path.Node node = nodes.next();
      if (node.getKind() == ElementKind.METHOD) {
        method = node;
        continue;
      }
      if (node.getKind() == ElementKind.PARAMETER && method != null) {
        Optional<String> named = named(violation, method, node.as(Path.ParameterNode.class));
        if (named.isPresent()) {
          return named.get();
        }
        continue;
      }
      append(pointer, node);
    }
    return pointer.toString();
  }

  private static void append(StringBuilder pointer, Path.Node node) {
    if (node.getIndex() != null) {
      pointer.append('/').append(node.getIndex());
    } else if (node.getKey() != null) {
      pointer.append('/').append(Pointer.escape(node.getKey().toString()));
    }
    if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
      pointer.append('/').append(Pointer.snake(node.getName()));
    }
  }

  /** The name of a parameter that is not the body: {@code ?limit}, {@code If-Match}. */
  private static Optional<String> named(
      ConstraintViolation<?> violation, Path.Node method, Path.ParameterNode node) {
    Class<?> resource = violation.getRootBeanClass();
    Class<?>[] types =
        method.as(Path.MethodNode.class).getParameterTypes().toArray(Class<?>[]::new);
    for (Class<?> type = resource; type != null; type = type.getSuperclass()) {
      Optional<String> name =
          Arrays.stream(type.getDeclaredMethods())
              .filter(declared -> declared.getName().equals(method.getName()))
              .filter(declared -> Arrays.equals(declared.getParameterTypes(), types))
              .map(declared -> declared.getParameters()[node.getParameterIndex()])
              .flatMap(parameter -> named(parameter).stream())
              .findFirst();
      if (name.isPresent()) {
        return name;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> named(Parameter parameter) {
    for (Annotation annotation : parameter.getAnnotations()) {
      String name =
          switch (annotation) {
            case QueryParam query -> "?" + query.value();
            case RestQuery query -> "?" + orName(query.value(), parameter);
            case HeaderParam header -> header.value();
            case RestHeader header -> orName(header.value(), parameter);
            case PathParam path -> path.value();
            case RestPath path -> orName(path.value(), parameter);
            default -> null;
          };
      if (name != null) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static String orName(String value, Parameter parameter) {
    return value.isEmpty() ? parameter.getName() : value;
  }
}
