package org.assay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens of the demo accounts, whose password is their name, by the client {@code assay-cli}. The
 * demo realm alone allows this grant. A token is kept until a minute before it expires.
 */
public final class PasswordGrant implements TokenSource {

  private static final Duration MARGIN = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI issuer;
  private final HttpClient http;
  private final Clock clock;
  private final Map<String, Kept> tokens = new ConcurrentHashMap<>();

  /** For an issuer such as {@code http://localhost:8180/realms/assay}. */
  public PasswordGrant(URI issuer, HttpClient http, Clock clock) {
    this.issuer = issuer;
    this.http = http;
    this.clock = clock;
  }

  @Override
  public String tokenOf(String account) {
    Kept kept = tokens.get(account);
    if (kept == null || clock.instant().isAfter(kept.until())) {
      kept = fresh(account);
      tokens.put(account, kept);
    }
    return kept.token();
  }

  /**
   * What the provider answers to a fresh sign-in: {@code access_token}, {@code refresh_token},
   * {@code expires_in}.
   */
  public JsonNode signIn(String account) {
    String form =
        "grant_type=password&client_id=assay-cli&username="
            + encoded(account)
            + "&password="
            + encoded(account);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new StoryFailed(
            "Keycloak refused a token for %s: %d %s"
                .formatted(account, response.statusCode(), response.body()));
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new StoryFailed(
          "Keycloak does not answer at " + issuer + ". Is it started? ./assay status says.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoryFailed("interrupted", e);
    }
  }

  private Kept fresh(String account) {
    Instant before = clock.instant();
    JsonNode granted = signIn(account);
    Duration life = Duration.ofSeconds(granted.path("expires_in").asLong());
    return new Kept(granted.path("access_token").asText(), before.plus(life).minus(MARGIN));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private record Kept(String token, Instant until) {}
}
