package org.assay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the story's engineer has predictions evaluated: a plan first, then the file, and Assay
 * computes the rest.
 */
final class PredictionDesk {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String GROUP = "afam";
  private static final List<String> UNDER_WAY = List.of("QUEUED", "RUNNING");

  private final Stage stage;
  private final Sender engineer;
  private final String project;

  PredictionDesk(Stage stage, Sender engineer, String project) {
    this.stage = stage;
    this.engineer = engineer;
    this.project = project;
  }

  /** Fixes how a version will be judged; returns the plan's id. */
  String plan(StoryVersion version) {
    return declare(version, planned());
  }

  /** The same, where the version is compared with the one in production besides. */
  String planComparison(StoryVersion version) {
    ObjectNode plan = planned();
    ObjectNode comparison =
        plan.putObject("comparison").put("primary", "ACCURACY").put("margin", 0.02);
    comparison.putArray("guards").add("ROC_AUC").add("BRIER");
    comparison.put("by_group", false);
    return declare(version, plan);
  }

  private static ObjectNode planned() {
    ObjectNode plan =
        JSON.objectNode()
            .put("positive_class", "yes")
            .put("negative_class", "no")
            .put("favourable_label", "no")
            .put("probabilities", true);
    plan.putArray("attributes").addObject().put("name", GROUP);
    plan.putArray("claims")
        .add(claim("ROC_AUC", 0.6))
        .add(claim("DEMOGRAPHIC_PARITY_DIFFERENCE", 0.1).put("attribute", GROUP))
        .add(claim("DEMOGRAPHIC_PARITY_RATIO", 0.8).put("attribute", GROUP));
    return plan;
  }

  private static ObjectNode claim(String statistic, double limit) {
    return JSON.objectNode().put("statistic", statistic).put("limit", limit);
  }

  private String declare(StoryVersion version, ObjectNode plan) {
    Answer declared =
        stage.repeat(
            "review-service knows of the version",
            () -> Request.post(engineer, version.path() + "/evaluation-plans", plan));
    stage.narrator().highlight("nobody can change it now; its digest is " + digest(declared));
    return declared.text("/id");
  }

  private static String digest(Answer answer) {
    return answer.text("/digest");
  }

  /**
   * Sends predictions and waits until they are evaluated; returns the id of the evidence.
   *
   * @param champion the evidence of the version in production, where the plan compares with it
   */
  String evaluate(StoryVersion version, String plan, Path predictions, @Nullable String champion) {
    String file = "predictions/version-%d.csv".formatted(version.number());
    stage.upload(engineer, "/api/v1/artifacts/" + project + "/files/" + file, predictions);
    ObjectNode evidence =
        JSON.objectNode().put("kind", "PREDICTIONS").put("upload", file).put("plan", plan);
    ObjectNode columns =
        evidence
            .putObject("columns")
            .put("label", "denied")
            .put("prediction", "predicted_denied")
            .put("score", "probability")
            .put("row_id", "row");
    columns.putArray("groups").add(GROUP);
    if (champion != null) {
      evidence.put("champion", champion);
    }
    String id =
        stage
            .expect(201, Request.post(engineer, version.path() + "/evidence", evidence))
            .text("/id");
    Request read = Request.get(engineer, path(id));
    Answer ended =
        stage.await(
            "Assay has evaluated them",
            read,
            answer -> !UNDER_WAY.contains(answer.text("/evaluation/state")));
    stage.require(
        ended.text("/evaluation/state").equals("DONE"), "an evaluation that is DONE", read, ended);
    tellClaims(ended);
    return id;
  }

  /** Reads the evidence as somebody, and tells what it shows to that reader. */
  Answer read(Sender reader, String evidence) {
    Answer shown = stage.expect(200, Request.get(reader, path(evidence)));
    tellClaims(shown);
    return shown;
  }

  /** Tells how two versions compare on the same rows. */
  void tellComparison(Answer evidence) {
    for (JsonNode result : evidence.body().at("/evaluation/comparison/results")) {
      stage
          .narrator()
          .highlight(
              "%s is %s: %s"
                  .formatted(
                      result.path("statistic").asText(),
                      result.path("decision").asText(),
                      numbers(result, "difference")));
    }
  }

  private void tellClaims(Answer evidence) {
    for (JsonNode claim : evidence.body().at("/evaluation/claims")) {
      String of = claim.has("attribute") ? " of " + claim.path("attribute").asText() : "";
      stage
          .narrator()
          .highlight(
              "%s%s is %s: %s, at %s %s"
                  .formatted(
                      claim.path("statistic").asText(),
                      of,
                      claim.path("verdict").asText(),
                      numbers(claim, "value"),
                      claim.path("at_least").asBoolean() ? "least" : "most",
                      claim.path("limit").asText()));
    }
  }

  private static String numbers(JsonNode told, String value) {
    return told.path("ci_low").isNumber()
        ? String.format(
            Locale.ROOT,
            "%.3f [%.3f, %.3f]",
            told.path(value).asDouble(),
            told.path("ci_low").asDouble(),
            told.path("ci_high").asDouble())
        : "numbers %s for this reader".formatted(told.path("reason").asText());
  }

  private static String path(String evidence) {
    return "/api/v1/evidence/" + evidence;
  }
}
