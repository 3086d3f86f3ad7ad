package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a test does at Keycloak as its administrator: clients with unusual tokens, and the end of
 * sessions.
 */
final class RealmAdmin {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI keycloak;
  private final String administrator;
  private final String password;
  private final HttpClient http;

  RealmAdmin(URI keycloak, String administrator, String password, HttpClient http) {
    this.keycloak = keycloak;
    this.administrator = administrator;
    this.password = password;
    this.http = http;
  }

  /** A public client whose tokens carry this audience and live this long. */
  void client(String name, String audience, int lifeInSeconds) {
    String client =
        """
        {"clientId": "%s", "publicClient": true, "directAccessGrantsEnabled": true, "standardFlowEnabled": false,
         "attributes": {"access.token.lifespan": "%d"},
         "protocolMappers": [
           {"name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
            "config": {"included.custom.audience": "%s", "access.token.claim": "true"}}]}
        """
            .formatted(name, lifeInSeconds, audience);
    HttpResponse<String> response =
        send(
            admin("/clients")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(client)));
    assertThat(response.statusCode()).as(response.body()).isIn(201, 409);
  }

  /** A token of a demo account by one of these clients. */
  JsonNode signIn(String client, String account) {
    return token(
        "assay",
        Map.of(
            "grant_type",
            "password",
            "client_id",
            client,
            "username",
            account,
            "password",
            account));
  }

  /** Ends the session behind a refresh token, as signing out does. */
  void signOut(String client, String refreshToken) {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(
                    URI.create(keycloak + "/realms/assay/protocol/openid-connect/logout"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(form(Map.of("client_id", client, "refresh_token", refreshToken))));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
  }

  private HttpRequest.Builder admin(String path) {
    String token =
        token(
                "master",
                Map.of(
                    "grant_type",
                    "password",
                    "client_id",
                    "admin-cli",
                    "username",
                    administrator,
                    "password",
                    password))
            .path("access_token")
            .asText();
    return HttpRequest.newBuilder(URI.create(keycloak + "/admin/realms/assay" + path))
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode token(String realm, Map<String, String> fields) {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(
                    URI.create(keycloak + "/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(form(fields)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest.BodyPublisher form(Map<String, String> fields) {
    return HttpRequest.BodyPublishers.ofString(
        fields.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&")));
  }
}
