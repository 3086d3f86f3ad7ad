package org.assay.verification;

import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.JSON;
import static org.assay.verification.Setting.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
    String project = version.model().substring(0, version.model().indexOf('.'));
    String useCase =
        setting
            .granted(Request.post(LEAD, "/api/v1/projects/" + project + "/use-cases", useCase()))
            .text("/id");

    Answer limited = awaitClassified(version, useCase, "T1");
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

  /** The use case travels by an event, so its first answers may come too early. */
  private Answer awaitClassified(Setting.Version version, String useCase, String yes) {
    ObjectNode answers = JSON.objectNode();
    setting
        .read(ENGINEER, "/api/v1/questionnaires/current")
        .body()
        .path("questions")
        .forEach(
            question ->
                answers.put(
                    question.path("id").asText(), question.at("/choices/0/value").asText()));
    answers.put(yes, "YES");
    ObjectNode body = JSON.objectNode().put("model", version.model()).put("use_case_id", useCase);
    body.set("answers", answers);
    return await()
        .atMost(Setting.PATIENCE)
        .until(
            () -> setting.send(Request.post(ENGINEER, "/api/v1/classifications", body)),
            answer -> answer.status() == 201);
  }

  private static ObjectNode useCase() {
    ObjectNode useCase =
        JSON.objectNode()
            .put("name", "Order of applications")
            .put("purpose", "Decide in a day")
            .put("decision_supported", "Which applications an officer looks at first")
            .put("users", "Loan officers")
            .put("affected_people", "Private people who apply for a mortgage")
            .put("organisation_role", "DEPLOYER");
    useCase.putArray("jurisdictions").add("EU");
    return useCase;
  }

  private String decision(Setting.Version version) {
    return setting.read(ENGINEER, version.gate()).text("/decision");
  }
}
