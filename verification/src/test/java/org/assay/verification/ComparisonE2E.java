package org.assay.verification;

import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two versions through the gateway: the second takes the first one's place by the same rows. */
@ExtendWith(RunningWhole.class)
class ComparisonE2E {

  private final Setting setting;
  private final PredictionDesk desk;

  ComparisonE2E(Whole whole) {
    this.setting = whole.setting();
    this.desk = new PredictionDesk(setting);
  }

  /** 1,200 rows; right on all but some of every hundred, those between two shares. */
  private static String table(int from, int to) {
    StringBuilder rows = new StringBuilder("id,outcome,score,sex\n");
    for (int at = 0; at < 1200; at++) {
      boolean denied = at % 2 == 0;
      int share = at / 2 % 100;
      boolean right = share < from || share >= to;
      rows.append(
          "r%d,%s,%s,%s\n"
              .formatted(
                  at,
                  denied ? "denied" : "granted",
                  denied == right ? "0.8" : "0.3",
                  at < 600 ? "female" : "male"));
    }
    return rows.toString();
  }

  private static ObjectNode plan() {
    ObjectNode plan =
        JSON.objectNode()
            .put("positive_class", "denied")
            .put("negative_class", "granted")
            .put("threshold", 0.5)
            .put("probabilities", true);
    plan.putArray("attributes").addObject().put("name", "sex");
    plan.putArray("claims").addObject().put("statistic", "ACCURACY").put("limit", 0.5);
    return plan;
  }

  private Answer plannedComparison(Setting.Version version) {
    ObjectNode plan = plan();
    ObjectNode comparison = plan.putObject("comparison").put("primary", "ACCURACY");
    comparison.put("margin", 0.02).putArray("guards").add("ROC_AUC").add("LOG_LOSS");
    return desk.planned(version, plan);
  }

  private ObjectNode predictions(Setting.Version version, Answer plan, String path, String text) {
    desk.upload(version, path, text);
    ObjectNode predictions =
        JSON.objectNode()
            .put("kind", "PREDICTIONS")
            .put("upload", path)
            .put("plan", plan.text("/id"));
    ObjectNode columns = predictions.putObject("columns");
    columns.put("label", "outcome").put("score", "score").put("row_id", "id");
    columns.putArray("groups").add("sex");
    return predictions;
  }

  private void govern(Setting.Version version) {
    ObjectNode draft = PolicyDesk.draft(version.project());
    draft.putArray("reviews").addObject().put("type", "PERFORMANCE").put("approvals", 1);
    draft
        .putArray("tiers")
        .addObject()
        .put("tier", "LIMITED")
        .putObject("comparison")
        .put("margin", 0.02);
    PolicyDesk.requirement(draft, "better", "claims.comparison.verdict == 'PASS'");
    new PolicyDesk(setting).published(draft);
    new ClassificationDesk(setting).limited(version);
  }

  private void release(Setting.Version version) {
    setting.inReview(version);
    setting.approve(version);
    setting.granted(setting.release(version));
    setting.awaitState(version, "RELEASED");
  }

  @Test
  void letsTheSecondVersionTakeThePlaceOfTheFirst() {
    Setting.Version first = setting.registered();
    Answer champion =
        desk.evaluated(
            first,
            predictions(first, desk.planned(first, plan()), "first.csv", table(0, 30)),
            "DONE");
    release(first);
    govern(first);
    Setting.Version second = setting.registered(first.model());
    Answer plan = plannedComparison(second);
    ObjectNode better = predictions(second, plan, "second.csv", table(10, 30));
    Answer refused = setting.send(Request.post(ENGINEER, second.path() + "/evidence", better));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("/errors/0/pointer")).isEqualTo("/champion");
    better.put("champion", champion.text("/id"));

    Answer compared = desk.evaluated(second, better, "DONE");

    JsonNode comparison = compared.body().at("/evaluation/comparison");
    assertThat(comparison.at("/champion/version").asInt()).isEqualTo(1);
    assertThat(comparison.at("/champion/digest").asText()).isEqualTo(champion.text("/digest"));
    assertThat(comparison.path("results")).hasSize(5);
    assertThat(comparison.at("/results/0/difference").asDouble()).isEqualTo(120 / 1200.0);
    assertThat(comparison.path("results").findValuesAsText("decision")).containsOnly("SUPERIOR");
    setting.submit(second);
    await()
        .atMost(Setting.PATIENCE)
        .untilAsserted(() -> assertThat(setting.state(second, "better")).isEqualTo("SATISFIED"));

