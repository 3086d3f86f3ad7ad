package org.assay.gateway.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.assay.gateway.route.Backends;
import org.assay.gateway.route.ServiceName;
import org.assay.gateway.token.Provider;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * What must answer before the whole is ready: the provider's keys and each service. Each answer is
 * used for a second, so that many who ask do not load what they ask about.
 */
@ApplicationScoped
public class Readiness {

  private static final int TIMEOUT_MILLIS = 2_000;

  private final Backends backends;
  private final Provider provider;
  private final HttpClient client;

  Readiness(Vertx vertx, Backends backends, Provider provider) {
    this.backends = backends;
    this.provider = provider;
    this.client =
        vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS / 2));
  }

  /** Up whenever it can be asked. */
  @Produces
  @ApplicationScoped
  @org.eclipse.microprofile.health.Readiness
  AsyncHealthCheck gateway() {
    return check("gateway", new Recent(Future::succeededFuture));
  }

  @Produces
  @ApplicationScoped
  @org.eclipse.microprofile.health.Readiness
  AsyncHealthCheck identityProvider() {
    return check("identity-provider", new Recent(provider::publishesKeys));
  }

  @Produces
  @ApplicationScoped
  @org.eclipse.microprofile.health.Readiness
  AsyncHealthCheck projectService() {
    return service(ServiceName.PROJECT_SERVICE);
  }

  @Produces
  @ApplicationScoped
  @org.eclipse.microprofile.health.Readiness
  AsyncHealthCheck registryService() {
    return service(ServiceName.REGISTRY_SERVICE);
  }

  @Produces
  @ApplicationScoped
  @org.eclipse.microprofile.health.Readiness
  AsyncHealthCheck reviewService() {
    return service(ServiceName.REVIEW_SERVICE);
  }

  private AsyncHealthCheck service(ServiceName name) {
    String url = backends.address(name).resolve("/q/health/ready").toString();
    return check(name.text(), new Recent(() -> ask(url)));
  }

  private Future<Void> ask(String url) {
    return client
        .request(new RequestOptions().setAbsoluteURI(url).setTimeout(TIMEOUT_MILLIS))
        .compose(request -> request.send())
        .compose(
            answer ->
                answer
                    .body()
                    .compose(
                        _ ->
                            answer.statusCode() == 200
                                ? Future.succeededFuture()
                                : Future.failedFuture("answers " + answer.statusCode())));
  }

  private static AsyncHealthCheck check(String name, Recent recent) {
    return () ->
        Uni.createFrom()
            .completionStage(() -> recent.get().toCompletionStage())
            .map(_ -> HealthCheckResponse.up(name))
            .onFailure()
            .recoverWithItem(
                failure ->
                    HealthCheckResponse.named(name)
                        .down()
                        .withData("reason", reason(failure))
                        .build());
  }

  /** What was answered may be told; how the connection failed is for the log of the service. */
  private static String reason(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.startsWith("answers ") ? message : "does not answer";
  }
}
