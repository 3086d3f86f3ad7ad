package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assay.local.demo.Answer;
import org.assay.local.demo.MortgageDemo;
import org.assay.local.demo.MortgageStory;
import org.assay.local.demo.Narrator;
import org.assay.local.demo.Request;
import org.assay.local.demo.Step;
import org.assay.verification.plan.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo's story: one model from a project's idea to an allowed release. */
@ExtendWith(RunningWhole.class)
class StoryE2E {

  private final Whole whole;
  private final Setting setting;

  StoryE2E(Whole whole) {
    this.whole = whole;
    this.setting = whole.setting();
  }

  @Test
  void theDemoRunsTwiceAndShowsEveryRequest() {
    String first = play();
    String second = play();
    assertThat(first)
        .contains("curl -s -X POST")
        .contains("\"decision\":\"ALLOW\"")
        .contains("Where to look next");
    assertThat(second).contains("\"decision\":\"ALLOW\"").contains("Where to look next");
    assertThat(second).contains("$(./assay token lead)").doesNotContain("Bearer ey");
  }

  @Test
  void eachStepLeavesWhatItSays() {
    MortgageStory story =
        new MortgageDemo(
                whole.gateway(),
                new Narrator(new PrintStream(new ByteArrayOutputStream())),
                Clock.systemUTC())
            .prepare(Setting.PATIENCE);
    List<Step> steps = story.steps();

    steps.get(0).take();
    JsonNode project = setting.read(Setting.LEAD, "/api/v1/projects/" + story.project()).body();
    assertThat(project.path("state").asText()).isEqualTo("ACTIVE");
    assertThat(project.at("/owner/account").asText()).isEqualTo("lead");

    steps.get(1).take();
    assertThat(
            setting.read(Setting.ENGINEER, "/api/v1/projects/" + story.project()).text("/my_role"))
        .isEqualTo("CONTRIBUTOR");

    steps.get(2).take();
    JsonNode policies =
        setting.read(Setting.LEAD, "/api/v1/policies?name=" + story.project()).body();
    assertThat(policies.at("/items/0/state").asText()).isEqualTo("PUBLISHED");

    steps.get(3).take();
    steps.get(4).take();
    Answer registered = setting.read(Setting.ENGINEER, story.version());
    assertThat(registered.text("/state")).isEqualTo("REGISTERED");
    assertThat(registered.text("/digest_origin")).isEqualTo("CLAIMED");
    assertThat(registered.entityTag()).startsWith("\"2.");

    steps.get(5).take();
    JsonNode denied = setting.read(Setting.ENGINEER, story.gate()).body();
    assertThat(denied.path("decision").asText()).isEqualTo("DENY");
    assertThat(denied.path("requirements")).isNotEmpty();
    denied.path("requirements").forEach(StoryE2E::assertExplained);

    steps.get(6).take();
    steps.get(7).take();
    assertThat(claims(story.version()))
        .containsExactly(
            entry("roc_auc", "PASS"),
            entry("demographic_parity_difference", "FAIL"),
            entry("demographic_parity_ratio", "INCONCLUSIVE"));

    steps.get(8).take();
    assertThat(setting.read(Setting.ENGINEER, story.version()).text("/state"))
        .isEqualTo("IN_REVIEW");
    JsonNode requirements =
        setting.read(Setting.ENGINEER, story.version() + "/requirements").body();
    assertThat(requirements.findValuesAsText("state")).contains("PENDING");

    steps.get(9).take();
    steps.get(10).take();
    assertThat(setting.read(Setting.ENGINEER, story.gate()).text("/decision")).isEqualTo("DENY");
    steps.get(11).take();
    assertThat(setting.read(Setting.ENGINEER, story.gate()).text("/decision")).isEqualTo("DENY");

    steps.get(12).take();
    steps.get(13).take();
    JsonNode allowed = setting.read(Setting.ENGINEER, story.gate()).body();
    assertThat(allowed.path("decision").asText()).isEqualTo("ALLOW");
    assertThat(allowed.path("requirements").findValuesAsText("state"))
        .isSubsetOf("SATISFIED", "NOT_APPLICABLE");

    steps.get(14).take();
    steps.get(15).take();
    List<String> types =
        setting
            .read(Setting.AUDITOR, story.version() + "/history")
            .body()
            .path("items")
            .findValuesAsText("type");
    assertThat(types)
        .containsSubsequence(
            "org.assay.registry.version.drafted.v1",
            "org.assay.registry.version.registered.v1",
            "org.assay.registry.version.submitted.v1",
            "org.assay.review.assessment.opened.v1",
            "org.assay.review.assessment.passed.v1",
            "org.assay.registry.version.approved.v1",
            "org.assay.review.release.decided.v1",
            "org.assay.registry.version.released.v1");

    steps.get(16).take();
    steps.get(17).take();
    assertThat(claims(story.secondVersion()))
        .containsExactly(
            entry("roc_auc", "PASS"),
            entry("demographic_parity_difference", "INCONCLUSIVE"),
            entry("demographic_parity_ratio", "PASS"));
    assertThat(comparison(story.secondVersion()))
        .containsExactly(
            entry("accuracy", "SUPERIOR"),
            entry("roc_auc", "NON_INFERIOR"),
            entry("brier", "NON_INFERIOR"));
    steps.subList(18, 22).forEach(Step::take);
    assertThat(setting.read(Setting.LEAD, story.secondVersion()).text("/state"))
        .isIn("APPROVED", "RELEASED");
    assertThat(steps).hasSize(22);
  }

