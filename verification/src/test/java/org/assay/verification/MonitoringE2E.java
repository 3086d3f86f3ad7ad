package org.assay.verification;

import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.CI;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.JSON;
import static org.assay.verification.Setting.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
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

  private static String table(String header, IntFunction<String> row) {
    return header
        + "\n"
        + IntStream.range(0, 1000).mapToObj(row).collect(Collectors.joining("\n"))
        + "\n";
  }

  /** The machine sends rows, and Assay counts them against predictions that it evaluated. */
  @Test
  void windowsAreCountedFromFiles() {
    Setting.Version version = running();
    PredictionDesk desk = new PredictionDesk(setting);
    desk.upload(version, "test.csv", table("y,p", at -> "%d,%s".formatted(at % 2, at / 1000.0)));
    desk.upload(version, "recent.csv", table("score", at -> String.valueOf(0.5 + at / 2000.0)));
    ObjectNode planned =
        JSON.objectNode()
            .put("positive_class", "1")
            .put("negative_class", "0")
            .put("threshold", 0.5);
    planned.putArray("claims").addObject().put("statistic", "ACCURACY").put("limit", 0.1);
    Answer plan = desk.planned(version, planned);
    ObjectNode predictions =
        JSON.objectNode()
            .put("kind", "PREDICTIONS")
            .put("upload", "test.csv")
            .put("plan", plan.text("/id"));
    predictions.putObject("columns").put("label", "y").put("score", "p");
    Answer evaluated = desk.evaluated(version, predictions, "DONE");
    ObjectNode window = window(1).put("upload", "recent.csv");
    window.putObject("reference").put("evidence", evaluated.text("/id"));
    window.putArray("columns").addObject().put("name", "score").put("kind", "SCORE");

    String id = add(version, window).text("/id");

    Answer counted =
        await()
            .atMost(Setting.PATIENCE)
            .until(
                () -> setting.read(AUDITOR, "/api/v1/evidence/" + id),
                answer -> answer.text("/counting/state").equals("DONE"));
    assertThat(counted.text("/window/drift")).isEqualTo("DRIFT");
    JsonNode test =
        StreamSupport.stream(counted.body().path("statistics").spliterator(), false)
            .filter(one -> one.path("statistic").asText().equals("ks_two_sample"))
            .findFirst()
            .orElseThrow();
    assertThat(test.path("value").asDouble()).isCloseTo(0.5, within(1e-9));
    assertThat(windows(version)).extracting(one -> one.path("evidence_id").asText()).contains(id);
  }
}
