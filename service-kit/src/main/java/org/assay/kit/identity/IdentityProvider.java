package org.assay.kit.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider's administration and introspection, as Keycloak 26 offers them, asked with
 * the read-only service account of this installation.
 *
 * <p>Every call has a time-out, one retry where it cannot hurt, a bound on how many run at once,
 * and a circuit breaker: a provider that is away costs a caller little and is left in peace. A call
 * refused for the bound says nothing about the provider: it is not repeated, and leaves the circuit
 * breaker alone.
 */
@ApplicationScoped
class IdentityProvider {

  /** How many look-ups of each kind run at once. */
  static final int LOOK_UPS = 16;

  /** How many acts ask at once for the session behind their token and the roles held now. */
  static final int LIVE_ACTS = 32;

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration EARLY = Duration.ofSeconds(15);
  private static final String REALMS = "/realms/";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Clock clock = Clock.systemUTC();
  private final String issuer;
  private final String admin;
  private final String clientId;
  private final String clientSecret;
  private volatile @Nullable ServiceToken token;

  private record ServiceToken(String value, Instant until) {}

  @Inject
  IdentityProvider(
      @ConfigProperty(name = "quarkus.oidc.auth-server-url") String issuer,
      @ConfigProperty(name = "assay.identity.admin-url") Optional<String> adminUrl,
      @ConfigProperty(name = "quarkus.oidc.client-id") String clientId,
      @ConfigProperty(name = "quarkus.oidc.credentials.secret") Optional<String> clientSecret) {
    this.issuer = issuer.replaceAll("/+$", "");
    this.admin = adminUrl.orElseGet(() -> adminOf(this.issuer));
    this.clientId = clientId;
    this.clientSecret = clientSecret.orElse("");
  }

  /** Keycloak administers {@code X/realms/R} at {@code X/admin/realms/R}. */
  static String adminOf(String issuer) {
    int realms = issuer.lastIndexOf(REALMS);
    if (realms < 0) {
      throw new IllegalStateException(
          "assay.identity.admin-url is needed: quarkus.oidc.auth-server-url is no Keycloak realm");
    }
    return issuer.substring(0, realms) + "/admin" + issuer.substring(realms);
  }

  /** Finds an account by its exact name. */
  @Retry(maxRetries = 1, delay = 100, abortOn = BulkheadException.class)
  @CircuitBreaker(requestVolumeThreshold = 8, delay = 2_000, skipOn = BulkheadException.class)
  @CircuitBreakerName("identity-provider-accounts")
  @Bulkhead(LOOK_UPS)
  Optional<Identified> byAccount(String account) throws IOException, InterruptedException {
    JsonNode found =
        get(admin + "/users?exact=true&max=2&username=" + encoded(account)).orElse(null);
    if (found == null) {
      return Optional.empty();
    }
    for (JsonNode user : found) {
      if (user.path("username").asText().equalsIgnoreCase(account)) {
        return Optional.of(identified(user));
      }
    }
    return Optional.empty();
  }

  /** Finds an account by its subject. */
  @Retry(maxRetries = 1, delay = 100, abortOn = BulkheadException.class)
  @CircuitBreaker(requestVolumeThreshold = 8, delay = 2_000, skipOn = BulkheadException.class)
  @CircuitBreakerName("identity-provider-subjects")
  @Bulkhead(LOOK_UPS)
  Optional<Identified> bySubject(String subject) throws IOException, InterruptedException {
    return get(admin + "/users/" + encoded(subject)).map(IdentityProvider::identified);
  }

  /** Lists accounts of people, in the provider's order; shorter than asked for at the end. */
  @Retry(maxRetries = 1, delay = 100, abortOn = BulkheadException.class)
  @CircuitBreaker(requestVolumeThreshold = 8, delay = 2_000, skipOn = BulkheadException.class)
  @CircuitBreakerName("identity-provider-pages")
  @Bulkhead(LOOK_UPS)
  List<Identified> page(int first, int most) throws IOException, InterruptedException {
    List<Identified> page = new ArrayList<>();
    get(admin + "/users?briefRepresentation=false&first=%d&max=%d".formatted(first, most))
        .ifPresent(users -> users.forEach(user -> page.add(identified(user))));
    return page;
  }

