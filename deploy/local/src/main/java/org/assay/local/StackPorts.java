package org.assay.local;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The loopback port of each part. */
public record StackPorts(
    int gateway, int project, int registry, int review, int keycloak, int postgres, int kafka) {

  /**
   * The defaults, each replaced by its variable ({@code ASSAY_GATEWAY_PORT} and so on) where that
   * is set.
   */
  public static StackPorts of(Map<String, String> environment) {
    return new StackPorts(
        port(environment, "ASSAY_GATEWAY_PORT", 8080),
        port(environment, "ASSAY_PROJECT_PORT", 8081),
        port(environment, "ASSAY_REGISTRY_PORT", 8082),
        port(environment, "ASSAY_REVIEW_PORT", 8083),
        port(environment, "ASSAY_KEYCLOAK_PORT", 8180),
        port(environment, "ASSAY_POSTGRES_PORT", 15432),
        port(environment, "ASSAY_KAFKA_PORT", 19092));
  }

  /** Ports that are free now, for a stack beside others. */
  public static StackPorts free() {
    List<Integer> ports =
        IntStream.generate(() -> Ports.orAnyFree(0)).distinct().limit(7).boxed().toList();
    return new StackPorts(
        ports.get(0),
        ports.get(1),
        ports.get(2),
        ports.get(3),
        ports.get(4),
        ports.get(5),
        ports.get(6));
  }

  private static int port(Map<String, String> environment, String variable, int preset) {
    String value = environment.getOrDefault(variable, "").strip();
    if (value.isEmpty()) {
      return preset;
    }
    if (!value.matches("[0-9]{1,5}")
        || Integer.parseInt(value) < 1
        || Integer.parseInt(value) > 65535) {
      throw new PartFailed(variable + " must be a port from 1 to 65535, not '" + value + "'.");
    }
    return Integer.parseInt(value);
  }
}
