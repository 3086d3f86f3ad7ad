package org.assay.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assay.kit.problem.ProblemException;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.PostgresResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More questions at once than the provider is asked do not make it count as away. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class ProviderBusyIT {

  private static final Caller CALLER =
      new Caller("subject", "account", Set.of(), null, false, "token");

  @Inject Accounts accounts;
  @Inject LiveToken liveToken;

  @AfterEach
  void letTheProviderAnswer() {
    IssuerResource.back();
  }

  @Test
  void letsLookUpsWaitForTheirTurn() throws Exception {
    IssuerResource.hold();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Actor>> shown =
          IntStream.range(0, 60)
              .mapToObj(_ -> UUID.randomUUID().toString())
              .map(subject -> callers.submit(() -> accounts.actor(subject)))
              .toList();
      var found =
          IntStream.range(0, 60)
              .mapToObj(_ -> UUID.randomUUID().toString())
              .map(account -> callers.submit(() -> accounts.find(account)))
              .toList();
      await().until(() -> IssuerResource.held() >= 16);
      IssuerResource.back();
      for (Future<Actor> each : shown) {
        assertThat(each.get().account()).isNull();
      }
      for (var each : found) {
        assertThat(each.get()).isEmpty();
      }
    }
  }

  @Test
  void asksAgainAfterRefusingTooManyIntrospectionsAtOnce() throws Exception {
    IssuerResource.hold();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> asked =
          IntStream.range(0, 32)
              .mapToObj(_ -> callers.submit(() -> liveToken.requireActive(CALLER)))
              .toList();
      await().until(() -> IssuerResource.held() == 32);

      for (int more = 0; more < 16; more++) {
        assertThatThrownBy(() -> liveToken.requireActive(CALLER))
            .isInstanceOf(ProblemException.class);
      }

      IssuerResource.back();
      for (Future<?> each : asked) {
        each.get();
      }
    }
    assertThatCode(() -> liveToken.requireActive(CALLER)).doesNotThrowAnyException();
  }
}
