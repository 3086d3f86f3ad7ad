package org.assay.verification;

import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.JSON;
import static org.assay.verification.Setting.LEAD;
import static org.assay.verification.Setting.LEAD_2;
import static org.assay.verification.Setting.PERFORMANCE_REVIEWER;
import static org.assay.verification.Setting.PERFORMANCE_REVIEWER_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What other services' facts do to decisions, and where what was decided shows. */
@ExtendWith(RunningWhole.class)
class TriggersE2E {

  private final Setting setting;
  private final PolicyDesk desk;
  private final ClassificationDesk classifications;

  TriggersE2E(Whole whole) {
    this.setting = whole.setting();
    this.desk = new PolicyDesk(setting);
    this.classifications = new ClassificationDesk(setting);
  }

  /**
   * Invariant 22: withdrawn data flags every descendant; what is HIGH is reviewed again at once.
   */
  @Test
  void withdrawnDataFlagsDescendantsAndClosesWhatIsHigh() {
    String project = setting.project();
    String model = setting.model(project);
    String dataset = dataset(project);
    Setting.Version trained = trainedOn(dataset, model);
    Setting.Version child = setting.inReview(setting.childOf(trained));
    setting.approve(child);
    setting.granted(setting.release(child));
    setting.awaitState(child, "RELEASED");
    Setting.Version harmless = trainedOn(dataset, setting.model(project));
    String useCase = classifications.useCase(project);
    classifications.classified(child, useCase, "A4");
    assertThat(setting.gateSays(child)).isEqualTo("ALLOW");
    Answer use =
        await()
            .atMost(Setting.PATIENCE)
            .until(
                () ->
                    setting.read(ENGINEER, "/api/v1/projects/" + project + "/use-cases/" + useCase),
                answer -> answer.text("/tier").equals("HIGH"));
    assertThat(use.text("/classifications/0/model")).isEqualTo(model);

    setting.granted(
        setting.act(
            ENGINEER,
            "/api/v1/datasets/" + dataset,
            "withdrawals",
            Setting.reason("The owner took the consent back")));

    for (Setting.Version flagged : List.of(trained, child, harmless)) {
      awaitTrigger(flagged, "DATA_WITHDRAWN");
    }
    await().atMost(Setting.PATIENCE).until(() -> setting.gateSays(child).equals("DENY"));
    assertThat(setting.state(child, "not-held")).isEqualTo("UNSATISFIED");
    assertThat(triggers(harmless).getFirst().path("reviews")).isEmpty();
    await()
        .atMost(Setting.PATIENCE)
        .until(() -> setting.read(LEAD, child.path()).text("/round").equals("2"));
    assertThat(setting.read(LEAD, child.path()).text("/state")).isEqualTo("RELEASED");
    assertThat(setting.reviews(child))
        .filteredOn(review -> review.path("round").asInt() == 2)
        .extracting(review -> review.path("type").asText())
        .contains("DATA_QUALITY", "PRIVACY");
  }

  @Test
  void otherBytesThanThoseReleasedRevokeThem() {
    Setting.Version version = setting.released();
    ObjectNode report =
        JSON.objectNode()
            .put("model", version.model())
            .put("version", version.number())
            .put("environment", "production");
    setting.granted(
        Request.post(
            ENGINEER, "/api/v1/deployments", report.deepCopy().put("digest", version.digest())));
    assertThat(setting.gateSays(version)).isEqualTo("ALLOW");

    setting.granted(
        Request.post(
            ENGINEER,
            "/api/v1/deployments",
            report.deepCopy().put("digest", Setting.freshDigest())));

    awaitTrigger(version, "DEPLOYMENT_MISMATCH");
    assertThat(setting.gateSays(version)).isEqualTo("DENY");
    assertThat(triggers(version)).hasSize(1);
    Answer incident =
        setting.read(
            AUDITOR,
            "/api/v1/incidents/" + triggers(version).getFirst().path("incident_id").asText());
    assertThat(incident.text("/severity")).isEqualTo("SEV1");
    setting.awaitState(version, "REVOKED");
  }

  @Test
  void anOverrideShowsOnTheVersionAfterItEnded() {
    Setting.Version version = unfulfilled();
    ObjectNode body =
        Setting.reason("The ethics board has seen the harm table in May")
            .put("requirement", "ninth")
            .put("until", Instant.now().plus(Duration.ofDays(2)).toString());
    Answer proposal =
        setting.granted(
            Request.post(LEAD_2, version.path() + "/overrides", body)
                .ifUnchangedSince(setting.read(LEAD, version.path())));
    setting.granted(setting.approval(PERFORMANCE_REVIEWER_2, proposal));
    Answer shown = awaitOverride(version, "GRANTED");
    assertThat(shown.text("/overrides/0/requirement")).isEqualTo("ninth");

    setting.granted(
        setting.act(
            LEAD,
            "/api/v1/overrides/" + shown.text("/overrides/0/id"),
            "withdrawals",
            Setting.reason("It is mended")));

    awaitOverride(version, "WITHDRAWN");
  }

  private Answer awaitOverride(Setting.Version version, String state) {
    return await()
        .atMost(Setting.PATIENCE)
        .until(
            () -> setting.read(ENGINEER, version.path()),
            answer -> answer.text("/overrides/0/state").equals(state));
  }

  private List<JsonNode> triggers(Setting.Version version) {
    return setting
        .read(AUDITOR, "/api/v1/triggers?model=" + version.model() + "&version=" + version.number())
        .body()
        .path("items")
        .valueStream()
        .toList();
  }

  private void awaitTrigger(Setting.Version version, String kind) {
    await()
        .atMost(Setting.PATIENCE)
        .until(
            () ->
                triggers(version).stream()
                    .anyMatch(trigger -> trigger.path("kind").asText().equals(kind)));
  }

  private String dataset(String project) {
    ObjectNode data =
        JSON.objectNode()
            .put("project_key", project)
            .put("name", "applications")
            .put("version", "1")
            .put("digest", Setting.freshDigest())
            .put("source", "https://example.org/applications")
            .put("licence", "CC0-1.0")
            .put("personal_data", "NONE");
    return setting.granted(Request.post(ENGINEER, "/api/v1/datasets", data)).text("/id");
  }

  private Setting.Version trainedOn(String dataset, String model) {
    return setting.registered(
        model,
        plan ->
            plan.withArray("lineage")
                .addObject()
                .put("kind", "TRAINED_ON")
                .put("dataset_id", dataset));
  }

  /** A version that passes everything but a requirement that its policy lets a lead override. */
  private Setting.Version unfulfilled() {
    String project = setting.project();
    ObjectNode draft = PolicyDesk.draft(project);
    PolicyDesk.requirement(draft, "ninth", "version.number >= 9")
        .withArray("overridable_by")
        .add("lead");
    desk.published(draft);
    Setting.Version version = setting.inReview(setting.registered(setting.model(project)));
    setting.decide(ETHICS_REVIEWER, setting.reviewOf(version, "ETHICS"), "APPROVED");
    setting.decide(PERFORMANCE_REVIEWER, setting.reviewOf(version, "PERFORMANCE"), "APPROVED");
    return version;
  }
}