    ObjectNode other =
        predictions(second, plan, "other.csv", table(10, 30).replace("r7,granted", "r7,denied"));
    other.put("champion", champion.text("/id"));
    assertThat(desk.evaluated(second, other, "FAILED").text("/evaluation/failure/code"))
        .isEqualTo("LABELS_DIFFER");
    assertThat(setting.state(second, "better")).isEqualTo("SATISFIED");
  }

  /** 600 rows with what two models predict, of which the second is the better. */
  private static String table(PredictionTask task) {
    StringBuilder rows = new StringBuilder("id,outcome,one,two\n");
    for (int at = 0; at < 600; at++) {
      rows.append("r%d,%s\n".formatted(at, task.row(at)));
    }
    return rows.toString();
  }

  /** What is predicted that is not one of two classes. */
  enum PredictionTask {
    MULTICLASS("ACCURACY", "MACRO_F1"),
    REGRESSION("MAE", "RMSE");

    private static final List<String> CLASSES = List.of("granted", "denied", "referred");

    private final String primary;
    private final String guard;

    PredictionTask(String primary, String guard) {
      this.primary = primary;
      this.guard = guard;
    }

    private String row(int at) {
      return switch (this) {
        case MULTICLASS ->
            "%s,%s,%s"
                .formatted(
                    CLASSES.get(at % 3),
                    CLASSES.get((at + (at / 6 % 10 < 6 ? 0 : 1)) % 3),
                    CLASSES.get((at + (at / 6 % 10 < 8 ? 0 : 1)) % 3));
        case REGRESSION ->
            "%d,%s,%s"
                .formatted(
                    at % 100,
                    at % 100 + (at % 3 == 0 ? 2 : -1.5),
                    at % 100 + (at % 3 == 0 ? 1 : -1.2));
      };
    }

    private ObjectNode plan() {
      ObjectNode plan = JSON.objectNode().put("task", name());
      if (this == MULTICLASS) {
        CLASSES.forEach(plan.putArray("classes")::add);
      }
      plan.putArray("claims")
          .addObject()
          .put("statistic", primary)
          .put("limit", this == MULTICLASS ? 0.1 : 1000);
      return plan;
    }

    private ObjectNode comparing() {
      ObjectNode plan = plan();
      ObjectNode comparison = plan.putObject("comparison").put("primary", primary);
      comparison.put("margin", 0.02).putArray("guards").add(guard);
      return plan;
    }
  }

  private ObjectNode predictions(
      Setting.Version version, ObjectNode plan, PredictionTask task, String model) {
    String path = model + ".csv";
    desk.upload(version, path, table(task));
    ObjectNode predictions =
        JSON.objectNode()
            .put("kind", "PREDICTIONS")
            .put("upload", path)
            .put("plan", desk.planned(version, plan).text("/id"));
    ObjectNode columns = predictions.putObject("columns");
    columns.put("label", "outcome").put("prediction", model).put("row_id", "id");
    return predictions;
  }

  @ParameterizedTest
  @EnumSource
  void comparesSeveralClassesAndNumbers(PredictionTask task) {
    Setting.Version first = setting.registered();
    Answer champion = desk.evaluated(first, predictions(first, task.plan(), task, "one"), "DONE");
    release(first);
    govern(first);
    Setting.Version second = setting.registered(first.model());
    ObjectNode better = predictions(second, task.comparing(), task, "two");
    better.put("champion", champion.text("/id"));

    Answer compared = desk.evaluated(second, better, "DONE");

    JsonNode results = compared.body().at("/evaluation/comparison/results");
    assertThat(results.findValuesAsText("statistic"))
        .containsExactly(
            task.primary.toLowerCase(Locale.ROOT), task.guard.toLowerCase(Locale.ROOT));
    assertThat(results.findValuesAsText("decision")).containsOnly("SUPERIOR");
    setting.submit(second);
    await()
        .atMost(Setting.PATIENCE)
        .untilAsserted(() -> assertThat(setting.state(second, "better")).isEqualTo("SATISFIED"));
  }
}
