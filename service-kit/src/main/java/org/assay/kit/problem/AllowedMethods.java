package org.assay.kit.problem;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which methods apply to a path, for the {@code Allow} that a 405 has to carry (RFC 9110 15.5.6);
 * the framework leaves it out.
 */
@Singleton
class AllowedMethods {

  private static final Pattern PARAMETER =
      Pattern.compile("\\{\\s*[\\w.-]+\\s*(?::\\s*((?:[^{}]|\\{[^{}]*})+))?}");

  private final List<Operation> operations;

  private record Operation(String method, Pattern path) {}

  @Inject
  AllowedMethods(BeanManager beans) {
    operations =
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .map(Bean::getBeanClass)
            .filter(type -> type.isAnnotationPresent(Path.class))
            .distinct()
            .flatMap(AllowedMethods::operations)
            .toList();
  }

  /** Returns the methods for a path, joined as the header has them; empty where none applies. */
  String of(String path) {
    return String.join(", ", methods(path));
  }

  /** Says whether the path exists, though not for this method; where GET applies, HEAD does too. */
  boolean onlyOthers(String path, String method) {
    SortedSet<String> methods = methods(path);
    return !methods.isEmpty()
        && !methods.contains(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
  }

  private SortedSet<String> methods(String path) {
    String asked = withoutSlashes(path);
    return operations.stream()
        .filter(operation -> operation.path().matcher(asked).matches())
        .map(Operation::method)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Operation> operations(Class<?> resource) {
    String root = resource.getAnnotation(Path.class).value();
    return Arrays.stream(resource.getMethods())
        .flatMap(
            method ->
                Arrays.stream(method.getAnnotations())
                    .map(Annotation::annotationType)
                    .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                    .map(type -> type.getAnnotation(HttpMethod.class).value())
                    .map(verb -> new Operation(verb, pattern(root, method))));
  }

  private static Pattern pattern(String root, Method method) {
    Path sub = method.getAnnotation(Path.class);
    String template =
        withoutSlashes(
            withoutSlashes(root) + "/" + (sub == null ? "" : withoutSlashes(sub.value())));
    StringBuilder regex = new StringBuilder();
    int end = 0;
    var parameter = PARAMETER.matcher(template);
    while (parameter.find()) {
      regex.append(Pattern.quote(template.substring(end, parameter.start())));
      regex.append(parameter.group(1) == null ? "[^/]+" : "(?:" + parameter.group(1).strip() + ")");
      end = parameter.end();
    }
    return Pattern.compile(regex.append(Pattern.quote(template.substring(end))).toString());
  }

  private static String withoutSlashes(String path) {
    int from = path.startsWith("/") ? 1 : 0;
    int to = path.length() > from && path.endsWith("/") ? path.length() - 1 : path.length();
    return path.substring(from, to);
  }
}