  /** What Assay says of each claim of the only evaluation of a version, in their order. */
  private Map<String, String> claims(String version) {
    return told(version, "/evaluation/claims", "verdict");
  }

  private Map<String, String> comparison(String version) {
    return told(version, "/evaluation/comparison/results", "decision");
  }

  private Map<String, String> told(String version, String where, String what) {
    String evidence = setting.read(Setting.LEAD, version + "/evidence").text("/items/0/id");
    Map<String, String> told = new LinkedHashMap<>();
    setting
        .read(Setting.LEAD, "/api/v1/evidence/" + evidence)
        .body()
        .at(where)
        .forEach(one -> told.put(one.path("statistic").asText(), one.path(what).asText()));
    return told;
  }

  @Test
  void aReleaseElsewhereDoesNotOpenProduction() {
    Setting.Version version = setting.approved();
    Answer seen = setting.read(Setting.LEAD, version.path());
    var staging = Setting.JSON.objectNode().put("environment", "staging");
    setting.send(
        Request.post(Setting.LEAD, version.path() + "/releases", staging).ifUnchangedSince(seen));
    assertThat(setting.read(Setting.ENGINEER, version.gate()).text("/decision")).isEqualTo("DENY");
  }

  /** Invariant 21: the same bytes elsewhere have nothing of what was approved here. */
  @Test
  void theSameBytesInAnotherModelAreAnotherAssessment() {
    Setting.Version released = setting.released();
    String other = setting.model();
    setting.granted(
        Request.post(
            Setting.ENGINEER,
            "/api/v1/models/" + other + "/versions",
            Plans.version(released.digest(), Setting.freshDigest())));
    assertThat(
            setting
                .read(Setting.ENGINEER, Setting.gate(released.digest(), other))
                .text("/decision"))
        .isEqualTo("DENY");
    assertThat(setting.read(Setting.ENGINEER, released.gate()).text("/decision"))
        .isEqualTo("ALLOW");
  }

  private static void assertExplained(JsonNode requirement) {
    assertThat(requirement.path("key").asText()).isNotBlank();
    assertThat(requirement.path("state").asText()).isNotBlank();
    assertThat(requirement.path("reason").asText()).isNotBlank();
  }

  private String play() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    Narrator narrator = new Narrator(new PrintStream(told, true, StandardCharsets.UTF_8));
    new MortgageDemo(whole.gateway(), narrator, Clock.systemUTC()).play();
    return told.toString(StandardCharsets.UTF_8);
  }
}
