package org.assay.verification;

import static org.assay.verification.Setting.ADMIN;
import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.CI;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ENGINEER_2;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.LEAD;
import static org.assay.verification.Setting.OPERATOR;
import static org.assay.verification.Setting.PERFORMANCE_REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Break-glass only closes: one person places a hold, and another one has to lift it. */
@ExtendWith(RunningWhole.class)
class HoldsE2E {

  private final Setting setting;

  HoldsE2E(Whole whole) {
    this.setting = whole.setting();
  }

  @Test
  void oneReviewerClosesTheGateAndAnotherPersonOpensIt() {
    Setting.Version version = setting.released();
    assertThat(setting.read(CI, version.gate()).text("/decision")).isEqualTo("ALLOW");

    Answer hold = setting.granted(place(ETHICS_REVIEWER, version));

    Answer denied = setting.read(ENGINEER, version.gate());
    assertThat(denied.text("/decision")).isEqualTo("DENY");
    assertThat(unmet(denied)).containsExactly("not-held");
    assertThat(setting.read(LEAD, version.path()).text("/state")).isEqualTo("RELEASED");
    Refusal.of(setting, lift(ETHICS_REVIEWER, hold), 403, "SEPARATION_OF_DUTIES");
    assertThat(setting.read(CI, version.gate()).text("/decision")).isEqualTo("DENY");

    setting.granted(lift(PERFORMANCE_REVIEWER, hold));

    assertThat(setting.read(CI, version.gate()).text("/decision")).isEqualTo("ALLOW");
    assertThat(
            setting
                .read(AUDITOR, version.path() + "/history?limit=200")
                .body()
                .path("items")
                .findValuesAsText("type"))
        .containsSubsequence("org.assay.review.hold.placed.v1", "org.assay.review.hold.lifted.v1");
  }

  @Test
  void nothingIsReleasedUnderAHold() {
    Setting.Version version = setting.approved();
    setting.granted(place(LEAD, version));

    Answer refusal = Refusal.of(setting, setting.release(version), 409, "REQUIREMENTS_NOT_MET");

    assertThat(refusal.text("/detail")).contains("not-held");
    assertThat(setting.read(ENGINEER, version.gate()).text("/decision")).isEqualTo("DENY");
  }

  @Test
  void othersNeitherPlaceNorLift() {
    Setting.Version version = setting.released();
    for (Sender sender : List.of(ENGINEER, AUDITOR, OPERATOR, ADMIN, CI)) {
      Refusal.of(setting, place(sender, version), 403, "FORBIDDEN");
    }
    // Who could be the owner of an incident, were the version known to them.
    Refusal.of(setting, place(ENGINEER_2, version), 404, "NOT_FOUND");
    Answer hold = setting.granted(place(ETHICS_REVIEWER, version));
    for (Sender sender : List.of(ENGINEER, ENGINEER_2, AUDITOR, OPERATOR, ADMIN, CI)) {
      Refusal.of(setting, lift(sender, hold), 403, "FORBIDDEN");
    }
    assertThat(setting.read(ENGINEER, version.gate()).text("/decision")).isEqualTo("DENY");
  }

  private static Request place(Sender sender, Setting.Version version) {
    return Request.post(sender, version.path() + "/holds", reason("A group may be harmed"));
  }

  private static Request lift(Sender sender, Answer hold) {
    return Request.post(
            sender, "/api/v1/holds/" + hold.text("/id") + "/lifts", reason("Looked into it"))
        .with("If-Match", "\"1\"");
  }

  private static ObjectNode reason(String text) {
    return Setting.JSON.objectNode().put("reason", text);
  }

  private static List<String> unmet(Answer gate) {
    return gate.body()
        .path("requirements")
        .valueStream()
        .filter(one -> !one.path("state").asText().equals("SATISFIED"))
        .map(one -> one.path("key").asText())
        .toList();
  }
}
