package org.assay.verification.fault.network;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.assay.local.Overrides;
import org.assay.local.Ports;
import org.assay.local.StackPorts;
import org.assay.verification.fault.Installation;

/** The proxies of an installation, one for each link, put in between before it starts. */
final class Network {

  private final Map<Link, Proxy> proxies = new EnumMap<>(Link.class);

  /** Puts a proxy on each link, unless that is done. */
  synchronized void install(Installation installation) {
    if (!proxies.isEmpty()) {
      return;
    }
    StackPorts ports = installation.stack().ports();
    for (Link link : Link.values()) {
      switch (link.end()) {
        case DATABASE -> {
          Proxy proxy = proxied(link, ports.postgres());
          set(
              installation,
              link.client(),
              "QUARKUS_DATASOURCE_JDBC_URL",
              "jdbc:postgresql://127.0.0.1:%d/%s".formatted(proxy.port(), link.database()));
        }
        case SERVICE -> {
          Proxy proxy = proxied(link, port(ports, link.server()));
          set(installation, link.client(), link.variable(), "http://localhost:" + proxy.port());
        }
        case BROKER -> {}
      }
    }
    installBroker(installation);
  }

  /** The proxy on a link. */
  Proxy on(Link link) {
    Proxy proxy = proxies.get(link);
    if (proxy == null) {
      throw new IllegalStateException("The network is not installed");
    }
    return proxy;
  }

  /**
   * The broker tells its clients where it is, so each link needs a listener of its own that tells
   * the proxy's port.
   */
  private void installBroker(Installation installation) {
    StringJoiner listeners =
        new StringJoiner(",")
            .add("CLIENTS://127.0.0.1:@CLIENT_PORT@")
            .add("CONTROLLER://127.0.0.1:@CONTROLLER_PORT@");
    StringJoiner advertised = new StringJoiner(",").add("CLIENTS://127.0.0.1:@CLIENT_PORT@");
    StringJoiner protocols = new StringJoiner(",").add("CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    for (Link link : Link.values()) {
      if (link.end() == Link.End.BROKER) {
        int port = Ports.free();
        Proxy proxy = proxied(link, port);
        String listener = link.name().replace("_", "");
        listeners.add(listener + "://127.0.0.1:" + port);
        advertised.add(listener + "://127.0.0.1:" + proxy.port());
        protocols.add(listener + ":PLAINTEXT");
        set(installation, link.client(), "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + proxy.port());
      }
    }
    set(installation, "kafka", "listeners", listeners.toString());
    set(installation, "kafka", "advertised.listeners", advertised.toString());
    set(installation, "kafka", "listener.security.protocol.map", protocols.toString());
  }

  private Proxy proxied(Link link, int target) {
    Proxy proxy = Proxy.to(target);
    proxies.put(link, proxy);
    return proxy;
  }

  private static void set(Installation installation, String part, String name, String value) {
    installation.override(
        part,
        now -> {
          Map<String, String> environment = new HashMap<>(now.environment());
          environment.put(name, value);
          return new Overrides(environment, List.copyOf(now.jvmOptions()));
        });
  }

  private static int port(StackPorts ports, String service) {
    return switch (service) {
      case "project-service" -> ports.project();
      case "model-registry-service" -> ports.registry();
      case "review-service" -> ports.review();
      default -> throw new IllegalArgumentException("'" + service + "' is no service");
    };
  }
}
