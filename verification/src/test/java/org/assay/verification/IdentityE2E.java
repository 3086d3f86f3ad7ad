package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who is let in at all: tokens of the one issuer, for this audience, unexpired, and alive where it
 * matters.
 */
@ExtendWith(RunningWhole.class)
class IdentityE2E {

  private static final String ME = "/api/v1/me";

  private final Whole whole;
  private final Setting setting;

  IdentityE2E(Whole whole) {
    this.whole = whole;
    this.setting = whole.setting();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ME,
        "/api/v1/projects",
        "/api/v1/models",
        "/api/v1/reviews",
        "/api/v1/gate?digest=x"
      })
  void nobodyIsLetIn(String path) {
    Answer answer = Refusal.of(setting, Request.get(Setting.NOBODY, path), 401, "UNAUTHENTICATED");
    assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void tellsWhoOneIs() {
    JsonNode me = setting.read(Setting.ETHICS_REVIEWER, ME).body();
    assertThat(me.path("account").asText()).isEqualTo("ethics-reviewer");
    assertThat(me.path("subject").asText()).matches("[0-9a-f-]{36}");
    assertThat(me.path("roles").toString()).contains("ethics-reviewer");
    assertThat(me.path("unit").asText()).isEqualTo("risk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJsZWFkIn0."})
  void noTokenAtAllIsRefused(String token) {
    Refusal.of(
        setting, Request.get(new Sender.Bearer(token), "/api/v1/projects"), 401, "UNAUTHENTICATED");
  }

  @Test
  void aChangedTokenIsRefused() {
    String token = whole.tokens().tokenOf("engineer");
    String[] parts = token.split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String changed = claims.replace("\"engineer\"", "\"lead\"");
    assertThat(changed).isNotEqualTo(claims);
    String forged =
        parts[0]
            + "."
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(changed.getBytes(StandardCharsets.UTF_8))
            + "."
            + parts[2];
    Refusal.of(
        setting,
        Request.get(new Sender.Bearer(forged), "/api/v1/projects"),
        401,
        "UNAUTHENTICATED");
  }

  @Test
  void aTokenForAnotherAudienceIsRefused() {
    whole.realm().client("verification-foreign", "somebody-else", 300);
    Sender foreign =
        new Sender.Bearer(
            whole.realm().signIn("verification-foreign", "lead").path("access_token").asText());
    for (String path : new String[] {ME, "/api/v1/projects", "/api/v1/models", "/api/v1/reviews"}) {
      Refusal.of(setting, Request.get(foreign, path), 401, "UNAUTHENTICATED");
    }
  }

  @Test
  void anExpiredTokenIsRefused() {
    whole.realm().client("verification-short", "assay", 2);
    Sender shortLived =
        new Sender.Bearer(
            whole.realm().signIn("verification-short", "lead").path("access_token").asText());
    Request request = Request.get(shortLived, "/api/v1/projects");
    assertThat(setting.send(request).status()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> setting.send(request).status() == 401);
    Refusal.of(setting, request, 401, "UNAUTHENTICATED");
  }

  @Test
  void aDecisionOfAnEndedSessionIsRefused() {
    Setting.Version version = setting.inReview();
    String review = setting.reviewOf(version, "ETHICS");
    setting.granted(Setting.claim(Setting.ETHICS_REVIEWER, review));
    JsonNode session = whole.realm().signIn("assay-cli", "ethics-reviewer");
    Sender signedOut = new Sender.Bearer(session.path("access_token").asText());
    whole.realm().signOut("assay-cli", session.path("refresh_token").asText());

    Refusal.of(setting, setting.decisionOn(signedOut, review, "APPROVED"), 401, "TOKEN_REVOKED");
    assertThat(setting.read(Setting.AUDITOR, "/api/v1/reviews/" + review).text("/state"))
        .isEqualTo("IN_PROGRESS");
  }

  @Test
  void aReleaseOfAnEndedSessionIsRefused() {
    Setting.Version version = setting.approved();
    JsonNode session = whole.realm().signIn("assay-cli", "lead");
    whole.realm().signOut("assay-cli", session.path("refresh_token").asText());
    Answer seen = setting.read(Setting.LEAD, version.path());
    Request release =
        Request.post(
                new Sender.Bearer(session.path("access_token").asText()),
                version.path() + "/releases",
                Setting.JSON.objectNode().put("environment", "production"))
            .ifUnchangedSince(seen);
    Refusal.of(setting, release, 401, "TOKEN_REVOKED");
    assertThat(setting.read(Setting.ENGINEER, version.gate()).text("/decision")).isEqualTo("DENY");
  }

  @Test
  void aMachineAsksTheGateWithItsNameAndSecret() {
    Setting.Version version = setting.registered();
    assertThat(setting.read(Setting.CI, version.gate()).text("/decision")).isEqualTo("DENY");
    Refusal.of(
        setting,
        Request.get(new Sender.Machine("ci", "wrong"), version.gate()),
        401,
        "UNAUTHENTICATED");
    Refusal.of(
        setting,
        Request.get(new Sender.Machine("nobody", "ci"), version.gate()),
        401,
        "UNAUTHENTICATED");
  }

  @Test
  void aMachineOutsideTheProjectLearnsTheDecisionOnly() {
    Setting.Version version = setting.released();
    JsonNode answer = setting.read(Setting.CI, version.gate()).body();
    assertThat(answer.path("decision").asText()).isEqualTo("ALLOW");
    answer
        .path("requirements")
        .forEach(requirement -> assertThat(requirement.path("values")).isEmpty());
    Refusal.of(
        setting, Request.get(Setting.CI, version.path()), 404, "MODEL_NOT_FOUND", "NOT_FOUND");
  }
}
