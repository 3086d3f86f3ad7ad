package org.assay.verification;

import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ENGINEER_2;
import static org.assay.verification.Setting.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Predictions through the gateway: planned, sent in parts, evaluated, and what they decide. */
@ExtendWith(RunningWhole.class)
class PredictionsE2E {

  private final Setting setting;
  private final PredictionDesk desk;

  PredictionsE2E(Whole whole) {
    this.setting = whole.setting();
    this.desk = new PredictionDesk(setting);
  }

  private static String table(int times) {
    StringBuilder rows = new StringBuilder("id,outcome,score,sex\n");
    for (int at = 0; at < times; at++) {
      for (String sex : new String[] {"female", "male"}) {
        rows.append("%s-%d-a,denied,0.9,%s\n".formatted(sex, at, sex));
        rows.append("%s-%d-b,granted,0.2,%s\n".formatted(sex, at, sex));
        rows.append(
            "%s-%d-c,%s,0.6,%s\n".formatted(sex, at, at % 2 == 0 ? "denied" : "granted", sex));
      }
    }
    return rows.toString();
  }

  private void upload(Setting.Version version, String path, String text) {
    desk.upload(version, path, text);
  }

  private Answer planned(Setting.Version version, double accuracy) {
    ObjectNode plan =
        JSON.objectNode()
            .put("positive_class", "denied")
            .put("negative_class", "granted")
            .put("favourable_label", "granted")
            .put("threshold", 0.5)
            .put("probabilities", true);
    plan.putArray("attributes").addObject().put("name", "sex");
    plan.putArray("claims").addObject().put("statistic", "ACCURACY").put("limit", accuracy);
    return desk.planned(version, plan);
  }

  private static ObjectNode predictions(Answer plan, String upload) {
    ObjectNode predictions =
        JSON.objectNode()
            .put("kind", "PREDICTIONS")
            .put("upload", upload)
            .put("plan", plan.text("/id"));
    ObjectNode columns = predictions.putObject("columns");
    columns.put("label", "outcome").put("score", "score").put("row_id", "id");
    columns.putArray("groups").add("sex");
    return predictions;
  }

  /** Nobody was granted in vain, which is a small count: it is masked for engineers. */
  private Answer evaluated(Setting.Version version, Answer plan, String upload, String state) {
    return desk.evaluated(version, predictions(plan, upload), state);
  }

  @Test
  void decideWhatThePolicyAsksFor() {
    Setting.Version version = setting.registered();
    ObjectNode draft = PolicyDesk.draft(version.project());
    draft.putArray("reviews").addObject().put("type", "PERFORMANCE").put("approvals", 1);
    PolicyDesk.requirement(draft, "good", "claims.performance.verdict == 'PASS'");
    new PolicyDesk(setting).published(draft);
    Answer plan = planned(version, 0.75);
    upload(version, "predictions/test.csv", table(400));
    setting.submit(version);
    await()
        .atMost(Setting.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(setting.requirement(version, "good").path("reason").asText())
                    .startsWith("INSUFFICIENT_DATA for claims.performance"));

    Answer done = evaluated(version, plan, "predictions/test.csv", "DONE");

    // 400 of 2,400 rows are wrong, those with 0.6 that were granted.
    assertThat(done.body().path("origin").asText()).isEqualTo("COMPUTED");
    JsonNode accuracy = done.body().path("statistics").path(0);
    assertThat(accuracy.path("statistic").asText()).isEqualTo("accuracy");
    assertThat(accuracy.path("value").asDouble()).isEqualTo(2000 / 2400.0);
    assertThat(accuracy.path("verdict").asText()).isEqualTo("PASS");
    assertThat(done.text("/evaluation/plan_digest")).isEqualTo(plan.text("/digest"));
    JsonNode decided = setting.requirement(version, "good");
    assertThat(decided.path("state").asText()).isEqualTo("SATISFIED");
    assertThat(decided.path("reason").asText()).contains("accuracy is PASS, at least 0.75");
  }

  /**
   * Of each class as many rows, nine of ten of which are predicted right, by scores that say so.
   */
  private static String animals() {
    StringBuilder rows = new StringBuilder("kind,predicted,score\n");
    String[] kinds = {"cat", "dog", "owl"};
    for (int at = 0; at < 1500; at++) {
      String kind = kinds[at % 3];
      String predicted = at / 3 % 10 == 0 ? kinds[(at + 1) % 3] : kind;
      rows.append("%s,%s,0.9\n".formatted(kind, predicted));
    }
    return rows.toString();
  }

  private static void claim(ArrayNode claims, String statistic, double limit) {
    claims.addObject().put("statistic", statistic).put("limit", limit);
  }

