package org.assay.verification;

import static org.assay.verification.Setting.ADMIN;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A policy keeps a version from being deployed, and the gate names the requirement. */
@ExtendWith(RunningWhole.class)
class PoliciesE2E {

  private final Setting setting;
  private final PolicyDesk desk;

  PoliciesE2E(Whole whole) {
    this.setting = whole.setting();
    this.desk = new PolicyDesk(setting);
  }

  @Test
  void isDraftedTriedPublishedByTwoAndDeniesAtTheGate() {
    String project = setting.project();
    ObjectNode draft = PolicyDesk.draft(project);
    PolicyDesk.requirement(draft, "second-attempt", "version.number >= 2")
        .put("help", "Only a second number");
    String policy = desk.drafted(draft);
    desk.tryOut(policy);
    setting.granted(desk.agreement(LEAD, policy));
    assertThat(setting.send(desk.agreement(LEAD, policy)).status()).isEqualTo(403);
    Answer published = setting.granted(desk.agreement(ADMIN, policy));
    assertThat(published.text("/state")).isEqualTo("PUBLISHED");

    Setting.Version version = setting.registered(setting.model(project));
    setting.submit(version);
    setting.openReviews(version);
    setting.decide(ETHICS_REVIEWER, setting.reviewOf(version, "ETHICS"), "APPROVED");
    setting.decide(
        Setting.PERFORMANCE_REVIEWER, setting.reviewOf(version, "PERFORMANCE"), "APPROVED");

    Answer gate = setting.read(ENGINEER, version.gate());
    assertThat(gate.text("/decision")).isEqualTo("DENY");
    JsonNode requirement = setting.requirement(version, "second-attempt");
    assertThat(requirement.path("state").asText()).isEqualTo("UNSATISFIED");
    assertThat(requirement.path("clause").path("text").asText()).isEqualTo("Only a second number");
    Answer release = setting.send(setting.release(version));
    assertThat(release.status()).isEqualTo(409);
    assertThat(release.text("/detail")).contains("second-attempt");
  }

  /**
   * Contract with MLflow's clients: what policies name moves only with a decision, for them too.
   */
  @Test
  void governsAnAliasOfItsProject() {
    String project = setting.project();
    Setting.Version version = setting.registered(setting.model(project));
    ObjectNode draft = PolicyDesk.draft(project);
    draft.putArray("governed_aliases").add("serving");
    desk.published(draft);

    await()
        .atMost(Setting.PATIENCE)
        .untilAsserted(
            () -> {
              Answer refused = setting.send(alias(version));
              assertThat(refused.status()).isEqualTo(403);
              assertThat(refused.text("/error_code")).isEqualTo("PERMISSION_DENIED");
              assertThat(refused.text("/message")).contains("moves only with a decision");
            });
  }

  private static Request alias(Setting.Version version) {
    return Request.post(
        ENGINEER,
        "/api/2.0/mlflow/registered-models/alias",
        Setting.JSON
            .objectNode()
            .put("name", version.model())
            .put("alias", "serving")
            .put("version", "1"));
  }
}
