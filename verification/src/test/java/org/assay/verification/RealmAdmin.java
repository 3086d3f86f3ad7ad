package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assay.local.FormSignIn;
import org.assay.local.demo.Sender;

/**
 * What a test does at Keycloak as its administrator: clients with unusual tokens, people with
 * linked accounts and roles, and the end of sessions; and how somebody signs in by its form.
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

  /** A person whom no other test knows, with such a name, this unit and these realm roles. */
  Sender.Account person(String prefix, String unit, String... roles) {
    String name = Setting.fresh(prefix);
    ObjectNode account = account(name, unit);
    account
        .putArray("credentials")
        .addObject()
        .put("type", "password")
        .put("value", name)
        .put("temporary", false);
    created(post("/users", account));
    give(idOf(name), roles);
    return new Sender.Account(name);
  }

  /** A further account of a person, who may have others. */
  Sender.Account identity(String person, String prefix, String unit, String... roles) {
    Sender.Account account = person(prefix, unit, roles);
    ObjectNode linked = account(account.name(), unit);
    linked.withObject("/attributes").putArray("person").add(person);
    change(account, linked);
    return account;
  }

  /** Takes realm roles away from a person. */
  void take(Sender.Account person, String... roles) {
    ArrayNode taken = JSON.createArrayNode();
    for (String role : roles) {
      taken.add(read("/roles/" + role));
    }
    HttpResponse<String> response =
        send(
            admin("/users/" + idOf(person.name()) + "/role-mappings/realm")
                .header("Content-Type", "application/json")
                .method("DELETE", HttpRequest.BodyPublishers.ofString(taken.toString())));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
  }

  /** From now on the person belongs to another unit. */
  void move(Sender.Account person, String unit) {
    change(person, account(person.name(), unit));
  }

  private void change(Sender.Account person, ObjectNode account) {
    HttpRequest.Builder request =
        admin("/users/" + idOf(person.name()))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(account.toString()));
    assertThat(send(request).statusCode()).isEqualTo(204);
  }

  /** A machine whom no other test knows, with these realm roles. */
  Sender.Machine machine(String prefix, String... roles) {
    String name = Setting.fresh(prefix);
    ObjectNode client =
        JSON.createObjectNode()
            .put("clientId", name)
            .put("secret", name)
            .put("publicClient", false)
            .put("standardFlowEnabled", false)
            .put("serviceAccountsEnabled", true);
    for (String audience : List.of("assay", "assay-service", "assay-gateway")) {
      ObjectNode mapper =
          client
              .withArray("protocolMappers")
              .addObject()
              .put("name", "audience " + audience)
              .put("protocol", "openid-connect")
              .put("protocolMapper", "oidc-audience-mapper");
      mapper
          .putObject("config")
          .put("included.custom.audience", audience)
          .put("access.token.claim", "true")
          .put("introspection.token.claim", "true");
    }
    created(post("/clients", client));
    give(idOf("service-account-" + name), roles);
    return new Sender.Machine(name, name);
  }

  private static ObjectNode account(String name, String unit) {
    ObjectNode account = JSON.createObjectNode().put("username", name).put("enabled", true);
    account.putObject("attributes").putArray("unit").add(unit);
    return account;
  }

  private void give(String user, String... roles) {
    ArrayNode given = JSON.createArrayNode();
    for (String role : roles) {
      given.add(read("/roles/" + role));
    }
    HttpResponse<String> response = send(post("/users/" + user + "/role-mappings/realm", given));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
  }

  private String idOf(String username) {
    return read("/users?exact=true&username=" + username).at("/0/id").asText();
  }

  private HttpRequest.Builder post(String path, JsonNode body) {
    return admin(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  private void created(HttpRequest.Builder request) {
    HttpResponse<String> response = send(request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
  }

  private JsonNode read(String path) {
    HttpResponse<String> response = send(admin(path).GET());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return json(response.body());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** What a demo account gets that signs in by the provider's form, as in a browser. */
  JsonNode signInByForm(String account) {
    try {
      return FormSignIn.signIn(keycloak + "/realms/assay", account);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another token of the session behind a refresh token. */
  JsonNode refresh(String client, String refreshToken) {
    return token(
        "assay",
        Map.of("grant_type", "refresh_token", "client_id", client, "refresh_token", refreshToken));
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
    return json(response.body());
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
