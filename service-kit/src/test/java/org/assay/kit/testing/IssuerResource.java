package org.assay.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An OpenID Connect issuer for tests, shaped like Keycloak: discovery, keys, token, introspection,
 * and the administration look-ups of the demo accounts. Tokens come from {@link Tokens}, and
 * quarkus-oidc verifies them for real.
 *
 * <p>One issuer runs a JVM. {@link #revoke} ends a token's session; {@link #away} makes the
 * provider answer 503, {@link #cut} break connections off, and {@link #hold} lets it wait, until
 * {@link #back}.
 */
public final class IssuerResource implements QuarkusTestResourceLifecycleManager {

  private static final String PORT = "assay.test.issuer.port";
  private static final String REALM = "/realms/assay";
  private static final String ADMIN = "/admin/realms/assay";
  private static final String ROLES = "/role-mappings/realm/composite";
  private static final JsonMapper JSON = new JsonMapper();

  private boolean awayAtStart;

  /** With {@code away=true} Quarkus starts while the provider is away. */
  @Override
  public void init(Map<String, String> arguments) {
    awayAtStart = Boolean.parseBoolean(arguments.getOrDefault("away", "false"));
  }

  @Override
  public Map<String, String> start() {
    synchronized (System.getProperties()) {
      if (System.getProperty(PORT) == null) {
        System.setProperty(PORT, Integer.toString(new Issuer().start()));
      }
    }
    control(awayAtStart ? "away" : "back", "");
    return Map.of(
        "quarkus.oidc.auth-server-url", issuer(),
        "quarkus.oidc.client-id", "assay-service",
        "quarkus.oidc.credentials.secret", "test-secret-of-32-characters-long");
  }

  @Override
  public void stop() {
    // The issuer serves the next profile's Quarkus too; its threads are daemons of this JVM.
  }

  /** The issuer's address, as tokens name it. */
  public static String issuer() {
    return "http://localhost:" + System.getProperty(PORT) + REALM;
  }

  /** Ends the session behind a token: introspection says that it is no longer active. */
  public static void revoke(String token) {
    Tokens.forget(token);
    control("revoke", token);
  }

  /** Takes an account's roles away, as its administration shows them; tokens stay as they are. */
  public static void takeRoles(String account) {
    control("take-roles", DemoAccounts.subjectOf(account));
  }

  /** Gives an account its roles back. */
  public static void giveRoles(String account) {
    control("give-roles", DemoAccounts.subjectOf(account));
  }

  /** Lets an account belong to a person, as its administration shows it; an empty one to none. */
  public static void link(String account, String person) {
    control("link", DemoAccounts.subjectOf(account) + " " + person);
  }

  /** Makes the provider answer 503 to everything. */
  public static void away() {
    control("away", "");
  }

  /** Makes the provider break every connection off without an answer. */
  public static void cut() {
    control("cut", "");
  }

  /** Lets the provider answer again. */
  public static void back() {
    control("back", "");
  }

  /** Lets the provider's answers wait until {@link #back}. */
  public static void hold() {
    control("hold", "");
  }

  /** How many requests wait for their answer, held back by {@link #hold}. */
  public static int held() {
    return Integer.parseInt(control("held", ""));
  }

  /** How often an account or subject was looked up since the JVM started. */
  public static int lookups(String accountOrSubject) {
    return Integer.parseInt(control("lookups", accountOrSubject));
  }

  private static String control(String act, String body) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + System.getProperty(PORT) + "/control/" + act))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static final class Issuer {

    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final Set<String> withoutRoles = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<String>> granted = new ConcurrentHashMap<>();
    private final Map<String, String> persons = new ConcurrentHashMap<>();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicBoolean cut = new AtomicBoolean();
    private final AtomicReference<CountDownLatch> gate =
        new AtomicReference<>(new CountDownLatch(0));
    private final AtomicInteger held = new AtomicInteger();
    private final Map<String, Integer> lookups = new ConcurrentHashMap<>();

    int start() {
      try {
        HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(
            Executors.newCachedThreadPool(
                work -> {
                  Thread thread = new Thread(work, "test-issuer");
                  thread.setDaemon(true);
                  return thread;
                }));
        server.start();
        return server.getAddress().getPort();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void answer(HttpExchange exchange) throws IOException {
      try (exchange) {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.startsWith("/control/")) {
          send(exchange, 200, control(path.substring("/control/".length()), body));
          return;
        }
        awaitGate();
        if (cut.get()) {
          return; // an exchange that is closed unanswered ends its connection
        }
        if (away.get()) {
          send(exchange, 503, Map.of("error", "away"));
          return;
        }
        switch (path) {
          case REALM + "/.well-known/openid-configuration" -> send(exchange, 200, discovery());
          case REALM + "/protocol/openid-connect/certs" -> send(exchange, 200, keys());
          case REALM + "/protocol/openid-connect/token" ->
              send(exchange, 200, Map.of("access_token", "service-token", "expires_in", 300));
          case REALM + "/protocol/openid-connect/token/introspect" ->
              send(exchange, 200, introspection(form(body).getOrDefault("token", "")));
          case ADMIN + "/users" -> send(exchange, 200, users(exchange.getRequestURI()));
          default -> user(exchange, path);
        }
      }
    }

    private void awaitGate() {
      held.incrementAndGet();
      try {
        gate.get().await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        held.decrementAndGet();
      }
    }

    private Object control(String act, String body) {
      switch (act) {
        case "revoke" -> revoked.add(body);
        case "take-roles" -> withoutRoles.add(body);
        case "give-roles" -> withoutRoles.remove(body);
        case "link" -> persons.put(body.split(" ", -1)[0], body.split(" ", -1)[1]);
        case "away" -> away.set(true);
        case "cut" -> cut.set(true);
        case "back" -> {
          away.set(false);
          cut.set(false);
          gate.get().countDown();
        }
        case "hold" -> gate.set(new CountDownLatch(1));
        case "held" -> {
          return held.get();
        }
        default -> {}
      }
      return lookups.getOrDefault(body, 0);
    }

    private static Map<String, Object> discovery() {
      String openid = issuer() + "/protocol/openid-connect";
      return Map.of(
          "issuer", issuer(),
          "jwks_uri", openid + "/certs",
          "token_endpoint", openid + "/token",
          "introspection_endpoint", openid + "/token/introspect",
          "authorization_endpoint", openid + "/auth",
          "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private static Map<String, Object> keys() {
      RSAPublicKey key = IssuerKeys.publicKey();
      return Map.of(
          "keys",
          List.of(
              Map.of(
                  "kty",
                  "RSA",
                  "use",
                  "sig",
                  "alg",
                  "RS256",
                  "kid",
                  IssuerKeys.KEY_ID,
                  "n",
                  unsigned(key.getModulus()),
                  "e",
                  unsigned(key.getPublicExponent()))));
    }

    private Map<String, Object> introspection(String token) throws IOException {
      boolean active = !token.isEmpty() && !revoked.contains(token);
      if (active) {
        grant(token);
      }
      return Map.of("active", active);
    }

    /** Whoever sends a token with certain roles holds these, as long as that request lasts. */
    private void grant(String token) throws IOException {
      String[] parts = token.split("\\.", -1);
      if (parts.length < 2) {
        return;
      }
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      Set<String> roles =
          granted.computeIfAbsent(claims.path("sub").asText(), _ -> ConcurrentHashMap.newKeySet());
      claims.path("realm_access").path("roles").forEach(role -> roles.add(role.asText()));
    }

    private List<Map<String, Object>> users(URI uri) {
      Map<String, String> asked = form(uri.getRawQuery());
      if (asked.containsKey("first")) {
        return DemoAccounts.people(Integer.parseInt(asked.getOrDefault("first", "0")))
            .map(this::shown)
            .toList();
      }
      String username = asked.getOrDefault("username", "");
      lookups.merge(username, 1, Integer::sum);
      return DemoAccounts.named(username).stream().map(this::shown).toList();
    }

    private void roles(HttpExchange exchange, String path) throws IOException {
      String subject = path.substring((ADMIN + "/users/").length(), path.indexOf(ROLES));
      Set<String> roles = new HashSet<>();
      if (!withoutRoles.contains(subject)) {
        DemoAccounts.ofSubject(subject).map(DemoAccounts.Account::roles).ifPresent(roles::addAll);
        Optional.ofNullable(granted.remove(subject)).ifPresent(roles::addAll);
      }
      send(exchange, 200, roles.stream().map(role -> Map.of("name", role)).toList());
    }

    private void user(HttpExchange exchange, String path) throws IOException {
      if (path.endsWith(ROLES)) {
        roles(exchange, path);
        return;
      }
      String subject = path.substring(path.lastIndexOf('/') + 1);
      lookups.merge(subject, 1, Integer::sum);
      Optional<DemoAccounts.Account> account = DemoAccounts.ofSubject(subject);
      if (account.isPresent()) {
        send(exchange, 200, shown(account.get()));
      } else {
        send(exchange, 404, Map.of("error", "User not found"));
      }
    }

    private Map<String, Object> shown(DemoAccounts.Account account) {
      Map<String, Object> user = new HashMap<>();
      user.put("id", account.subject());
      user.put("username", account.name());
      user.put("enabled", true);
      Map<String, Object> attributes = new HashMap<>();
      if (account.unit() != null) {
        attributes.put("unit", List.of(account.unit()));
      }
      String person = persons.getOrDefault(account.subject(), "");
      if (!person.isEmpty()) {
        attributes.put("person", List.of(person));
      }
      user.put("attributes", attributes);
      return user;
    }

    private static Map<String, String> form(String text) {
      Map<String, String> form = new HashMap<>();
      for (String pair : text.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          form.put(
              URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
      }
      return form;
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
      byte[] bytes = JSON.writeValueAsBytes(body);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }

    private static String unsigned(BigInteger number) {
      byte[] bytes = number.toByteArray();
      int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }
  }
}
