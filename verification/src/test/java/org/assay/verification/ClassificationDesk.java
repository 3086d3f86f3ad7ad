package org.assay.verification;

import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.JSON;
import static org.assay.verification.Setting.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;

/** Names uses of models and answers the questionnaire, as the people of a project do. */
final class ClassificationDesk {

  private final Setting setting;

  ClassificationDesk(Setting setting) {
    this.setting = setting;
  }

  /** Classifies the model of a version as of LIMITED risk: it talks to people, no more. */
  void limited(Setting.Version version) {
    assertThat(classified(version, "T1").text("/tier")).isEqualTo("LIMITED");
  }

  /** Answers what is best for the model in a use case of its own, but for one question. */
  Answer classified(Setting.Version version, String yes) {
    return classified(version, useCase(version.project()), yes);
  }

  /** The same in a use case that is there. */
  Answer classified(Setting.Version version, String useCase, String yes) {
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
    // The use case travels by an event, so its first answers may come too early.
    return await()
        .atMost(Setting.PATIENCE)
        .until(
            () -> setting.send(Request.post(ENGINEER, "/api/v1/classifications", body)),
            answer -> answer.status() == 201);
  }

  /** Names a use case of a project; returns its id. */
  String useCase(String project) {
    ObjectNode useCase =
        JSON.objectNode()
            .put("name", "Answers to applicants")
            .put("purpose", "Answer within an hour")
            .put("decision_supported", "What an officer writes")
            .put("users", "Loan officers")
            .put("affected_people", "Private people who apply for a mortgage")
            .put("organisation_role", "DEPLOYER");
    useCase.putArray("jurisdictions").add("EU");
    return setting
        .granted(Request.post(LEAD, "/api/v1/projects/" + project + "/use-cases", useCase))
        .text("/id");
  }
}
