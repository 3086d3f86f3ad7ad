package org.assay.verification;

import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.CI;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.JSON;
import static org.assay.verification.Setting.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a machine counts where a version runs, through the gateway, and what follows from it. */
@ExtendWith(RunningWhole.class)
class MonitoringE2E {

  private final Setting setting;

  MonitoringE2E(Whole whole) {
    this.setting = whole.setting();
  }

  /** A version of LIMITED risk that is released under a policy with limits for where it runs. */
  private Setting.Version running() {
    String project = setting.project();
    setting.member(project, "ci", "CONTRIBUTOR");
    ObjectNode draft = PolicyDesk.draft(project);
    ObjectNode tier = draft.putArray("tiers").addObject().put("tier", "LIMITED");
    tier.putObject("monitoring").put("psi", 0.25).put("rows", 500).put("pseudo_count", 0.5);
    ObjectNode fairness =
        tier.putObject("fairness").put("group_rows", 30).put("group_conditioned", 10);
    fairness
        .putArray("criteria")
        .addObject()
        .putArray("any_of")
        .addObject()
        .put("statistic", "DEMOGRAPHIC_PARITY_DIFFERENCE")
        .put("limit", 0.1);
    new PolicyDesk(setting).published(draft);
    Setting.Version version = setting.registered(setting.model(project));
    new ClassificationDesk(setting).limited(version);
    setting.inReview(version);
    setting.approve(version);
    setting.granted(setting.release(version));
    setting.awaitState(version, "RELEASED");
    return version;
  }

  private static ObjectNode window(int day) {
    return JSON.objectNode()
        .put("from", "2026-01-%02dT00:00:00Z".formatted(day))
        .put("until", "2026-01-%02dT00:00:00Z".formatted(day + 1));
  }

  private static ObjectNode drifted(int day) {
    ObjectNode window = window(day);
    ObjectNode score =
        window.putArray("features").addObject().put("name", "score").put("kind", "SCORE");
    score
        .putArray("bins")
        .add(JSON.objectNode().put("label", "low").put("reference", 500).put("current", 900))
        .add(JSON.objectNode().put("label", "high").put("reference", 500).put("current", 100));
    return window;
  }

  private static ObjectNode counts(int tp, int fp, int tn, int fn) {
    return JSON.objectNode().put("tp", tp).put("fp", fp).put("tn", tn).put("fn", fn);
  }

  private static ObjectNode unfair(int day) {
    ObjectNode window = window(day);
    ObjectNode live = window.putObject("live").put("positive_class", "granted");
    live.set("rows", counts(880, 20, 1080, 20));
    ObjectNode attribute = live.putArray("attributes").addObject().put("attribute", "sex");
    attribute
        .putArray("groups")
        .add(counts(290, 10, 690, 10).put("name", "female"))
        .add(counts(590, 10, 390, 10).put("name", "male"));
    return window;
  }

  private Answer add(Setting.Version version, ObjectNode window) {
    ObjectNode evidence = JSON.objectNode().put("kind", "MONITORING_WINDOW");
    evidence.set("window", window);
    return setting.granted(Request.post(CI, version.path() + "/evidence", evidence));
  }

  private JsonNode windows(Setting.Version version) {
    return setting.read(ENGINEER, version.path() + "/monitoring").body().path("items");
  }

  @Test
  void driftAsksForReviewsAndAFailedClaimIsAnIncident() {
    Setting.Version version = running();
    add(version, drifted(1));
    Answer second = add(version, drifted(2));

    JsonNode listed = windows(version);
    assertThat(listed).extracting(one -> one.path("drift").asText()).containsOnly("DRIFT");
    assertThat(listed.path(0).path("evidence_id").asText()).isEqualTo(second.text("/id"));
    assertThat(listed.path(0).at("/triggers/0/kind").asText()).isEqualTo("DRIFT");
    assertThat(listed.path(1).path("triggers")).isEmpty();
    // The registry follows into the round of renewal, and the release stands.
    await()
        .atMost(Setting.PATIENCE)
        .until(() -> setting.read(LEAD, version.path()).text("/round").equals("2"));
    assertThat(setting.read(LEAD, version.path()).text("/state")).isEqualTo("RELEASED");
    assertThat(setting.gateSays(version)).isEqualTo("ALLOW");
    String review =
        setting.reviews(version).stream()
            .filter(one -> one.path("type").asText().equals("POST_DEPLOYMENT"))
            .map(one -> one.path("id").asText())
            .findFirst()
            .orElseThrow();
    JsonNode finding =
        setting.read(LEAD, "/api/v1/reviews/" + review + "/findings").body().at("/items/0");
    assertThat(finding.path("severity").asText()).isEqualTo("MAJOR");

    add(version, unfair(3));

    Answer incident =
        setting.read(
            AUDITOR,
            "/api/v1/incidents/" + windows(version).at("/0/triggers/0/incident_id").asText());
    assertThat(incident.text("/severity")).isEqualTo("SEV2");
    assertThat(incident.text("/source")).isEqualTo("MONITORING");
    assertThat(setting.gateSays(version)).isEqualTo("DENY");
  }
}