  @Test
  void ofSeveralClassesAreClaimedWithIntervalsThatAreDrawn() {
    Setting.Version version = setting.registered();
    ObjectNode plan = JSON.objectNode().put("task", "MULTICLASS").put("probabilities", true);
    plan.putArray("classes").add("cat").add("dog").add("owl");
    ArrayNode claims = plan.putArray("claims");
    claim(claims, "MACRO_F1", 0.85);
    claim(claims, "ECE_TOP_LABEL", 0.05);
    Answer planned = desk.planned(version, plan);
    upload(version, "predictions/animals.csv", animals());
    ObjectNode asked =
        JSON.objectNode()
            .put("kind", "PREDICTIONS")
            .put("upload", "predictions/animals.csv")
            .put("plan", planned.text("/id"));
    asked
        .putObject("columns")
        .put("label", "kind")
        .put("prediction", "predicted")
        .put("score", "score");

    Answer done = desk.evaluated(version, asked, "DONE");

    JsonNode judged = done.body().path("evaluation").path("claims");
    assertThat(judged.path(0).path("verdict").asText()).isEqualTo("PASS");
    assertThat(judged.path(0).path("method").asText()).isEqualTo("BOOTSTRAP");
    assertThat(judged.path(0).path("value").asDouble()).isCloseTo(0.9, within(1e-12));
    assertThat(judged.path(1).path("verdict").asText()).isEqualTo("PASS");
    assertThat(done.text("/evaluation/matrix/rows/0/0")).isEqualTo("450");
  }

  /** Of 1,200 rows 1,000 are predicted right, and no count is small. */
  private static String fair() {
    StringBuilder rows = new StringBuilder("id,outcome,score,sex\n");
    for (int at = 0; at < 1_200; at++) {
      String outcome = at % 2 == 0 ? "denied" : "granted";
      boolean right = at % 12 > 1;
      rows.append(
          "%d,%s,%s,%s\n"
              .formatted(
                  at,
                  outcome,
                  right == outcome.equals("denied") ? "0.9" : "0.2",
                  at % 5 == 0 ? "female" : "male"));
    }
    return rows.toString();
  }

  @Test
  void areAFindingWhereARegisteredMetricSaysOtherwise() {
    Setting.Version version =
        setting.registered(
            setting.model(),
            plan ->
                plan.putObject("metrics")
                    .put("accuracy_score", 0.99)
                    .put("recall", 0.83)
                    .put("training_accuracy_score", 0.999));
    Answer plan = planned(version, 0.75);
    upload(version, "predictions/test.csv", fair());
    setting.inReview(version);

    Answer done = evaluated(version, plan, "predictions/test.csv", "DONE");

    JsonNode otherwise = done.body().path("disagrees_with");
    assertThat(otherwise).hasSize(1);
    assertThat(otherwise.at("/0/metric").asText()).isEqualTo("accuracy_score");
    assertThat(otherwise.at("/0/computed").asDouble()).isEqualTo(1_000 / 1_200.0);
    JsonNode findings =
        setting
            .read(
                Setting.AUDITOR,
                "/api/v1/reviews/" + setting.reviewOf(version, "PERFORMANCE") + "/findings")
            .body()
            .path("items");
    assertThat(findings).hasSize(1);
    assertThat(findings.at("/0/severity").asText()).isEqualTo("MAJOR");
    assertThat(findings.at("/0/text").asText())
        .startsWith("The registered metric accuracy_score is 0.99 and Assay computed 0.8333 [0.8");
  }

  @Test
  void sayWhatIsWrongWithABrokenFile() {
    Setting.Version version = setting.registered();
    Answer plan = planned(version, 0.75);
    upload(version, "predictions/cut.csv", table(40) + "x-1,denied,0.");
    upload(version, "predictions/other.csv", table(40).replace("granted", "maybe"));

    Answer cut = evaluated(version, plan, "predictions/cut.csv", "FAILED");
    Answer other = evaluated(version, plan, "predictions/other.csv", "FAILED");

    assertThat(cut.text("/evaluation/failure/code")).isEqualTo("NOT_A_TABLE");
    assertThat(other.text("/evaluation/failure/code")).isEqualTo("UNKNOWN_LABEL");
    assertThat(setting.read(ENGINEER, version.path() + "/evidence").body().path("items")).isEmpty();
    JsonNode plans = setting.read(ENGINEER, version.path() + "/evaluation-plans").body();
    assertThat(plans.path("items").path(0).path("looks")).hasSize(2);
    String uses = "/api/v1/artifacts/" + version.project() + "/uses";
    await()
        .atMost(Setting.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(setting.read(ENGINEER, uses).body().path("items"))
                    .as("uses of files that are let go")
                    .hasSize(2)
                    .allSatisfy(use -> assertThat(use.path("erase_from").isTextual()).isTrue()));
  }

  @Test
  void areReadByAssayAloneAndForMembersOnly() {
    Setting.Version version = setting.registered();
    Answer plan = planned(version, 0.75);
    upload(version, "predictions/test.csv", table(40));
    ObjectNode use =
        JSON.objectNode()
            .put("path", "predictions/test.csv")
            .put("purpose", "EVALUATION")
            .put("keep_until", "2030-01-01T00:00:00Z");
    String uses = "/api/v1/artifacts/" + version.project() + "/uses";
    String id = setting.granted(Request.post(ENGINEER, uses, use)).text("/id");

    for (Sender sender : new Sender[] {ENGINEER, Setting.LEAD, Setting.AUDITOR, Setting.CI}) {
      Request content = Request.get(sender, uses + "/" + id + "/content").with("Accept", "*/*");
      assertThat(setting.send(content).status()).isEqualTo(403);
    }
    Answer foreign =
        setting.send(
            Request.post(
                ENGINEER_2,
                version.path() + "/evidence",
                predictions(plan, "predictions/test.csv")));
    assertThat(foreign.status()).isEqualTo(404);
  }
}
