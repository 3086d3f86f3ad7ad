package org.assay.review;

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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assay.contracts.name.Digest;

/**
 * A stand-in for the registry: it answers the versions and files a test told it to show, 404 for
 * the rest, and 503 while it is {@link #away}.
 *
 * <p>Tests speak to it over HTTP, since Quarkus loads their classes again in another class loader.
 */
public final class RegistryFake implements QuarkusTestResourceLifecycleManager {

  private static final String PORT = "assay.test.registry.port";

  @Override
  public Map<String, String> start() {
    synchronized (System.getProperties()) {
      if (System.getProperty(PORT) == null) {
        System.setProperty(PORT, Integer.toString(new Server().start()));
      }
    }
    return Map.of("quarkus.rest-client.registry-service.url", address());
  }

  @Override
  public void stop() {
    // It serves the next profile's Quarkus too; its threads are daemons of this JVM.
  }

  /** Shows a version as the registry would. */
  public static void show(
      String model, int number, String state, int round, String digest, long revision) {
    control(
        "/show/api/v1/models/%s/versions/%d".formatted(model, number),
        """
        {"model": {"name": "%s"}, "number": %d, "state": "%s", "round": %d, "digest": "%s",
         "revision": %d}
        """
            .formatted(model, number, state, round, digest, revision));
  }

  /**
   * Keeps a file of a project, which may be used for an evaluation. One whose path begins with
   * {@code held} is not given out before {@link #letGo}.
   */
  public static void keep(String project, String path, String text) {
    control("/keep/" + project + "/" + path, text);
  }

  /** Lets everything that is held go. */
  public static void letGo() {
    control("/let-go", "");
  }

  /** Removes a file of a project; whoever used it is not given it any more. */
  public static void remove(String project, String path) {
    control("/remove/" + project + "/" + path, "");
  }

  /** How many uses of a file of a project were stated. */
  public static int uses(String project, String path) {
    return Integer.parseInt(control("/uses/" + project + "/" + path, ""));
  }

  /** Makes it state the next use, and answer 503 all the same. */
  public static void loseNextUse() {
    control("/lose", "");
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

    private static final String SHOW = "/show";

    private final Map<String, String> shown = new ConcurrentHashMap<>();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger asked = new AtomicInteger();
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Map<String, String> used = new ConcurrentHashMap<>();
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final AtomicBoolean losing = new AtomicBoolean();
    private final AtomicReference<CountDownLatch> gate =
        new AtomicReference<>(new CountDownLatch(1));

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
        if (path.startsWith("/api/v1/artifacts/")) {
          files(exchange, path.substring("/api/v1/artifacts/".length()), body);
          return;
        }
        if (exchange.getRequestMethod().equals("POST")) {
          send(exchange, 200, steer(path, body));
          return;
        }
        asked.incrementAndGet();
        String answer = shown.get(path);
        int status = away.get() ? 503 : answer == null ? 404 : 200;
        send(exchange, status, status == 200 && answer != null ? answer : "{}");
      }
    }

    /** States a use of a file, or gives its bytes out. */
    private void files(HttpExchange exchange, String path, String body) throws IOException {
      String[] parts = path.split("/", -1);
      if (away.get()) {
        send(exchange, 503, "{}");
        return;
      }
      if (parts.length > 2) {
        String file = used.getOrDefault(parts[2], "");
        if (file.contains("/held")) {
          awaitGate();
        }
        String text = files.get(file);
        send(exchange, text == null ? 404 : 200, text == null ? "{}" : text);
        return;
      }
      String file = parts[0] + "/" + body.replaceAll("(?s).*\"path\":\"([^\"]*)\".*", "$1");
      String text = files.get(file);
      if (text == null) {
        send(exchange, 404, "{}");
        return;
      }
      String id = UUID.randomUUID().toString();
      String query = exchange.getRequestURI().getQuery();
      if (query == null || !query.contains("validate_only=true")) {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        id = keys.computeIfAbsent(key, _ -> UUID.randomUUID().toString());
        used.put(id, file);
        if (losing.getAndSet(false)) {
          send(exchange, 503, "{}");
          return;
        }
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      send(
          exchange,
          201,
          """
          {"id": "%s", "digest": "%s", "size": %d, "keep_until": "2999-01-01T00:00:00Z"}
          """
              .formatted(id, Digest.ofContent(bytes).value(), bytes.length));
    }

    private void awaitGate() {
      try {
        gate.get().await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private String steer(String path, String body) {
      if (path.startsWith("/keep/")) {
        files.put(path.substring("/keep/".length()), body);
        return "";
      }
      if (path.startsWith("/remove/")) {
        files.remove(path.substring("/remove/".length()));
        return "";
      }
      if (path.startsWith("/uses/")) {
        String file = path.substring("/uses/".length());
        return Long.toString(used.values().stream().filter(file::equals).count());
      }
      switch (path) {
        case "/lose" -> losing.set(true);
        case "/let-go" -> gate.getAndSet(new CountDownLatch(1)).countDown();
        case "/away" -> away.set(true);
        case "/back" -> away.set(false);
        case "/asked" -> {
          return Integer.toString(asked.get());
        }
        default -> shown.put(path.substring(SHOW.length()), body);
      }
      return "";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
