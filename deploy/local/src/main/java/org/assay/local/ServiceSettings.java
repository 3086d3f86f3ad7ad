package org.assay.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What each service is told by its environment. */
final class ServiceSettings {

  static final String EVENT_PARTITIONS = "6";

  private final StackPorts ports;
  private final SecretFolder secrets;
  private final Path home;

  /**
   * Makes the settings of one stack.
   *
   * @param home where the parts keep what is theirs, each in a folder that all its copies share
   */
  ServiceSettings(StackPorts ports, SecretFolder secrets, Path home) {
    this.ports = ports;
    this.secrets = secrets;
    this.home = home;
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
    environment.putAll(folders(name));
    return environment;
  }

  private Map<String, String> folders(String name) {
    return switch (name) {
      case "model-registry-service" ->
          Map.of("ASSAY_ARTIFACT_STORE_FOLDER", home.resolve(name).resolve("artifacts").toString());
      case "review-service" ->
          Map.of("ASSAY_EVALUATION_FOLDER", home.resolve(name).resolve("evaluations").toString());
      default -> Map.of();
    };
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
