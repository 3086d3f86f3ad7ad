package org.assay.kit.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.assay.contracts.problem.CommonProblem;
import org.assay.kit.problem.ProblemException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a query that the matched method does not declare, or whose values its types cannot read:
 * a misspelt or empty filter must not answer the unfiltered list. Other dialects than {@code
 * /api/v1} have rules of their own.
 */
@Singleton
public class QueryCheck {

  private static final String API = "/api/v1/";

  private final Map<Method, Map<String, Class<?>>> declared = new ConcurrentHashMap<>();

  /**
   * Looks at the query of each matched request.
   *
   * @throws ProblemException 400 {@code UNKNOWN_PARAMETER} or {@code MALFORMED_PARAMETER}
   */
  @ServerRequestFilter
  public void check(ResourceInfo resource, UriInfo uri) {
    Method method = resource.getResourceMethod();
    if (method == null
        || uri.getRequestUri().getRawQuery() == null
        || !uri.getRequestUri().getPath().startsWith(API)) {
      return;
    }
    Map<String, Class<?>> known = declared.computeIfAbsent(method, HttpParameters::queryOf);
    uri.getQueryParameters().forEach((name, values) -> check(name, values, known));
  }

  private static void check(String name, List<String> values, Map<String, Class<?>> known) {
    Class<?> type = known.get(name);
    if (type == null) {
      throw ProblemException.of(
              CommonProblem.UNKNOWN_PARAMETER,
              known.isEmpty()
                  ? "This path takes no query parameters"
                  : "There is no such query parameter here; accepted are "
                      + String.join(", ", new TreeSet<>(known.keySet())))
          .at("?" + printable(name), "UNKNOWN_PARAMETER", "Leave it out or correct its name");
    }
    if (values.size() > 1 && !isMany(type)) {
      throw malformed(name, "it stands more than once");
    }
    values.forEach(value -> checkValue(name, value, type));
  }

  private static boolean isMany(Class<?> type) {
    return Collection.class.isAssignableFrom(type) || type.isArray();
  }

  private static void checkValue(String name, String value, Class<?> type) {
    if (value.isEmpty()) {
      throw malformed(name, "it is empty; leave it out instead");
    }
    if (value.indexOf('\0') >= 0) {
      throw malformed(name, "the character U+0000 is not accepted");
    }
    String accepted = accepted(value, type);
    if (accepted != null) {
      throw malformed(name, "accepted is " + accepted);
    }
  }

  /** What would be accepted, or null where the value is. */
  private static @Nullable String accepted(String value, Class<?> type) {
    try {
      if (type == Integer.class || type == int.class) {
        Integer.parseInt(value);
      } else if (type == Long.class || type == long.class) {
        Long.parseLong(value);
      } else if (type == UUID.class) {
        UUID.fromString(value);
      } else if (type == Instant.class) {
        Instant.parse(value);
      } else if (type == Boolean.class || type == boolean.class) {
        return value.equals("true") || value.equals("false") ? null : "true or false";
      } else if (type.isEnum()) {
        return acceptedConstant(value, type);
      }
      return null;
    } catch (DateTimeParseException e) {
      return "an instant of RFC 3339 in UTC, such as 2026-01-31T12:00:00Z";
    } catch (IllegalArgumentException e) {
      return type == UUID.class ? "a UUID" : "a whole number";
    }
  }

  private static @Nullable String acceptedConstant(String value, Class<?> type) {
    List<String> names =
        Arrays.stream(type.getEnumConstants())
            .map(constant -> ((Enum<?>) constant).name())
            .toList();
    return names.contains(value)
        ? null
        : names.stream().collect(Collectors.joining(", ", "one of ", ""));
  }

  private static ProblemException malformed(String name, String detail) {
    return ProblemException.of(
            CommonProblem.MALFORMED_PARAMETER, "The parameter %s: %s".formatted(name, detail))
        .at("?" + name, "MALFORMED", detail);
  }

  private static String printable(String name) {
    String text = name.length() > 64 ? name.substring(0, 64) : name;
    return text.replaceAll("[^\\x21-\\x7e]", "?");
  }
}
