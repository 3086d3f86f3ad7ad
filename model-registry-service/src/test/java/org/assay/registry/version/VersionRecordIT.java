package org.assay.registry.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.name.Digest;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.registry.RegistryTestCase;
import org.junit.jupiter.api.Test;

/** What a version was registered with, and what a run may still be told (contract section 10). */
@QuarkusTest
class VersionRecordIT extends RegistryTestCase {

  private static final String RUNS = "/api/v1/runs";

  @Inject EventLog events;

  @Test
  void keepsAllThatARunHasLogged() {
    Project project = project();
    String run = run(project);
    for (int part = 0; part < 3; part++) {
      List<Map<String, Object>> metrics = new ArrayList<>();
      for (int at = 0; at < 100; at++) {
        metrics.add(Map.of("key", "m%d%02d".formatted(part, at), "value", at, "step", 7));
      }
      log(run, Map.of("metrics", metrics, "params", Map.of("depth" + part, "6")), 200);
    }
    String path = registeredFrom(project, run);

    JsonPath shown = get("engineer", path).body("metrics", aMapWithSize(200)).extract().jsonPath();
    Response record = as("engineer").get(path + "/record");

    assertThat(record.statusCode()).isEqualTo(200);
    assertThat(record.jsonPath().getList("metrics")).hasSize(300);
    assertThat(record.jsonPath().getMap("params")).hasSize(3);
    assertThat(record.jsonPath().getInt("metrics[299].step")).isEqualTo(7);
    assertThat(record.jsonPath().getString("run_id")).isEqualTo(run);
    assertThat(Digest.ofContent(record.asByteArray()).value())
        .isEqualTo(shown.getString("record_digest"));
    assertThat(record.header("Repr-Digest")).startsWith("sha-256=:");
  }

  @Test
  void keepsARecordOfWhatCameWithARegistration() {
    String path = registeredVersion(registered(project(), "denial"));

    JsonPath shown = get("engineer", path).extract().jsonPath();
    Response record = as("auditor").get(path + "/record");

    assertThat(Digest.ofContent(record.asByteArray()).value())
        .isEqualTo(shown.getString("record_digest"));
    assertThat(record.jsonPath().getDouble("metrics.find { it.key == 'auc' }.value"))
        .isEqualTo(0.83);
    LoggedEvent told = events.history(UUID.fromString(shown.getString("id")), 0, 10).getLast();
    assertThat(told.data().path("record_digest").asText())
        .isEqualTo(shown.getString("record_digest"));
  }

