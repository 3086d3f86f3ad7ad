package org.assay.gateway.route;

import static java.util.Map.entry;
import static org.assay.gateway.route.ServiceName.PROJECT_SERVICE;
import static org.assay.gateway.route.ServiceName.REGISTRY_SERVICE;
import static org.assay.gateway.route.ServiceName.REVIEW_SERVICE;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assay.gateway.problem.MlflowPath;
import org.jspecify.annotations.Nullable;

/**
 * Which service answers for which path. Segments are compared as they were sent, never decoded: a
 * fixed segment in any other spelling is another path, and there is nothing there.
 */
@ApplicationScoped
public class RouteTable {

  private static final String API = "/api/v1/";

  private static final Map<String, ServiceName> OWNERS =
      Map.ofEntries(
          entry("projects", PROJECT_SERVICE),
          entry("use-cases", PROJECT_SERVICE),
          entry("objectives", PROJECT_SERVICE),
          entry("opportunities", PROJECT_SERVICE),
          entry("portfolio", PROJECT_SERVICE),
          entry("people", PROJECT_SERVICE),
          entry("models", REGISTRY_SERVICE),
          entry("experiments", REGISTRY_SERVICE),
          entry("runs", REGISTRY_SERVICE),
          entry("datasets", REGISTRY_SERVICE),
          entry("versions", REGISTRY_SERVICE),
          entry("deployments", REGISTRY_SERVICE),
          entry("artifacts", REGISTRY_SERVICE),
          entry("reviews", REVIEW_SERVICE),
          entry("assessments", REVIEW_SERVICE),
          entry("gate", REVIEW_SERVICE),
          entry("policies", REVIEW_SERVICE),
          entry("proposals", REVIEW_SERVICE),
          entry("classifications", REVIEW_SERVICE),
          entry("questionnaires", REVIEW_SERVICE),
          entry("policy-templates", REVIEW_SERVICE),
          entry("checklists", REVIEW_SERVICE),
          entry("evidence", REVIEW_SERVICE),
          entry("evaluation-plans", REVIEW_SERVICE),
          entry("findings", REVIEW_SERVICE),
          entry("conditions", REVIEW_SERVICE),
          entry("overrides", REVIEW_SERVICE),
          entry("holds", REVIEW_SERVICE),
          entry("calendars", REVIEW_SERVICE),
          entry("notices", REVIEW_SERVICE),
          entry("triggers", REVIEW_SERVICE),
          entry("comments", REVIEW_SERVICE),
          entry("qualifications", REVIEW_SERVICE),
          entry("regulations", REVIEW_SERVICE),
          entry("incidents", REVIEW_SERVICE));

  /** What review-service keeps about a version that the registry owns. */
  private static final Set<String> REVIEWED_OF_A_VERSION =
      Set.of(
          "requirements",
          "evidence",
          "evaluation-plans",
          "monitoring",
          "releases",
          "revocations",
          "holds",
          "incidents",
          "overrides",
          "attestation",
          "dossier");

  /** What those who run a service do with it: its name stands behind this segment. */
  private static final String OPERATIONS = "operations";

  private static final Map<String, ServiceName> BY_NAME =
      Arrays.stream(ServiceName.values())
          .collect(Collectors.toUnmodifiableMap(ServiceName::text, Function.identity()));

  private final RouteConfig config;

  RouteTable(RouteConfig config) {
    this.config = config;
  }

  /**
   * Returns the route of a path, empty where nothing answers.
   *
   * @param path the path as it was sent, percent-encoded
   */
  Optional<Route> find(String path) {
    if (path.startsWith(API)) {
      String[] segments = path.substring(API.length()).split("/", -1);
      return route(segments[0], owner(segments));
    }
    return MlflowPath.kindOf(path).flatMap(first -> route(first, REGISTRY_SERVICE));
  }

  private static @Nullable ServiceName owner(String[] segments) {
    if (segments[segments.length - 1].isEmpty()) {
      return null; // no trailing slash, so that each thing has one address
    }
    if (segments.length >= 3 && segments[0].equals(OPERATIONS)) {
      return BY_NAME.get(segments[1]);
    }
    boolean ofAVersion =
        segments.length >= 5 && segments[0].equals("models") && segments[2].equals("versions");
    if (ofAVersion && REVIEWED_OF_A_VERSION.contains(segments[4])) {
      return REVIEW_SERVICE;
    }
    return OWNERS.get(segments[0]);
  }

  private Optional<Route> route(String first, @Nullable ServiceName owner) {
    if (owner == null) {
      return Optional.empty();
    }
    long bodyLimit = config.bodyLimits().getOrDefault(first, config.bodyLimit()).asLongValue();
    Duration answer = config.answerTimeouts().getOrDefault(first, config.answerTimeout());
    return Optional.of(new Route(owner, bodyLimit, answer));
  }
}
