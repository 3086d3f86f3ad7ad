package org.assay.gateway.route;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The services' addresses, connections and circuit breakers. */
@ApplicationScoped
public class Backends {

  private final Vertx vertx;
  private final RouteConfig config;
  private final MemorySize piece;
  private final Map<ServiceName, Backend> backends = new EnumMap<>(ServiceName.class);

  Backends(
      Vertx vertx,
      RouteConfig config,
      @ConfigProperty(name = "quarkus.http.limits.max-chunk-size") MemorySize piece) {
    this.vertx = vertx;
    this.config = config;
    this.piece = piece;
    for (ServiceName name : ServiceName.values()) {
      backends.put(name, new Backend(name, address(name), newClient(), config.breaker()));
    }
  }

  /** Returns where the service is. */
  public URI address(ServiceName name) {
    return switch (name) {
      case PROJECT_SERVICE -> config.projectService().url();
      case REGISTRY_SERVICE -> config.registryService().url();
      case REVIEW_SERVICE -> config.reviewService().url();
    };
  }

  Backend of(ServiceName name) {
    Backend backend = backends.get(name);
    if (backend == null) {
      throw new IllegalStateException("Every service has a backend");
    }
    return backend;
  }

  /** One pool for each service, so that a slow one takes no connection from another. */
  private HttpClient newClient() {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
            .setKeepAliveTimeout(Math.toIntExact(config.keepAlive().toSeconds()))
            .setIdleTimeout(Math.toIntExact(config.silence().toMillis()))
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setMaxChunkSize(Math.toIntExact(piece.asLongValue()))
            .setMaxPoolSize(config.connections())
            .setMaxWaitQueueSize(config.connections())
            .setTracingPolicy(TracingPolicy.PROPAGATE));
  }
}
