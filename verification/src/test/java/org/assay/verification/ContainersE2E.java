package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * Holds the containers' files against what runs without containers. There is no engine here, so
 * nothing is built or started.
 */
class ContainersE2E {

  private static final Path ROOT = DocumentationE2E.root();
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)([^}]*)}");

  @Test
  void runTheVersionsThatRunWithoutContainers() throws Exception {
    String parent = Files.readString(ROOT.resolve("pom.xml"));
    String kafka = Files.readString(ROOT.resolve("deploy/local/kafka/pom.xml"));

    assertThat(image("postgres"))
        .isEqualTo(
            "docker.io/library/postgres:"
                + found(parent, "<postgres-binaries.version>(\\d+\\.\\d+)"));
    assertThat(image("kafka"))
        .isEqualTo("docker.io/apache/kafka:" + found(kafka, "(?s)kafka_2.13<.*?<version>([^<]+)"));
    assertThat(image("keycloak"))
        .isEqualTo("quay.io/keycloak/keycloak:" + found(parent, "<keycloak.version>([^<]+)"));
  }

  @Test
  void databasesOrderTextAsTheyDoWithoutContainers() throws IOException {
    String server =
        Files.readString(
            ROOT.resolve("deploy/local/src/main/java/org/assay/local/PostgresServer.java"));
    List<String> options =
        Pattern.compile("\"(--(?:encoding|locale|builtin-locale)[^\"]*)\"")
            .matcher(server)
            .results()
            .map(option -> option.group(1))
            .toList();

    assertThat(options).contains("--locale-provider=builtin");
    assertThat(services().at("/postgres/environment/POSTGRES_INITDB_ARGS").asText().split(" ", -1))
        .containsExactlyInAnyOrderElementsOf(options);
  }

  @Test
  void everyPartSaysWhetherItIsHealthyAndIsWaitedFor() throws IOException {
    for (Map.Entry<String, JsonNode> part : services().properties()) {
      assertThat(part.getValue().at("/healthcheck/test").isArray()).as(part.getKey()).isTrue();
      part.getValue()
          .path("depends_on")
          .properties()
          .forEach(
              need ->
                  assertThat(need.getValue().path("condition").asText())
                      .as(part.getKey() + " needs " + need.getKey())
                      .isEqualTo("service_healthy"));
    }
    assertThat(names(services().at("/gateway/depends_on")))
        .contains("project-service", "model-registry-service", "review-service", "keycloak");
  }

  @ParameterizedTest
  @ValueSource(strings = {"project-service", "model-registry-service", "review-service", "gateway"})
  void everyServiceIsToldWhatAssayUpTellsIt(String service) throws IOException {
    String settings =
        Files.readString(
            ROOT.resolve("deploy/local/src/main/java/org/assay/local/ServiceSettings.java"));
    String method = service.equals("gateway") ? "ofGateway" : "ofService";
    String body = found(settings, "(?s) " + method + "\\(.*?\\{(.*?)return environment");
    Set<String> told = names(services().path(service).path("environment"));

    // The image says where it listens; KeycloakServer.issuer is in http() for all.
    assertThat(told).contains("QUARKUS_OIDC_AUTH_SERVER_URL");
    Matcher variable = Pattern.compile("put\\(\\s*\"([A-Z_]+)\"").matcher(body);
    Set<String> needed = new TreeSet<>();
    while (variable.find()) {
      needed.add(variable.group(1));
    }
    Matcher folder =
        Pattern.compile("case \"" + service + "\" ->\\s+Map\\.of\\(\"([A-Z_]+)\"")
            .matcher(settings);
    while (folder.find()) {
      needed.add(folder.group(1));
    }
    assertThat(needed).isNotEmpty();
    assertThat(told).containsAll(needed);
  }

  @Test
  void noSecretHasADefaultAndAllAreMadeByTheScript() throws IOException {
    String compose = Files.readString(ROOT.resolve("docker-compose.yml"));
    String script = Files.readString(ROOT.resolve("deploy/containers/make-env"));
    Matcher variable = VARIABLE.matcher(compose);
    while (variable.find()) {
      String name = variable.group(1);
      if (name.endsWith("_URL")) {
        continue; // an address, which the README says how to change
      }
      assertThat(variable.group(2)).as(name).startsWith(":?");
      assertThat(script).contains(name);
    }
    for (JsonNode part : services()) {
      part.path("environment")
          .properties()
          .forEach(
              entry -> {
                if (entry.getKey().matches(".*(PASSWORD|SECRET|KEY)")) {
                  assertThat(entry.getValue().asText()).as(entry.getKey()).startsWith("${");
                }
              });
    }
  }

  @Test
  void onlyTheGatewayAndTheSignInAreReachedAndOnLoopback() throws IOException {
    Map<String, List<String>> published =
        services().properties().stream()
            .filter(part -> part.getValue().has("ports"))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    part ->
                        StreamSupport.stream(part.getValue().path("ports").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList()));

    assertThat(published.keySet()).containsExactlyInAnyOrder("gateway", "keycloak");
    assertThat(published.values())
        .allSatisfy(ports -> assertThat(ports).allMatch(port -> port.startsWith("127.0.0.1:")));
  }

  @Test
  void theRealmIsTheDemosWithoutItsAccounts() throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode demo = json.readTree(ROOT.resolve("deploy/keycloak/assay-realm.json").toFile());
    JsonNode own =
        json.readTree(ROOT.resolve("deploy/containers/keycloak/assay-realm.json").toFile());

    assertThat(own.findValuesAsText("clientId")).containsExactly("assay-gateway", "assay-service");
    assertThat(own.findValuesAsText("username")).containsExactly("service-account-assay-service");
    assertThat(own.path("users").findValues("credentials")).isEmpty();
    demo.properties().stream()
        .filter(entry -> !Set.of("displayName", "clients", "users").contains(entry.getKey()))
        .forEach(entry -> assertThat(own.path(entry.getKey())).isEqualTo(entry.getValue()));
    own.path("clients").forEach(client -> assertThat(demo.path("clients")).contains(client));
    own.path("users").forEach(user -> assertThat(demo.path("users")).contains(user));
  }

  @Test
  void theImageStartsAServiceWithTheOptionsOfItsCache() throws IOException {
    String source =
        Files.readString(
            ROOT.resolve("deploy/local/src/main/java/org/assay/local/QuarkusProcess.java"));
    String options = found(source, "(?s)OPTIONS =\\s*List.of\\((.*?)\\);");
    String entry =
        Files.readString(ROOT.resolve("deploy/containers/Containerfile"))
            .replaceAll("\\\\\\n\\s*", "");
    Matcher option = Pattern.compile("\"(-[^\"]+)\"").matcher(options);
    StringBuilder line = new StringBuilder("exec java");
    while (option.find()) {
      line.append(' ').append(option.group(1));
    }
    assertThat(entry).contains(line + " -XX:AOTCache=");
  }

  private static JsonNode services() throws IOException {
    // SnakeYAML resolves the merge keys, which Jackson alone does not.
    JsonNode compose =
        new YAMLMapper()
            .readTree(
                new YAMLMapper()
                    .writeValueAsString(
                        new Yaml().load(Files.readString(ROOT.resolve("docker-compose.yml")))));
    return compose.path("services");
  }

  private static String image(String part) throws IOException {
    return services().path(part).path("image").asText();
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  private static String found(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
