package org.assay.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What each service is told by its environment. */
final class ServiceSettings {

  static final String EVENT_PARTITIONS = "6";

  private final StackPorts ports;
  private final SecretFolder secrets;
  private final Path artifacts;

  /**
   * Makes the settings of one stack.
   *
   * @param artifacts where the registry keeps files; one folder for all its copies
   */
  ServiceSettings(StackPorts ports, SecretFolder secrets, Path artifacts) {
    this.ports = ports;
    this.secrets = secrets;
    this.artifacts = artifacts;
  }

  Map<String, String> ofService(String name, String database, int port) {
    Map<String, String> environment = new HashMap<>(http(port));
    environment.put(
        "QUARKUS_DATASOURCE_JDBC_URL",
        "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + database);
    environment.put("QUARKUS_DATASOURCE_USERNAME", Databases.service(database));
    environment.put("QUARKUS_DATASOURCE_PASSWORD", secrets.secret(Databases.service(database)));
    environment.put("QUARKUS_FLYWAY_USERNAME", Databases.owner(database));
    environment.put("QUARKUS_FLYWAY_PASSWORD", secrets.secret(Databases.owner(database)));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
    environment.put("QUARKUS_OIDC_CLIENT_ID", "assay-service");
    environment.put("QUARKUS_OIDC_CREDENTIALS_SECRET", secrets.secret("service-client"));
    environment.put("ASSAY_PAGE_CURSOR_KEY", secrets.secret(name + "-page-cursor-key"));
    environment.put("ASSAY_EVENT_PARTITIONS", EVENT_PARTITIONS);
    environment.put("QUARKUS_REST_CLIENT_PROJECT_SERVICE_URL", url(ports.project()));
    environment.put("QUARKUS_REST_CLIENT_REGISTRY_SERVICE_URL", url(ports.registry()));
    if (name.equals("model-registry-service")) {
      environment.putAll(ofRegistry());
    }
    return environment;
  }

  private Map<String, String> ofRegistry() {
    Map<String, String> environment = new HashMap<>();
    environment.put("ASSAY_ARTIFACT_STORE_FOLDER", artifacts.toString());
    return environment;
  }

  Map<String, String> ofGateway() {
    Map<String, String> environment = new HashMap<>(http(ports.gateway()));
    environment.put("QUARKUS_OIDC_CLIENT_ID", "assay-gateway");
    environment.put("QUARKUS_OIDC_CREDENTIALS_SECRET", secrets.secret("gateway-client"));
    environment.put("ASSAY_ROUTE_PROJECT_SERVICE_URL", url(ports.project()));
    environment.put("ASSAY_ROUTE_REGISTRY_SERVICE_URL", url(ports.registry()));
    environment.put("ASSAY_ROUTE_REVIEW_SERVICE_URL", url(ports.review()));
    return environment;
  }

  /** The values that the realm leaves open. */
  Map<String, String> ofRealm() {
    return Map.of(
        "ASSAY_GATEWAY_URL", url(ports.gateway()),
        "ASSAY_GATEWAY_SECRET", secrets.secret("gateway-client"),
        "ASSAY_SERVICE_SECRET", secrets.secret("service-client"));
  }

  static String url(int port) {
    return "http://localhost:" + port;
  }

  private Map<String, String> http(int port) {
    return Map.of(
        "QUARKUS_HTTP_HOST", "127.0.0.1",
        "QUARKUS_HTTP_PORT", Integer.toString(port),
        "QUARKUS_OIDC_AUTH_SERVER_URL", KeycloakServer.issuer(ports.keycloak()));
  }
}
