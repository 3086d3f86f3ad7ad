package org.assay.verification;

import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Explanations, attacks on privacy and claims through the gateway, and what they decide. */
@ExtendWith(RunningWhole.class)
class OtherEvidenceE2E {

  private final Setting setting;

  OtherEvidenceE2E(Whole whole) {
    this.setting = whole.setting();
  }

  private Answer added(Setting.Version version, ObjectNode evidence) {
    return setting.granted(Request.post(ENGINEER, version.path() + "/evidence", evidence));
  }

  private static ObjectNode explanation(double prediction) {
    ObjectNode table =
        JSON.objectNode()
            .put("kind", "EXPLAINABILITY")
            .put("method", "SHAP")
            .put("base_value", 0.3);
    table.putArray("model_features").add("income").add("age");
    table.putArray("features").addObject().put("name", "income").put("importance", 0.6);
    table.withArray("features").addObject().put("name", "age").put("importance", 0.2);
    ObjectNode sample = table.putArray("samples").addObject().put("prediction", prediction);
    sample.putObject("contributions").put("income", 0.2).put("age", 0.1);
    return table;
  }

  private static ObjectNode attack(long found) {
    ObjectNode attack =
        JSON.objectNode().put("kind", "PRIVACY_ATTACK").put("attack", "MEMBERSHIP_INFERENCE");
    attack
        .putObject("counts")
        .put("tp", found)
        .put("fp", 5_000)
        .put("tn", 5_000)
        .put("fn", 10_000 - found);
    return attack;
  }

  private static ObjectNode claim(String statistic, double value) {
    ObjectNode claim = JSON.objectNode().put("kind", "CLAIM").put("title", "Figures of the team");
    claim.putArray("statistics").addObject().put("statistic", statistic).put("value", value);
    return claim;
  }

  /** A policy of the version's project that asks for explanations. */
  private void asked(Setting.Version version) {
    ObjectNode draft = PolicyDesk.draft(version.project());
    draft.putArray("reviews").addObject().put("type", "PERFORMANCE").put("approvals", 1);
    PolicyDesk.requirement(draft, "explained", "claims.explainability.verdict == 'PASS'");
    new PolicyDesk(setting).published(draft);
  }

  private void awaitState(Setting.Version version, String state) {
    await()
        .atMost(Setting.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(setting.requirement(version, "explained").path("state").asText())
                    .isEqualTo(state));
  }

  @Test
  void explanationsDecideWhatThePolicyAsksFor() {
    Setting.Version version = setting.registered();
    asked(version);
    setting.submit(version);
    awaitState(version, "ERROR");

    Answer wrong = added(version, explanation(0.7));
    awaitState(version, "UNSATISFIED");
    Answer right = added(version, explanation(0.6).put("supersedes", wrong.text("/id")));

    awaitState(version, "SATISFIED");
    JsonNode shown = setting.read(AUDITOR, "/api/v1/evidence/" + right.text("/id")).body();
    assertThat(shown.path("origin").asText()).isEqualTo("COMPUTED");
    assertThat(shown.at("/explanation/features/0/share").asDouble()).isEqualTo(0.75);
    assertThat(shown.at("/statistics/1/statistic").asText()).isEqualTo("additivity");
    assertThat(shown.at("/statistics/1/verdict").asText()).isEqualTo("PASS");
  }

  @Test
  void aClaimThatDisagreesIsAFinding() {
    Setting.Version version = setting.inReview();
    Answer computed = added(version, attack(5_900));

    Answer claim = added(version, claim("membership_advantage", 0.01));

    JsonNode shown = setting.read(AUDITOR, "/api/v1/evidence/" + claim.text("/id")).body();
    assertThat(shown.at("/disagrees_with/0/evidence").asText()).isEqualTo(computed.text("/id"));
    assertThat(shown.at("/disagrees_with/0/computed").asDouble()).isCloseTo(0.09, within(1e-12));
    JsonNode findings =
        setting
            .read(
                AUDITOR,
                "/api/v1/reviews/" + setting.reviewOf(version, "PERFORMANCE") + "/findings")
            .body()
            .path("items");
    assertThat(findings).hasSize(1);
    assertThat(findings.at("/0/severity").asText()).isEqualTo("MAJOR");
    assertThat(findings.at("/0/text").asText()).contains(claim.text("/id"), "0.0900 [0.07");
  }
}
