package org.assay.verification;

import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A model is classified for what it is used for, and the gate follows. */
@ExtendWith(RunningWhole.class)
class ClassificationE2E {

  private final Setting setting;

  ClassificationE2E(Whole whole) {
    this.setting = whole.setting();
  }

  @Test
  void closesTheGateOnceTheUseIsProhibited() {
    Setting.Version version = setting.released();

    Answer limited = new ClassificationDesk(setting).classified(version, "T1");
    assertThat(limited.text("/tier")).isEqualTo("LIMITED");
    assertThat(decision(version)).isEqualTo("ALLOW");

    Answer raised =
        setting.granted(
            Request.post(
                ETHICS_REVIEWER,
                "/api/v1/classifications/" + limited.text("/id") + "/raisings",
                JSON.objectNode()
                    .put("tier", "PROHIBITED")
                    .put("reason", "It scores how people behave elsewhere")));

    assertThat(raised.text("/computed_tier")).isEqualTo("LIMITED");
    Answer gate = setting.read(ENGINEER, version.gate());
    assertThat(gate.text("/decision")).isEqualTo("DENY");
    assertThat(gate.body().path("requirements"))
        .anySatisfy(
            requirement -> {
              assertThat(requirement.path("key").asText()).isEqualTo("tier-permitted");
              assertThat(requirement.path("state").asText()).isEqualTo("UNSATISFIED");
            });
  }

  private String decision(Setting.Version version) {
    return setting.read(ENGINEER, version.gate()).text("/decision");
  }
}
