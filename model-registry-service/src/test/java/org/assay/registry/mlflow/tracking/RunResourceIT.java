package org.assay.registry.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class RunResourceIT extends TrackingTestCase {

  @Test
  void readsARunBackAsItWasLogged() {
    Project project = project();
    String experiment = experiment(project);
    String run = run(project, experiment);
    done(
        project,
        "/runs/log-batch",
        Map.of(
            "run_id",
            run,
            "metrics",
            List.of(
                metric("auc", 0.8, 1, 0), metric("auc", 0.9, 2, 1), metric("loss", "NaN", 1, 0)),
            "params",
            List.of(entry("depth", "6")),
            "tags",
            List.of(entry("stage", "tuning"))));
    done(project, "/runs/update", Map.of("run_id", run, "status", "FINISHED", "end_time", 5));

    JsonPath read = read(project, run);
    assertThat(read.getString("run.info.run_uuid")).isEqualTo(run);
    assertThat(read.getString("run.info.experiment_id")).isEqualTo(experiment);
    assertThat(read.getString("run.info.run_name")).isEqualTo("trial");
    assertThat(read.getString("run.info.status")).isEqualTo("FINISHED");
    assertThat(read.getLong("run.info.end_time")).isEqualTo(5);
    assertThat(read.getString("run.info.lifecycle_stage")).isEqualTo("active");
    assertThat(read.getString("run.info.artifact_uri"))
        .isEqualTo(
            "mlflow-artifacts:/" + project.key() + "/" + experiment + "/" + run + "/artifacts");
    assertThat(read.getFloat("run.data.metrics.find { it.key == 'auc' }.value")).isEqualTo(0.9f);
    assertThat(read.getString("run.data.metrics.find { it.key == 'loss' }.value")).isEqualTo("NaN");
    assertThat(read.getString("run.data.params[0].value")).isEqualTo("6");
    assertThat(read.getMap("run.data.tags.collectEntries { [it.key, it.value] }"))
        .isEqualTo(Map.of("stage", "tuning", "mlflow.runName", "trial"));
  }

  @Test
  void keepsTheLatestValueByStepThenTimeThenValue() {
    Project project = project();
    String run = run(project, experiment(project));
    done(project, "/runs/log-metric", one(run, metric("auc", 0.9, 5, 7)));
    done(project, "/runs/log-metric", one(run, metric("auc", 0.1, 9, 3)));

    assertThat(read(project, run).getFloat("run.data.metrics[0].value")).isEqualTo(0.9f);
    assertThat(read(project, run).getLong("run.data.metrics[0].step")).isEqualTo(7);
  }

  @Test
  void pagesThroughThePointsOfAMetricInOrderOfTime() {
    Project project = project();
    String run = run(project, experiment(project));
    List<Map<String, Object>> points =
        IntStream.range(0, 1_000)
            .mapToObj(step -> metric("loss", 1.0 / (step + 1), step, step))
            .toList();
    done(project, "/runs/log-batch", Map.of("run_id", run, "metrics", points));
    done(
        project, "/runs/log-batch", Map.of("run_id", run, "metrics", points)); // a repeat adds none

    List<Integer> steps = new ArrayList<>();
    String token = "";
    do {
      JsonPath page =
          in(project, "engineer")
              .queryParam("run_id", run)
              .queryParam("metric_key", "loss")
              .queryParam("max_results", 300)
              .queryParam("page_token", token)
              .get(API + "/metrics/get-history")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      steps.addAll(page.getList("metrics.step", Integer.class));
      token = page.getString("next_page_token");
    } while (token != null);
    assertThat(steps).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
  }

  @Test
  void answersNothingForAMetricThatTheRunDoesNotHave() {
    Project project = project();
    String run = run(project, experiment(project));

    in(project, "engineer")
        .get(API + "/metrics/get-history?metric_key=none&run_id=" + run)
        .then()
        .statusCode(200)
        .body("metrics.size()", is(0))
        .body("next_page_token", nullValue());
  }

  @Test
  void takesWholeNumbersAsTheJavaClientWritesThem() {
    Project project = project();
    String run =
        done(
                project,
                "/runs/create",
                Map.of("experiment_id", experiment(project), "start_time", "1700000000000"))
            .getString("run.info.run_id");
    Map<String, Object> asJava = metric("auc", 0.5, 1, 1);
    asJava.put("timestamp", "1700000000000");
    asJava.put("step", "3");
    done(project, "/runs/log-metric", one(run, asJava));

    assertThat(read(project, run).getLong("run.data.metrics[0].step")).isEqualTo(3);
    assertThat(read(project, run).getString("run.info.run_name")).startsWith("run-");
  }

  @Test
  void refusesAnotherValueOfAParameterAndKeepsNothingOfTheBatch() {
    Project project = project();
    String run = run(project, experiment(project));
    done(project, "/runs/log-parameter", Map.of("run_id", run, "key", "depth", "value", "6"));
    done(project, "/runs/log-parameter", Map.of("run_id", run, "key", "depth", "value", "6"));

    send(
            project,
            "engineer",
            "/runs/log-batch",
            Map.of(
                "run_id",
                run,
                "metrics",
                List.of(metric("auc", 0.8, 1, 0)),
                "params",
                List.of(entry("depth", "7"), entry("width", "2"))))
        .statusCode(400)
        .body("error_code", is("INVALID_PARAMETER_VALUE"))
        .body("message", containsString("depth"));
    assertThat(read(project, run).getList("run.data.params")).hasSize(1);
    assertThat(read(project, run).getList("run.data.metrics")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"../up, 1", "/top, 1", "a//b, 1", "a/./b, 1", "bad*, 1"})
  void refusesAKeyThatMightNameAnotherFile(String key, double value) {
    Project project = project();
    String run = run(project, experiment(project));

    send(project, "engineer", "/runs/log-metric", one(run, metric(key, value, 1, 0)))
        .statusCode(400)
        .body("error_code", is("INVALID_PARAMETER_VALUE"))
        .body("message", containsString("metric name"));
  }

  @Test
  void refusesMoreInABatchThanMlflowDoes() {
    Project project = project();
    String run = run(project, experiment(project));
    List<Map<String, String>> tags =
        IntStream.range(0, 101).mapToObj(number -> entry("t" + number, "v")).toList();

    send(project, "engineer", "/runs/log-batch", Map.of("run_id", run, "tags", tags))
        .statusCode(400)
        .body("message", containsString("at most 100 tags"));
  }

  @Test
  void saysWhichMemberOfABatchIsMissing() {
    Project project = project();
    String run = run(project, experiment(project));

    send(
            project,
            "engineer",
            "/runs/log-batch",
            Map.of("run_id", run, "metrics", List.of(Map.of("key", "auc", "value", 1))))
        .statusCode(400)
        .body("message", containsString("parameter 'metrics[0].timestamp'"));
    send(project, "engineer", "/runs/log-batch", Map.of("run_id", run, "tags", "foo"))
        .statusCode(400)
        .body("message", containsString("Invalid value \"foo\" for parameter 'tags' supplied"));
    done(project, "/runs/delete", Map.of("run_id", run));
    send(project, "engineer", "/runs/delete-tag", Map.of("run_id", run, "key", "a"))
        .body("message", containsString("The run " + run + " must be in the 'active' state"));
  }

  @Test
  void refusesMoreTagsThanARunHolds() {
    Project project = project();
    String run = run(project, experiment(project));
    for (int batch = 0; batch < 10; batch++) {
      int first = batch * 100;
      List<Map<String, String>> tags =
          IntStream.range(first, first + 100).mapToObj(number -> entry("t" + number, "v")).toList();
      // The name of the run stands under a tag too, so the last of a thousand is one too many.
      send(project, "engineer", "/runs/log-batch", Map.of("run_id", run, "tags", tags))
          .statusCode(batch < 9 ? 200 : 400);
    }
    assertThat(read(project, run).getList("run.data.tags")).hasSize(901);
  }

  @Test
  void changesTheNameByItsTagAndTheTagByTheName() {
    Project project = project();
    String run = run(project, experiment(project));
    done(project, "/runs/set-tag", Map.of("run_id", run, "key", "mlflow.runName", "value", "two"));
    assertThat(read(project, run).getString("run.info.run_name")).isEqualTo("two");

    done(project, "/runs/update", Map.of("run_id", run, "run_name", "three"));
    assertThat(read(project, run).getString("run.data.tags[0].value")).isEqualTo("three");
  }

  @Test
  void removesATagOnceAndMissesItThen() {
    Project project = project();
    String run = run(project, experiment(project));
    done(project, "/runs/set-tag", Map.of("run_id", run, "key", "a", "value", "b"));
    done(project, "/runs/delete-tag", Map.of("run_id", run, "key", "a"));

    send(project, "engineer", "/runs/delete-tag", Map.of("run_id", run, "key", "a"))
        .statusCode(404)
        .body("error_code", is("RESOURCE_DOES_NOT_EXIST"));
  }

  @Test
  void logsNothingToADeletedRunUntilItIsBack() {
    Project project = project();
    String experiment = experiment(project);
    String run = run(project, experiment);
    done(project, "/runs/delete", Map.of("run_id", run));

    assertThat(read(project, run).getString("run.info.lifecycle_stage")).isEqualTo("deleted");
    assertThat(found(project, experiment, "")).isEmpty();
    send(project, "engineer", "/runs/log-metric", one(run, metric("auc", 1, 1, 0)))
        .statusCode(400)
        .body("error_code", is("INVALID_PARAMETER_VALUE"));
    done(project, "/runs/restore", Map.of("run_id", run));
    done(project, "/runs/log-metric", one(run, metric("auc", 1, 1, 0)));
  }

  @Test
  void deletesTheRunsOfADeletedExperimentWithIt() {
    Project project = project();
    String experiment = experiment(project);
    String run = run(project, experiment);
    done(project, "/experiments/delete", Map.of("experiment_id", experiment));

    assertThat(read(project, run).getString("run.info.lifecycle_stage")).isEqualTo("deleted");
    send(project, "engineer", "/runs/create", Map.of("experiment_id", experiment)).statusCode(400);
    done(project, "/experiments/restore", Map.of("experiment_id", experiment));
    assertThat(read(project, run).getString("run.info.lifecycle_stage")).isEqualTo("active");
  }

  @Test
  void readsBackWhatARunReadAndDescribesDataOnce() {
    Project project = project();
    String experiment = experiment(project);
    Map<String, Object> dataset =
        Map.of(
            "name",
            "hmda",
            "digest",
            "abc",
            "source_type",
            "local",
            "source",
            "{}",
            "schema",
            "{\"a\": 1}");
    Map<String, Object> input =
        Map.of("dataset", dataset, "tags", List.of(entry("mlflow.data.context", "training")));
    String run = run(project, experiment);
    done(project, "/runs/log-inputs", Map.of("run_id", run, "datasets", List.of(input)));
    done(project, "/runs/log-inputs", Map.of("run_id", run, "datasets", List.of(input)));

    JsonPath read = read(project, run);
    assertThat(read.getList("run.inputs.dataset_inputs")).hasSize(1);
    assertThat(read.getString("run.inputs.dataset_inputs[0].dataset.schema"))
        .isEqualTo("{\"a\": 1}");
    assertThat(read.getString("run.inputs.dataset_inputs[0].tags[0].value")).isEqualTo("training");
    assertThat(
            found(project, experiment, "datasets.name = 'hmda' and dataset.context = 'training'"))
        .hasSize(1);
    assertThat(found(project, experiment, "datasets.context = 'eval'")).isEmpty();
  }

  /** Whoever reads the run reads all of it, and so does each search that finds it. */
  @Test
  void refusesMoreDescriptionsOfDataThanARunHolds() {
    Project project = project();
    String run = run(project, experiment(project));
    for (int i = 0; i < 3; i++) {
      Map<String, Object> request =
          Map.of("run_id", run, "datasets", List.of(described("d" + i, 100_000)));
      send(project, "engineer", "/runs/log-inputs", request).statusCode(i < 2 ? 200 : 400);
    }

    assertThat(read(project, run).getList("run.inputs.dataset_inputs")).hasSize(2);
  }

  @Test
  void ordersRunsThatReadSeveralDataSets() {
    Project project = project();
    String experiment = experiment(project);
    String run = run(project, experiment);
    done(
        project,
        "/runs/log-inputs",
        Map.of("run_id", run, "datasets", List.of(described("b", 1), described("a", 1))));

    send(
            project,
            "engineer",
            "/runs/search",
            Map.of("experiment_ids", List.of(experiment), "order_by", List.of("dataset.name ASC")))
        .statusCode(200);
  }

  private static Map<String, Object> described(String name, int characters) {
    return Map.of(
        "dataset",
        Map.of(
            "name",
            name,
            "digest",
            "abc",
            "source_type",
            "local",
            "source",
            "{}",
            "schema",
            "x".repeat(characters)));
  }

  @Test
  void keepsWhatAnOldClientSaysOfItsModel() {
    Project project = project();
    String run = run(project, experiment(project));
    String model =
        "{\"artifact_path\": \"model\", \"flavors\": {}, \"run_id\": \"x\","
            + " \"utc_time_created\": \"2026-01-01\"}";
    done(project, "/runs/log-model", Map.of("run_id", run, "model_json", model));

    assertThat(
            read(project, run)
                .getString("run.data.tags.find { it.key == 'mlflow.log-model.history' }.value"))
        .contains("\"artifact_path\":\"model\"");
    send(project, "engineer", "/runs/log-model", Map.of("run_id", run, "model_json", "{}"))
        .statusCode(400)
        .body("message", containsString("missing mandatory fields"));
  }

  @ParameterizedTest
  @CsvSource({"engineer-2, 403, PERMISSION_DENIED", "auditor, 403, PERMISSION_DENIED"})
  void letsOnlyContributorsLog(String account, int status, String code) {
    Project project = project();
    String run = run(project, experiment(project));

    send(project, account, "/runs/log-metric", one(run, metric("auc", 1, 1, 0)))
        .statusCode(status)
        .body("error_code", is(code));
    in(project, account).get(API + "/runs/get?run_id=" + run).then().statusCode(200);
  }

  /** A thousand are taken; what would be a million is refused from there on, and kept in none. */
  @Test
  void takesAThousandTagsOfARunAndNoMillion() {
    Project project = project();
    String run = run(project, experiment(project));
    for (int batch = 0; batch < 10; batch++) {
      done(project, "/runs/log-batch", Map.of("run_id", run, "tags", hundred(batch)));
    }

    send(project, "engineer", "/runs/log-batch", Map.of("run_id", run, "tags", hundred(10)))
        .statusCode(400)
        .body("error_code", is("INVALID_PARAMETER_VALUE"))
        .body("message", containsString("at most 1000"));
    send(project, "engineer", "/runs/set-tag", Map.of("run_id", run, "key", "more", "value", ""))
        .statusCode(400);
    String megabytes =
        "{\"run_id\":\"%s\",\"tags\":[%s]}"
            .formatted(
                run, "{\"key\":\"k\",\"value\":\"\"},".repeat(60_000).replaceFirst(",$", ""));
    assertThat(in(project, "engineer").body(megabytes).post(API + "/runs/log-batch").statusCode())
        .isEqualTo(400);

    assertThat(read(project, run).getList("run.data.tags")).hasSize(1_000);
  }

  private static List<Map<String, String>> hundred(int batch) {
    return IntStream.range(0, batch == 9 ? 99 : 100)
        .mapToObj(number -> entry("t" + batch + "-" + number, "v"))
        .toList();
  }

  @Test
  void hidesARunOfAForeignProject() {
    Project theirs = project(Map.of("engineer-2", "CONTRIBUTOR"));
    String experiment =
        send(theirs, "engineer-2", "/experiments/create", Map.of("name", "secret"))
            .extract()
            .jsonPath()
            .getString("experiment_id");
    String run =
        send(theirs, "engineer-2", "/runs/create", Map.of("experiment_id", experiment))
            .extract()
            .jsonPath()
            .getString("run.info.run_id");

    Project mine = project();
    in(mine, "engineer")
        .get(API + "/runs/get?run_id=" + run)
        .then()
        .statusCode(404)
        .body("error_code", is("RESOURCE_DOES_NOT_EXIST"));
    send(mine, "engineer", "/runs/log-metric", one(run, metric("auc", 1, 1, 0))).statusCode(404);
    send(mine, "engineer", "/runs/delete", Map.of("run_id", run)).statusCode(404);
    assertThat(found(mine, experiment, "")).isEmpty();
    send(mine, "engineer", "/runs/create", Map.of("experiment_id", experiment)).statusCode(404);
  }

  /** What mlflow#3175 asks for. */
  @Test
  void keepsWhatAVersionWasRegisteredWithWhileTheRunGoesOn() {
    Project project = project();
    String experiment = experiment(project);
    String run = run(project, experiment);
    done(project, "/runs/log-metric", one(run, metric("auc", 0.8, 1, 0)));
    String model =
        done(
                project,
                "/logged-models",
                Map.of("experiment_id", experiment, "name", "denial", "source_run_id", run))
            .getString("model.info.model_id");
    done(project, "/registered-models/create", Map.of("name", "denial"));
    JsonPath version =
        done(
            project,
            "/model-versions/create",
            Map.of("name", "denial", "source", "models:/" + model, "model_id", model));
    done(project, "/runs/log-metric", one(run, metric("auc", 0.1, 2, 1)));

    assertThat(version.getString("model_version.run_id")).isEqualTo(run);
    assertThat(version.getString("model_version.model_id")).isEqualTo(model);
    in(project, "engineer")
        .get(API + "/model-versions/get-download-uri?name=denial&version=1")
        .then()
        .body("artifact_uri", endsWith(experiment + "/models/" + model + "/artifacts"));
    get("engineer", versions(project.key() + ".denial") + "/1").body("metrics.auc", is(0.8f));
    send(project, "engineer", "/runs/delete", Map.of("run_id", run))
        .statusCode(403)
        .body("error_code", is("PERMISSION_DENIED"));
    send(project, "engineer", "/experiments/delete", Map.of("experiment_id", experiment))
        .statusCode(403);

    in(project, "engineer")
        .body(Map.of("name", "denial", "version", "1"))
        .delete(API + "/model-versions/delete")
        .then()
        .statusCode(200);
    done(project, "/runs/delete", Map.of("run_id", run));
  }

  @Test
  void registersNoLoggedModelThatIsNotThere() {
    Project project = project();
    done(project, "/registered-models/create", Map.of("name", "denial"));

    send(
            project,
            "engineer",
            "/model-versions/create",
            Map.of("name", "denial", "source", "models:/m-" + "0".repeat(32)))
        .statusCode(404)
        .body("error_code", is("RESOURCE_DOES_NOT_EXIST"));
  }

  private static Map<String, Object> one(String run, Map<String, Object> metric) {
    Map<String, Object> body = new HashMap<>(metric);
    body.put("run_id", run);
    return body;
  }
}