  /**
   * Finds the realm roles that an account holds, directly or by others, none of a disabled one; and
   * whose it is.
   */
  @Retry(maxRetries = 1, delay = 100, abortOn = BulkheadException.class)
  @CircuitBreaker(requestVolumeThreshold = 8, delay = 2_000, skipOn = BulkheadException.class)
  @CircuitBreakerName("identity-provider-roles")
  @Bulkhead(LIVE_ACTS)
  Held heldBy(String subject) throws IOException, InterruptedException {
    String user = admin + "/users/" + encoded(subject);
    Optional<JsonNode> account = get(user);
    boolean enabled = account.filter(found -> found.path("enabled").asBoolean()).isPresent();
    Optional<JsonNode> mapped =
        enabled ? get(user + "/role-mappings/realm/composite") : Optional.empty();
    return new Held(
        mapped.stream()
            .flatMap(roles -> StreamSupport.stream(roles.spliterator(), false))
            .flatMap(role -> Role.ofClaim(role.path("name").asText()).stream())
            .collect(Collectors.toUnmodifiableSet()),
        account.isPresent(),
        account.map(found -> attribute(found, "person")).orElse(null));
  }

  /** Asks whether a token is still good (RFC 7662). */
  @Retry(maxRetries = 1, delay = 100, abortOn = BulkheadException.class)
  @CircuitBreaker(requestVolumeThreshold = 8, delay = 2_000, skipOn = BulkheadException.class)
  @CircuitBreakerName("identity-provider-introspection")
  @Bulkhead(LIVE_ACTS)
  boolean isActive(String bearer) throws IOException, InterruptedException {
    JsonNode answer =
        post(
            issuer + "/protocol/openid-connect/token/introspect",
            Map.of(
                "token", bearer,
                "token_type_hint", "access_token",
                "client_id", clientId,
                "client_secret", clientSecret));
    return answer.path("active").asBoolean(false);
  }

  private static Identified identified(JsonNode user) {
    String account = user.path("username").asText();
    return new Identified(
        user.path("id").asText(),
        account,
        attribute(user, "unit"),
        account.startsWith(CurrentCaller.MACHINE_PREFIX),
        attribute(user, "person"));
  }

  private static @Nullable String attribute(JsonNode user, String name) {
    String value = user.path("attributes").path(name).path(0).asText();
    return value.isBlank() ? null : value;
  }

  private Optional<JsonNode> get(String url) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + serviceToken())
            .header("Accept", "application/json")
            .GET()
            .build();
    var response = http.send(request, BodyHandlers.ofByteArray());
    return switch (response.statusCode()) {
      case 200 -> Optional.of(JSON.readTree(response.body()));
      case 404 -> Optional.empty();
      case 401 -> {
        token =
            null; // the provider was restarted or the client changed; the retry asks for a new one
        throw new IOException("The provider refused the service's own token");
      }
      default -> throw new IOException("The provider answered " + response.statusCode());
    };
  }

  private JsonNode post(String url, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = http.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("The provider answered " + response.statusCode());
    }
    return JSON.readTree(response.body());
  }

  /** Returns the token of the service's own account, one that lasts a little yet. */
  String serviceToken() throws IOException, InterruptedException {
    ServiceToken current = token;
    if (current != null && clock.instant().isBefore(current.until())) {
      return current.value();
    }
    JsonNode answer =
        post(
            issuer + "/protocol/openid-connect/token",
            Map.of(
                "grant_type", "client_credentials",
                "client_id", clientId,
                "client_secret", clientSecret));
    ServiceToken fresh =
        new ServiceToken(
            answer.path("access_token").asText(),
            clock.instant().plusSeconds(answer.path("expires_in").asLong(60)).minus(EARLY));
    token = fresh;
    return fresh.value();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
