package org.assay.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo realm in a real Keycloak. */
class KeycloakServerIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERVICE_SECRET = Secrets.fresh();
  private static final Realm REALM =
      new Realm(
          Path.of("..", "keycloak", "assay-realm.json"),
          Map.of(
              "ASSAY_GATEWAY_URL",
              "http://localhost:8080",
              "ASSAY_GATEWAY_SECRET",
              Secrets.fresh(),
              "ASSAY_SERVICE_SECRET",
              SERVICE_SECRET));

  @TempDir static Path data;
  private static KeycloakServer server;

  @BeforeAll
  static void start() {
    server = KeycloakServer.start(Distribution.find(), data, 0, REALM);
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "engineer, engineer, credit",
    "engineer-2, engineer, credit",
    "lead, lead, credit",
    "lead-2, lead, risk",
    "ethics-reviewer, ethics-reviewer, risk",
    "ethics-reviewer-2, ethics-reviewer, data",
    "performance-reviewer, performance-reviewer, risk",
    "performance-reviewer-2, performance-reviewer, data",
    "auditor, auditor, audit",
    "operator, operator, data",
    "admin, admin, risk"
  })
  void givesEachDemoAccountItsRoleAndUnit(String account, String role, String unit)
      throws Exception {
    JsonNode claims = claims(passwordGrant(account, Map.of()));

    assertThat(claims.path("sub").asText()).isNotEmpty();
    assertThat(claims.path("preferred_username").asText()).isEqualTo(account);
    assertThat(claims.at("/realm_access/roles")).extracting(JsonNode::asText).contains(role);
    assertThat(claims.path("unit").asText()).isEqualTo(unit);
    assertThat(claims.path("aud")).extracting(JsonNode::asText).contains("assay");
    assertThat(claims.path("iss").asText()).isEqualTo(server.issuer());
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(300);
  }

  @Test
  void givesTheMachineItsRoleAndUnit() throws Exception {
    JsonNode claims = claims(clientGrant("ci", "ci"));

    assertThat(claims.at("/realm_access/roles"))
        .extracting(JsonNode::asText)
        .containsExactly("engineer");
    assertThat(claims.path("unit").asText()).isEqualTo("credit");
  }

  @Test
  void letsServicesIntrospectAndLookAccountsUpButChangeNothing() throws Exception {
    String token = passwordGrant("lead", Map.of()).path("access_token").asText();
    String service = clientGrant("assay-service", SERVICE_SECRET).path("access_token").asText();
    String users = server.issuer().replace("/realms/", "/admin/realms/") + "/users";

    JsonNode introspected =
        post(
            "/protocol/openid-connect/token/introspect",
            Map.of("token", token, "client_id", "assay-service", "client_secret", SERVICE_SECRET));
    JsonNode found =
        JSON.readTree(send(users + "?username=lead&exact=true", "GET", service).body());
    int changed =
        send(users + "/" + found.path(0).path("id").asText(), "PUT", service).statusCode();

    assertThat(introspected.path("active").asBoolean()).isTrue();
    assertThat(found).hasSize(1);
    assertThat(found.path(0).at("/attributes/unit/0").asText()).isEqualTo("credit");
    assertThat(changed).isEqualTo(403);
  }

  @Test
  void letsNobodyEditTheirUnit() throws Exception {
    String token = passwordGrant("engineer", Map.of()).path("access_token").asText();

    int status = send(server.issuer() + "/account/", "POST", token).statusCode();

    assertThat(status).isIn(401, 403);
  }

  @Test
  void tellsWhenSomebodySignedInByTheFormAndNotOfADirectGrant() throws Exception {
    long before = Instant.now().getEpochSecond();

    JsonNode fresh = claims(FormSignIn.signIn(server.issuer(), "lead"));

    assertThat(fresh.path("auth_time").asLong()).isGreaterThanOrEqualTo(before);
    assertThat(fresh.path("acr").asText()).isEqualTo("1");
    assertThat(claims(passwordGrant("lead", Map.of())).has("auth_time")).isFalse();
  }

  @Test
  void givesAnOfflineTokenThatIsExchangedForAnAccessToken() throws Exception {
    String offline =
        passwordGrant("engineer", Map.of("scope", "offline_access")).path("refresh_token").asText();

    JsonNode exchanged =
        post(
            "/protocol/openid-connect/token",
            Map.of(
                "client_id", "assay-cli", "grant_type", "refresh_token", "refresh_token", offline));

    assertThat(claims(exchanged).path("preferred_username").asText()).isEqualTo("engineer");
  }

  @Test
  void keepsItsAccountsThroughAKill() throws Exception {
    String before = claims(passwordGrant("auditor", Map.of())).path("sub").asText();

    server.kill();
    server = KeycloakServer.start(Distribution.find(), data, server.port(), REALM);

    assertThat(claims(passwordGrant("auditor", Map.of())).path("sub").asText()).isEqualTo(before);
  }

  private static JsonNode passwordGrant(String account, Map<String, String> more)
      throws IOException {
    Map<String, String> fields = new HashMap<>(more);
    fields.putAll(
        Map.of(
            "client_id",
            "assay-cli",
            "grant_type",
            "password",
            "username",
            account,
            "password",
            account));
    return post("/protocol/openid-connect/token", fields);
  }

  private static JsonNode clientGrant(String client, String secret) throws IOException {
    return post(
        "/protocol/openid-connect/token",
        Map.of("client_id", client, "client_secret", secret, "grant_type", "client_credentials"));
  }

  private static JsonNode post(String path, Map<String, String> fields) throws IOException {
    HttpResponse<String> response = Http.postForm(server.issuer() + path, fields);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> send(String url, String method, String token)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                HttpRequest.BodyPublishers.ofString(
                    method.equals("GET") ? "" : "{\"attributes\":{\"unit\":[\"audit\"]}}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private static JsonNode claims(JsonNode grant) throws IOException {
    String payload = grant.path("access_token").asText().split("\\.", -1)[1];
    return JSON.readTree(
        new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
  }
}
