package org.assay.gateway.route;

import io.smallrye.faulttolerance.api.TypedGuard;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.util.TypeLiteral;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** One service as the gateway reaches it: its address, its connections, its circuit breaker. */
final class Backend {

  private final ServiceName name;
  private final URI url;
  private final boolean tls;
  private final int port;
  private final HttpClient client;
  private final Duration openFor;
  private final TypedGuard<CompletionStage<ProxyResponse>> breaker;

  Backend(ServiceName name, URI url, HttpClient client, RouteConfig.Breaker config) {
    this.name = name;
    this.url = url;
    this.tls = "https".equals(url.getScheme());
    this.port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
    this.client = client;
    this.openFor = config.openFor();
    this.breaker =
        TypedGuard.create(new TypeLiteral<CompletionStage<ProxyResponse>>() {})
            .withDescription(name.text())
            .withThreadOffload(false)
            .withCircuitBreaker()
            .requestVolumeThreshold(config.window())
            .failureRatio(config.failureRatio())
            .delay(config.openFor().toMillis(), ChronoUnit.MILLIS)
            .when(NotForwarded::isOfTheService)
            .done()
            .build();
  }

  ServiceName name() {
    return name;
  }

  URI url() {
    return url;
  }

  HttpClient client() {
    return client;
  }

  /** How long the service is left alone once it counts as away. */
  Duration openFor() {
    return openFor;
  }

  RequestOptions requestOptions() {
    return new RequestOptions().setHost(url.getHost()).setPort(port).setSsl(tls);
  }

  HostAndPort authority() {
    return HostAndPort.create(url.getHost(), port);
  }

  /** Calls the service unless it counts as away; fails with the breaker's exception then. */
  Future<ProxyResponse> guarded(Context context, Supplier<Future<ProxyResponse>> call) {
    return Future.fromCompletionStage(breaker.get(() -> call.get().toCompletionStage()), context);
  }
}