  @Test
  void takesWhatARunLogsUntilTheVersionIsSubmittedAndThenRefuses() {
    Project project = project();
    String run = run(project);
    log(run, Map.of("metrics", List.of(Map.of("key", "auc", "value", 0.7))), 200);
    String path = registeredFrom(project, run);
    String before = get("engineer", path).extract().jsonPath().getString("record_digest");
    log(run, Map.of("metrics", List.of(Map.of("key", "auc", "value", 0.9, "step", 1))), 200);
    get("engineer", path).body("record_digest", is(before)).body("metrics.auc", is(0.7f));

    act("engineer", path + "/submissions", 2)
        .statusCode(201)
        .body("record_digest", not(before))
        .body("metrics.auc", is(0.9f));

    log(run, Map.of("metrics", List.of(Map.of("key", "auc", "value", 1))), 409);
    log(run, Map.of("params", Map.of("depth", "7")), 409);
    log(run, Map.of("tags", Map.of("stage", "late")), 409);
    log(run, Map.of("tags", Map.of("mlflow.note.content", "fine")), 200);
    as("engineer")
        .contentType("application/json")
        .header("If-Match", 2)
        .body(Map.of("status", "FINISHED"))
        .post(RUNS + "/" + run + "/endings")
        .then()
        .statusCode(200);
    get("engineer", RUNS + "/" + run)
        .body("metrics[0].value", is(0.9f))
        .body("params.depth", nullValue())
        .body("actions.find { it.name == 'log' }.allowed", is(false));
    assertThat(events.history(UUID.fromString(run), 0, 10))
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.RUN_CREATED, EventTypes.RUN_UPDATED, EventTypes.RUN_UPDATED);
  }

  @Test
  void tellsWhatItWasRegisteredWithOfWhatAssayComputesOnceThatIsFixed() {
    String path = registeredVersion(registered(project(), "denial"));
    assertThat(told(path, EventTypes.VERSION_REGISTERED).has("claimed_figures")).isFalse();

    act("engineer", path + "/submissions", 2).statusCode(201);

    JsonNode figures = told(path, EventTypes.VERSION_SUBMITTED).path("claimed_figures");
    assertThat(figures).hasSize(1);
    assertThat(figures.path(0).path("metric").asText()).isEqualTo("accuracy");
    assertThat(figures.path(0).path("statistic").asText()).isEqualTo("accuracy");
    assertThat(figures.path(0).path("value").asDouble()).isEqualTo(0.88);
  }

  @Test
  void tellsTheLastFiniteValuesThatMlflowLogged() {
    Project project = project();
    String run = run(project);
    String path = registeredFrom(project, run);
    List<Map<String, Object>> metrics =
        List.of(
            metric("accuracy_score", 0.7, 30, 1),
            metric("accuracy_score", 0.9, 10, 2),
            metric("accuracy_score", 0.8, 20, 2),
            metric("training_accuracy_score", 0.99, 1, 0),
            metric("roc_auc", 0.9, 1, 0),
            metric("roc_auc", "NaN", 1, 1),
            metric("mean_squared_error", 0.1, 1, 0));
    assertThat(
            mlflow(
                    project,
                    "runs/log-batch",
                    Map.of("run_id", run.replace("-", ""), "metrics", metrics))
                .statusCode())
        .isEqualTo(200);

    act("engineer", path + "/submissions", 2).statusCode(201);

    JsonNode figures = told(path, EventTypes.VERSION_SUBMITTED).path("claimed_figures");
    assertThat(figures).hasSize(1);
    assertThat(figures.path(0).path("metric").asText()).isEqualTo("accuracy_score");
    assertThat(figures.path(0).path("value").asDouble()).isEqualTo(0.8);
  }

  private static Map<String, Object> metric(String key, Object value, long timestamp, long step) {
    return Map.of("key", key, "value", value, "timestamp", timestamp, "step", step);
  }

  private JsonNode told(String path, String type) {
    UUID id = UUID.fromString(get("engineer", path).extract().jsonPath().getString("id"));
    return events.history(id, 0, 10).stream()
        .filter(event -> event.type().equals(type))
        .reduce((_, last) -> last)
        .orElseThrow()
        .data();
  }

  @Test
  void refusesWhatMlflowWouldChangeUnderASubmittedVersion() {
    Project project = project();
    String run = run(project);
    String path = registeredFrom(project, run);
    act("engineer", path + "/submissions", 2).statusCode(201);
    String id = run.replace("-", "");

    mlflow(
            project,
            "runs/log-metric",
            Map.of("run_id", id, "key", "auc", "value", 1, "timestamp", 5))
        .then()
        .statusCode(403)
        .body("error_code", is("PERMISSION_DENIED"))
        .body("message", org.hamcrest.Matchers.containsString(id));
    assertThat(
            mlflow(project, "runs/log-parameter", Map.of("run_id", id, "key", "a", "value", "1"))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            mlflow(
                    project,
                    "runs/log-inputs",
                    Map.of(
                        "run_id",
                        id,
                        "datasets",
                        List.of(
                            Map.of(
                                "dataset",
                                Map.of(
                                    "name",
                                    "n",
                                    "digest",
                                    "d",
                                    "source_type",
                                    "l",
                                    "source",
                                    "s")))))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            mlflow(project, "runs/set-tag", Map.of("run_id", id, "key", "mine", "value", "1"))
                .statusCode())
        .isEqualTo(403);
    assertThat(
            mlflow(project, "runs/set-tag", Map.of("run_id", id, "key", "mlflow.x", "value", "1"))
                .statusCode())
        .isEqualTo(200);
    assertThat(
            mlflow(project, "runs/delete-tag", Map.of("run_id", id, "key", "mlflow.x"))
                .statusCode())
        .isEqualTo(200);
    assertThat(
            mlflow(
                    project,
                    "runs/update",
                    Map.of("run_id", id, "status", "FINISHED", "end_time", 9))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void refusesARunThatIsNoneOfTheProjectOrNumbersBesideOne() {
    Project project = project();
    String model = registered(project, "denial");
    Map<String, Object> asked = from(run(project()));

    post("engineer", versions(model), asked)
        .statusCode(422)
        .body("errors.pointer", hasItem("/run_id"));
    asked = from(run(project));
    asked.put("metrics", Map.of("auc", 1));
    post("engineer", versions(model), asked)
        .statusCode(422)
        .body("errors.pointer", hasItem("/metrics"));
    get("engineer", versions(model)).body("items", hasSize(0));
  }

  @Test
  void hidesTheRecordOfAForeignProject() {
    Project theirs = project(Map.of("engineer-2", "CONTRIBUTOR"));
    String model =
        post("engineer-2", MODELS, model(theirs, "denial")).extract().jsonPath().getString("name");
    Map<String, Object> asked = version();
    asked.put("authors", List.of("engineer-2"));
    post("engineer-2", versions(model), asked).statusCode(201);

    get("engineer", versions(model) + "/1/record").statusCode(404);
    get("operator", versions(model) + "/1/record").statusCode(403);
    get("auditor", versions(model) + "/1/record").statusCode(200);
  }

  private static Map<String, Object> from(String run) {
    Map<String, Object> asked = version();
    asked.put("run_id", run);
    asked.put("metrics", Map.of());
    asked.put("training_data", List.of());
    return asked;
  }

  private static String registeredFrom(Project project, String run) {
    String model = registered(project, "denial");
    post("engineer", versions(model), from(run)).statusCode(201);
    return versions(model) + "/1";
  }

  private static String run(Project project) {
    String experiment =
        post("engineer", "/api/v1/experiments", Map.of("project_key", project.key(), "name", "e"))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");
    return post("engineer", RUNS, Map.of("experiment_id", experiment, "name", "a trial"))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static void log(String run, Map<String, Object> what, int status) {
    post("engineer", RUNS + "/" + run + "/records", what).statusCode(status);
  }

  private static Response mlflow(Project project, String path, Map<String, Object> body) {
    return as("engineer")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(body)
        .post("/api/2.0/mlflow/" + path);
  }
}
