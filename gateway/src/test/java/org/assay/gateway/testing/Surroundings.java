package org.assay.gateway.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.lang.reflect.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A provider and three services around the gateway under test; fields of their types are filled.
 */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

  private @Nullable Vertx vertx;
  private @Nullable Around around;

  /**
   * What the gateway sees.
   *
   * @param issuer the provider
   * @param projects project-service
   * @param registry model-registry-service
   * @param reviews review-service
   */
  public record Around(
      TestIssuer issuer, TestBackend projects, TestBackend registry, TestBackend reviews) {}

  @Override
  public Map<String, String> start() {
    Vertx own = Vertx.vertx();
    vertx = own;
    Around all =
        new Around(
            new TestIssuer(),
            new TestBackend(own, "project-service"),
            new TestBackend(own, "model-registry-service"),
            new TestBackend(own, "review-service"));
    around = all;
    return Map.of(
        "assay.route.body-limits.artifacts",
        "1G",
        "assay.route.answer-timeouts.gate",
        "PT0.4S",
        "assay.route.breaker.open-for",
        "PT0.5S",
        "assay.route.keep-alive",
        "PT1S",
        "quarkus.oidc.auth-server-url",
        all.issuer().url(),
        "assay.route.project-service.url",
        all.projects().url(),
        "assay.route.registry-service.url",
        all.registry().url(),
        "assay.route.review-service.url",
        all.reviews().url());
  }

  @Override
  public void inject(Object test) {
    for (Class<?> type = test.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getType().equals(Around.class)) {
          fill(field, test);
        }
      }
    }
  }

  private void fill(Field field, Object test) {
    try {
      field.setAccessible(true);
      field.set(test, around);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    if (around != null) {
      around.issuer().close();
    }
    if (vertx != null) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }
}
