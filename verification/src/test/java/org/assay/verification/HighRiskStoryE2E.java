package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assay.local.demo.HighRiskStory;
import org.assay.local.demo.MortgageDemo;
import org.assay.local.demo.Narrator;
import org.assay.local.demo.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The demo's story under the policy demo/1: what a model of HIGH risk needs, up to the claims. */
@ExtendWith(RunningWhole.class)
class HighRiskStoryE2E {

  private static final List<String> NOT_COMPUTED =
      List.of(
          "calibration-claims", "champion-comparison", "high-risk-controls", "performance-claims");

  private final Whole whole;
  private final Setting setting;

  HighRiskStoryE2E(Whole whole) {
    this.whole = whole;
    this.setting = whole.setting();
  }

  @Test
  void leavesTheGateClosedForWhatIsNotComputed() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    HighRiskStory story = story(told);
    List<Step> steps = story.steps();

    steps.subList(0, 11).forEach(Step::take);

    JsonNode denied = setting.read(Setting.ENGINEER, story.gate()).body();
    assertThat(denied.path("decision").asText()).isEqualTo("DENY");
    assertThat(denied.path("policy").asText()).isEqualTo("demo/1");
    Map<String, JsonNode> requirements = byKey(denied);
    assertThat(requirements)
        .doesNotContainKey("shadow-run")
        .hasEntrySatisfying("classified", one -> isIn(one, "SATISFIED"))
        .hasEntrySatisfying("distinct-approvers", one -> isIn(one, "SATISFIED"))
        .hasEntrySatisfying("distinct-units", one -> isIn(one, "SATISFIED"))
        .hasEntrySatisfying("outside-approver", one -> isIn(one, "SATISFIED"))
        .hasEntrySatisfying("data-quality-approved", one -> isIn(one, "SATISFIED"))
        .hasEntrySatisfying("business-value-approved", one -> isIn(one, "SATISFIED"))
        .hasEntrySatisfying("ethics-approved", one -> isIn(one, "PENDING"));
    NOT_COMPUTED.forEach(
        key ->
            assertThat(requirements)
                .hasEntrySatisfying(key, one -> isError(one, "INSUFFICIENT_DATA for claims.")));
    assertThat(requirements)
        .hasEntrySatisfying(
            "fairness-claims",
            one ->
                isError(
                    one,
                    "INSUFFICIENT_DATA for claims.fairness: equalized_odds_difference of at most"
                        + " 0.05 and demographic_parity_ratio of at least 0.8"));
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("For demonstrations only", "CHECKLIST_NOT_MET", "[ETH-04, ETH-05]")
        .contains("DENY digest=", "ERROR fairness-claims: INSUFFICIENT_DATA")
        .contains("APPROVED_WITH_CONDITIONS");

    steps.subList(11, 13).forEach(Step::take);

    JsonNode counted = setting.read(Setting.ENGINEER, story.gate()).body();
    assertThat(counted.path("decision").asText()).isEqualTo("DENY");
    assertThat(byKey(counted))
        .hasEntrySatisfying("data-quality-approved", one -> isIn(one, "PENDING"))
        .hasEntrySatisfying(
            "fairness-claims",
            one -> {
              isError(one, "UNDEFINED: ");
              assertThat(one.path("reason").asText())
                  .contains(
                      "equalized_odds_difference of african_american is UNDEFINED"
                          + " (GROUP_TOO_SMALL: yes)",
                      "equalized_odds_difference of single is INCONCLUSIVE: 0.1264 [-0.1018,"
                          + " 0.3372] for no and yes, n = 71, at most 0.05",
                      "demographic_parity_ratio of single is PASS");
              assertThat(one.path("values").findValuesAsText("source"))
                  .hasSize(2)
                  .containsOnly("COMPUTED");
            });
  }

  @Test
  void canBeToldAgain() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    demo(told).play(story(told));
    demo(told).play(story(told));

    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("demo/1 holds for mortgage since an earlier run")
        .contains("That is as far as this policy lets it come.")
        .doesNotContain("Bearer ey");
  }

  private HighRiskStory story(ByteArrayOutputStream told) {
    return demo(told).prepareHighRisk(Setting.PATIENCE);
  }

  private MortgageDemo demo(ByteArrayOutputStream told) {
    Narrator narrator = new Narrator(new PrintStream(told, true, StandardCharsets.UTF_8));
    return new MortgageDemo(whole.gateway(), narrator, Clock.systemUTC());
  }

  private static Map<String, JsonNode> byKey(JsonNode answer) {
    Map<String, JsonNode> requirements = new HashMap<>();
    for (JsonNode requirement : answer.path("requirements")) {
      requirements.put(requirement.path("key").asText(), requirement);
    }
    return requirements;
  }

  private static void isIn(JsonNode requirement, String state) {
    assertThat(requirement.path("state").asText()).isEqualTo(state);
  }

  private static void isError(JsonNode requirement, String reason) {
    isIn(requirement, "ERROR");
    assertThat(requirement.path("reason").asText()).startsWith(reason);
  }
}
