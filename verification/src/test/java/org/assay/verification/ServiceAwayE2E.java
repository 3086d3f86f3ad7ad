package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * While a service is away the gateway says so and when to come back, the others go on, and it
 * recovers by itself.
 */
@ExtendWith(RunningWhole.class)
class ServiceAwayE2E {

  private final Whole whole;
  private final Setting setting;

  ServiceAwayE2E(Whole whole) {
    this.whole = whole;
    this.setting = whole.setting();
  }

  @ParameterizedTest
  @CsvSource({
    "PROJECT_SERVICE, /api/v1/projects, /api/v1/models",
    "REGISTRY_SERVICE, /api/v1/models, /api/v1/reviews",
    "REVIEW_SERVICE, /api/v1/reviews, /api/v1/projects"
  })
  void answersThatAServiceIsAwayAndRecovers(Part part, String itsPath, String anothersPath) {
    Request request = Request.get(Setting.LEAD, itsPath);
    setting.granted(request);
    try (Whole.Outage _ = whole.stopped(part)) {
      for (int i = 0; i < 8; i++) {
        Answer away = Refusal.of(setting, request, 503, "SERVICE_UNAVAILABLE");
        assertThat(Integer.parseInt(away.header("Retry-After"))).isBetween(1, 120);
      }
      setting.read(Setting.LEAD, anothersPath);
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> setting.send(request).ok());
  }

  @Test
  void aKilledGatewayComesBackWithoutMemory() {
    Setting.Version version = setting.registered();
    try (Whole.Outage _ = whole.killed(Part.GATEWAY)) {
      assertThat(whole.runs(Part.GATEWAY)).isFalse();
    }
    assertThat(setting.read(Setting.ENGINEER, version.path()).text("/state"))
        .isEqualTo("REGISTERED");
    assertThat(setting.read(Setting.CI, version.gate()).text("/decision")).isEqualTo("DENY");
  }

  @Test
  void withoutTheIdentityProviderKnownTokensAreReadAndDecisionsAreRefused() {
    Setting.Version version = setting.inReview();
    String review = setting.reviewOf(version, "ETHICS");
    setting.granted(Setting.claim(Setting.ETHICS_REVIEWER, review));
    Request decision = setting.decisionOn(Setting.ETHICS_REVIEWER, review, "APPROVED");
    try (Whole.Outage _ = whole.stopped(Part.KEYCLOAK)) {
      setting.read(Setting.ETHICS_REVIEWER, "/api/v1/reviews/" + review);
      Answer refusal = Refusal.of(setting, decision, 503, "IDENTITY_PROVIDER_AWAY");
      assertThat(refusal.header("Retry-After")).isNotEmpty();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> setting.send(decision).status() == 201);
  }
}
