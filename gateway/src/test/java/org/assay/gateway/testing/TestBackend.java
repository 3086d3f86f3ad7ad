package org.assay.gateway.testing;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A service of which a test decides what it does; by default it tells what reached it. */
public final class TestBackend {

  private final String name;
  private final Vertx vertx;
  private final int port;
  private final AtomicReference<Handler<HttpServerRequest>> behaviour;
  private final AtomicInteger requests = new AtomicInteger();
  private @Nullable HttpServer server;

  /** Starts on a free port. */
  public TestBackend(Vertx vertx, String name) {
    this.vertx = vertx;
    this.name = name;
    this.behaviour = new AtomicReference<>(this::tell);
    HttpServer started = listen(0);
    this.server = started;
    this.port = started.actualPort();
  }

  /** The address. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** How many requests came. */
  public int requests() {
    return requests.get();
  }

  /** Does this from now on. */
  public void does(Handler<HttpServerRequest> handler) {
    behaviour.set(handler);
  }

  /** Tells what reached it from now on. */
  public void tells() {
    behaviour.set(this::tell);
  }

  /** Goes away. */
  public void stop() {
    HttpServer running = server;
    if (running != null) {
      running.close().toCompletionStage().toCompletableFuture().join();
      server = null;
    }
  }

  /** Comes back on the same port. */
  public void start() {
    if (server == null) {
      server = listen(port);
    }
  }

  private HttpServer listen(int onPort) {
    return vertx
        .createHttpServer(
            new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(onPort)
                .setMaxInitialLineLength(20_480))
        .requestHandler(this::receive)
        .listen()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private void receive(HttpServerRequest request) {
    requests.incrementAndGet();
    behaviour.get().handle(request);
  }

  private void tell(HttpServerRequest request) {
    JsonObject headers = new JsonObject();
    request.headers().forEach(h -> headers.put(h.getKey().toLowerCase(Locale.ROOT), h.getValue()));
    request
        .body()
        .onSuccess(
            body ->
                request
                    .response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Server", "test-backend/1")
                    .putHeader("Set-Cookie", "a=b")
                    .putHeader("ETag", "\"1\"")
                    .end(
                        new JsonObject()
                            .put("service", name)
                            .put("method", request.method().name())
                            .put("uri", request.uri())
                            .put("headers", headers)
                            .put("bytes", body.length())
                            .encode()));
  }
}
