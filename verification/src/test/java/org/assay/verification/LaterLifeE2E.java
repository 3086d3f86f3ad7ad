package org.assay.verification;

import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.LEAD;
import static org.assay.verification.Setting.LEAD_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.verification.plan.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a version after its release. */
@ExtendWith(RunningWhole.class)
class LaterLifeE2E {

  private final Setting setting;

  LaterLifeE2E(Whole whole) {
    this.setting = whole.setting();
  }

  @Test
  void isRenewedWhileItStaysAllowedAndDeprecatedAfterThat() {
    Setting.Version version = setting.released();
    String project = version.model().substring(0, version.model().indexOf('.'));
    setting.member(project, "lead-2", "CONTRIBUTOR");

    Answer renewal = submitted(version);
    assertThat(renewal.text("/state")).isEqualTo("RELEASED");
    assertThat(decision(version)).isEqualTo("ALLOW");
    setting.approveRound(version, renewal.body().path("round").asInt());
    Answer renewed = awaitRenewed(version);

    assertThat(renewed.text("/outcome")).isEqualTo("RENEWED");
    assertThat(decision(version)).isEqualTo("ALLOW");
    awaitEvent(version, "org.assay.registry.version.renewed.v1");

    Setting.Version successor = setting.registered(version.model());
    Answer deprecated =
        setting.granted(
            Request.post(
                    LEAD,
                    version.path() + "/deprecations",
                    Setting.JSON
                        .objectNode()
                        .put("successor", successor.number())
                        .put("last_day", LocalDate.now(ZoneOffset.UTC).toString()))
                .ifUnchangedSince(setting.read(LEAD, version.path())));
    assertThat(deprecated.text("/state")).isEqualTo("DEPRECATED");
    // Where nothing of it was reported to run, it does not begin to.
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(decision(version)).isEqualTo("DENY"));
  }

  private Answer submitted(Setting.Version version) {
    return setting.granted(
        Request.post(LEAD, version.path() + "/submissions", Plans.nothing())
            .ifUnchangedSince(setting.read(LEAD, version.path())));
  }

  /** The lead who submitted it does not release it, so the other one does. */
  private Answer awaitRenewed(Setting.Version version) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                setting.send(
                    Request.post(
                            LEAD_2,
                            version.path() + "/releases",
                            Setting.JSON.objectNode().put("environment", "production"))
                        .ifUnchangedSince(setting.read(LEAD_2, version.path()))),
            answer -> answer.status() == 201);
  }

  private void awaitEvent(Setting.Version version, String type) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        setting
                            .read(AUDITOR, version.path() + "/history?limit=200")
                            .body()
                            .path("items")
                            .findValuesAsText("type"))
                    .contains(type));
  }

  private String decision(Setting.Version version) {
    return setting.read(ENGINEER, version.gate()).text("/decision");
  }
}
