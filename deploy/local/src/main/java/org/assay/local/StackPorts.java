package org.assay.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 7; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      int[] ports = held.stream().mapToInt(ServerSocket::getLocalPort).toArray();
      return new StackPorts(ports[0], ports[1], ports[2], ports[3], ports[4], ports[5], ports[6]);
    } catch (IOException e) {
      throw new UncheckedIOException("no free ports", e);
    } finally {
      held.forEach(StackPorts::release);
    }
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

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
