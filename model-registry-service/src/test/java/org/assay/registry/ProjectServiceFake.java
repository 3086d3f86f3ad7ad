package org.assay.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stand-in for project-service: it answers each account what a test told it to show that account,
 * 404 for the rest, and 503 while it is {@link #away}.
 *
 * <p>Tests speak to it over HTTP, since Quarkus loads their classes again in another class loader.
 */
public final class ProjectServiceFake implements QuarkusTestResourceLifecycleManager {

  private static final String PORT = "assay.test.project-service.port";

  @Override
  public Map<String, String> start() {
    synchronized (System.getProperties()) {
      if (System.getProperty(PORT) == null) {
        System.setProperty(PORT, Integer.toString(new Server().start()));
      }
    }
    return Map.of("quarkus.rest-client.project-service.url", address());
  }

  @Override
  public void stop() {
    // It serves the next profile's Quarkus too; its threads are daemons of this JVM.
  }

  /** Shows a project to an account, which has the given role in it. */
  public static void show(String account, String key, String id, String state, String role) {
    control(
        "/show/%s/api/v1/projects/%s".formatted(account, key),
        """
        {"id": "%s", "key": "%s", "name": "Shown", "unit": "credit", "state": "%s",
         "revision": 2, "my_role": "%s", "actions": []}
        """
            .formatted(id, key, state, role));
  }

  /** Shows one member of a project to an account. */
  public static void showMember(String account, String key, String subject) {
    control(
        "/show/%s/api/v1/projects/%s/members/%s".formatted(account, key, subject),
        """
        {"subject": "%s", "role": "CONTRIBUTOR", "from": "2026-01-01T00:00:00Z"}
        """
            .formatted(subject));
  }

  /** Shows one use case of a project to an account. */
  public static void showUseCase(String account, String key, String id) {
    control(
        "/show/%s/api/v1/projects/%s/use-cases/%s".formatted(account, key, id),
        """
        {"id": "%s", "name": "Shown"}
        """
            .formatted(id));
  }

  /** Makes it answer 503. */
  public static void away() {
    control("/away", "");
  }

  /** Lets it answer again. */
  public static void back() {
    control("/back", "");
  }

  /** How often it was asked since the JVM started. */
  public static int asked() {
    return Integer.parseInt(control("/asked", ""));
  }

  private static String address() {
    return "http://localhost:" + System.getProperty(PORT);
  }

  private static String control(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address() + path))
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

  private static final class Server {

    private static final String SHOW = "/show/";

    private final Map<String, String> shown = new ConcurrentHashMap<>();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();

    int start() {
      try {
        HttpServer server =
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.start();
        return server.getAddress().getPort();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void answer(HttpExchange exchange) throws IOException {
      try (exchange) {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("POST")) {
          send(exchange, 200, steer(path, body));
          return;
        }
        asked.incrementAndGet();
        String answer = shown.get(account(exchange) + path);
        int status = away.get() ? 503 : answer == null ? 404 : 200;
        send(exchange, status, status == 200 && answer != null ? answer : "{}");
      }
    }

    private String steer(String path, String body) {
      switch (path) {
        case "/away" -> away.set(true);
        case "/back" -> away.set(false);
        case "/asked" -> {
          return Integer.toString(asked.get());
        }
        default -> shown.put(path.substring(SHOW.length()), body);
      }
      return "";
    }

    private static String account(HttpExchange exchange) throws IOException {
      String bearer = exchange.getRequestHeaders().getFirst("Authorization");
      byte[] claims = Base64.getUrlDecoder().decode(bearer.split("\\.", -1)[1]);
      return new JsonMapper().readTree(claims).path("preferred_username").asText();
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
