package org.assay.registry.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class LoggedModelResourceIT extends TrackingTestCase {

  @Inject DataSource database;

  @Test
  void readsALoggedModelBackAsItWasWritten() {
    Project project = project();
    String experiment = experiment(project);
    String run = run(project, experiment);
    String model = model(project, experiment, run, "denial");
    done(
        project,
        "/runs/outputs",
        Map.of("run_id", run, "models", List.of(Map.of("model_id", model, "step", 3))));
    Map<String, Object> measured = metric("auc", 0.9, 1, 0);
    measured.put("model_id", model);
    measured.put("dataset_name", "test");
    measured.put("dataset_digest", "abc");
    done(project, "/runs/log-batch", Map.of("run_id", run, "metrics", List.of(measured)));
    in(project, "engineer")
        .body(Map.of("tags", List.of(entry("a/b", "c"))))
        .patch(API + "/logged-models/" + model + "/tags")
        .then()
        .statusCode(200);

    JsonPath read = get(project, model).statusCode(200).extract().jsonPath();
    assertThat(model).matches("m-[0-9a-f]{32}");
    assertThat(read.getString("model.info.status")).isEqualTo("LOGGED_MODEL_PENDING");
    assertThat(read.getString("model.info.source_run_id")).isEqualTo(run);
    assertThat(read.getString("model.info.artifact_uri"))
        .isEqualTo(
            "mlflow-artifacts:/"
                + project.key()
                + "/"
                + experiment
                + "/models/"
                + model
                + "/artifacts");
    assertThat(read.getString("model.info.tags[0].key")).isEqualTo("a/b");
    assertThat(read.getString("model.data.params[0].value")).isEqualTo("6");
    assertThat(read.getFloat("model.data.metrics[0].value")).isEqualTo(0.9f);
    assertThat(read.getString("model.data.metrics[0].dataset_name")).isEqualTo("test");
    assertThat(read.getString("model.data.metrics[0].run_id")).isEqualTo(run);
    JsonPath written = read(project, run);
    assertThat(written.getString("run.outputs.model_outputs[0].model_id")).isEqualTo(model);
    assertThat(written.getLong("run.outputs.model_outputs[0].step")).isEqualTo(3);
    assertThat(written.getFloat("run.data.metrics[0].value")).isEqualTo(0.9f);
  }

  @ParameterizedTest
  @CsvSource({
    "LOGGED_MODEL_READY, LOGGED_MODEL_READY",
    "LOGGED_MODEL_UPLOAD_FAILED, LOGGED_MODEL_UPLOAD_FAILED"
  })
  void learnsHowTheUploadEnded(String status, String shown) {
    Project project = project();
    String model = model(project, experiment(project), null, "denial");

    patch(project, model, Map.of("model_id", model, "status", status))
        .statusCode(200)
        .body("model.info.status", is(shown));
    patch(project, model, Map.of("model_id", model, "status", 2))
        .statusCode(200)
        .body("model.info.status", is("LOGGED_MODEL_READY"));
    patch(project, model, Map.of("model_id", model, "status", "DONE")).statusCode(400);
  }

  @Test
  void deletesALoggedModelAndATagWithASlash() {
    Project project = project();
    String model = model(project, experiment(project), null, "denial");
    in(project, "engineer")
        .body(Map.of("tags", List.of(entry("a/b", "c"))))
        .patch(API + "/logged-models/" + model + "/tags");
    in(project, "engineer")
        .delete(API + "/logged-models/" + model + "/tags/a/b")
        .then()
        .statusCode(200);
    in(project, "engineer")
        .delete(API + "/logged-models/" + model + "/tags/a/b")
        .then()
        .statusCode(404);

    in(project, "engineer").delete(API + "/logged-models/" + model).then().statusCode(200);
    get(project, model).statusCode(404).body("error_code", is("RESOURCE_DOES_NOT_EXIST"));
  }

  @Test
  void addsParamsLaterAndChangesNone() {
    Project project = project();
    String model = model(project, experiment(project), null, "denial");
    String path = API + "/logged-models/" + model + "/params";

    in(project, "engineer")
        .body(Map.of("params", List.of(entry("width", "2"))))
        .post(path)
        .then()
        .statusCode(200);
    in(project, "engineer")
        .body(Map.of("params", List.of(entry("depth", "7"))))
        .post(path)
        .then()
        .statusCode(400);
    assertThat(get(project, model).extract().jsonPath().getList("model.data.params")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"a/b", "a:b", "a.b", "a%b", "a\"b"})
  void refusesANameThatAnAddressCannotHold(String name) {
    Project project = project();
    send(
            project,
            "engineer",
            "/logged-models",
            Map.of("experiment_id", experiment(project), "name", name))
        .statusCode(400)
        .body("message", startsWith("The input breaks a rule: Invalid model name"));
  }

  @Test
  void inventsANameWhereNoneIsGiven() {
    Project project = project();
    assertThat(
            done(project, "/logged-models", Map.of("experiment_id", experiment(project)))
                .getString("model.info.name"))
        .startsWith("model-");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '#',
      delimiter = ';',
      value = {
        "name = 'first'; first",
        "params.depth = '6' AND name LIKE 'sec%'; second",
        "metrics.auc > 0.5; first",
        "tags.stage = 'x'; second",
        "status = 'PENDING' AND model_type = 'agent'; second"
      })
  void searches(String filter, String expected) {
    Project project = project();
    String experiment = two(project);

    assertThat(names(project, Map.of("experiment_ids", List.of(experiment), "filter", filter)))
        .containsExactly(expected);
  }

  @Test
  void ordersByAMetricMeasuredWithCertainData() {
    Project project = project();
    String experiment = two(project);

    assertThat(
            names(
                project,
                Map.of(
                    "experiment_ids",
                    List.of(experiment),
                    "order_by",
                    List.of(
                        Map.of(
                            "field_name",
                            "metrics.auc",
                            "ascending",
                            true,
                            "dataset_name",
                            "test")))))
        .containsExactly("first", "second");
    assertThat(names(project, Map.of("experiment_ids", List.of(experiment))))
        .containsExactly("second", "first");
    assertThat(
            names(
                project,
                Map.of(
                    "experiment_ids",
                    List.of(experiment),
                    "datasets",
                    List.of(Map.of("dataset_name", "test")))))
        .containsExactly("first");
  }

  @Test
  void listsTheFilesOfALoggedModelAndOfARun() {
    Project project = project();
    String experiment = experiment(project);
    String run = run(project, experiment);
    String model = model(project, experiment, run, "denial");
    put(project, experiment + "/models/" + model + "/artifacts/data/model.bin");
    put(project, experiment + "/" + run + "/artifacts/notes.txt");

    list(project, "/logged-models/" + model + "/artifacts/directories")
        .body("root_uri", endsWith("/models/" + model + "/artifacts"))
        .body("files.path", contains("data"))
        .body("files.is_dir", contains(true));
    list(project, "/logged-models/" + model + "/artifacts/directories?artifact_directory_path=data")
        .body("files.path", contains("data/model.bin"))
        .body("files.file_size", contains(3));
    list(project, "/artifacts/list?run_id=" + run).body("files.path", contains("notes.txt"));
    in(project, "engineer")
        .get(API + "/artifacts/list?path=../x&run_id=" + run)
        .then()
        .statusCode(400)
        .body("error_code", is("INVALID_PARAMETER_VALUE"));
    as("service-account-ci").get(API + "/artifacts/list?run_id=" + run).then().statusCode(200);
    Project other = project(Map.of("engineer-2", "CONTRIBUTOR"));
    in(other, "operator").get(API + "/artifacts/list?run_id=" + run).then().statusCode(403);
  }

  @ParameterizedTest
  @CsvSource({"dataset_name, 501", "dataset_digest, 72"})
  void refusesAMetricWhoseDataIsNamedAtLength(String member, int length) {
    Project project = project();
    String experiment = experiment(project);
    String run = run(project, experiment);
    Map<String, Object> measured = metric("auc", 0.9, 1, 0);
    measured.put("model_id", model(project, experiment, run, "denial"));
    measured.put(member, "x".repeat(length));

    send(
            project,
            "engineer",
            "/runs/log-batch",
            Map.of("run_id", run, "metrics", List.of(measured)))
        .statusCode(400)
        .body("error_code", is("INVALID_PARAMETER_VALUE"))
        .body("message", containsString(member));
    measured.put(member, "x".repeat(length - 1));
    done(project, "/runs/log-batch", Map.of("run_id", run, "metrics", List.of(measured)));
  }

  /** The longest of all, in characters that take the most bytes: they fit the index. */
  @Test
  void keepsAMetricWhoseNamesAreAsLongAsTheyMayBe() {
    Project project = project();
    String experiment = experiment(project);
    String run = run(project, experiment);
    Map<String, Object> measured = metric(scattered(250), 0.9, 1, 0);
    measured.put("model_id", model(project, experiment, run, "denial"));
    measured.put("dataset_name", scattered(500));
    measured.put("dataset_digest", scattered(71));

    done(project, "/runs/log-batch", Map.of("run_id", run, "metrics", List.of(measured)));
  }

  /** Letters of three bytes each, which do not repeat, so that nothing compresses them. */
  private static String scattered(int length) {
    return new Random(length)
        .ints(length, 0x4E00, 0x9FFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void refusesATypeOfManyCharacters() {
    Project project = project();

    send(
            project,
            "engineer",
            "/logged-models",
            Map.of("experiment_id", experiment(project), "model_type", "t".repeat(501)))
        .statusCode(400)
        .body("message", containsString("model_type"));
  }

  @Test
  void stopsAPageBeforeItGrowsTooLarge() {
    Project project = project();
    String experiment = experiment(project);
    List<Map<String, String>> tags =
        IntStream.range(0, 100).mapToObj(number -> entry("t" + number, "v".repeat(8_000))).toList();
    for (int number = 0; number < 12; number++) {
      done(project, "/logged-models", Map.of("experiment_id", experiment, "tags", tags));
    }
    Map<String, Object> asked = new HashMap<>(Map.of("experiment_ids", List.of(experiment)));

    JsonPath first = done(project, "/logged-models/search", asked);
    assertThat(first.getList("models")).hasSizeBetween(1, 11);
    asked.put("page_token", first.getString("next_page_token"));
    JsonPath second = done(project, "/logged-models/search", asked);
    assertThat(Stream.concat(ids(first), ids(second))).hasSize(12).doesNotHaveDuplicates();
  }

  private static Stream<String> ids(JsonPath page) {
    return page.<String>getList("models.info.model_id").stream();
  }

  /** What a stranger asks for must not wait for those who work with it. */
  @Test
  void letsNoStrangerWaitForALock() throws SQLException {
    Project project = project(Map.of("engineer", "CONTRIBUTOR"));
    String experiment = experiment(project);
    String run = run(project, experiment);
    String model = model(project, experiment, run, "denial");
    Project theirs = project(Map.of("engineer-2", "CONTRIBUTOR"));

    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String table : List.of("experiment", "run", "logged_model")) {
        sql.execute("select 1 from " + table + " for update");
      }
      assertTimeoutPreemptively(
          Duration.ofSeconds(10),
          () -> {
            stranger(theirs, "/runs/log-metric", metricOf(run));
            stranger(theirs, "/runs/update", Map.of("run_id", run, "run_name", "x"));
            stranger(
                theirs,
                "/experiments/set-experiment-tag",
                Map.of("experiment_id", experiment, "key", "k", "value", "v"));
            patchBy(theirs, model).statusCode(404);
          });
      connection.rollback();
    }
  }

  private static Map<String, Object> metricOf(String run) {
    Map<String, Object> asked = metric("auc", 0.9, 1, 0);
    asked.put("run_id", run);
    return asked;
  }

  /** By somebody of another project. */
  private static void stranger(Project theirs, String path, Map<String, ?> body) {
    send(theirs, "engineer-2", path, body).statusCode(404);
  }

  private static ValidatableResponse patchBy(Project theirs, String model) {
    return in(theirs, "engineer-2")
        .body(Map.of("status", "LOGGED_MODEL_READY"))
        .patch(API + "/logged-models/" + model)
        .then();
  }

  @Test
  void hidesALoggedModelOfAForeignProject() {
    Project theirs = project(Map.of("engineer-2", "CONTRIBUTOR"));
    String experiment =
        send(theirs, "engineer-2", "/experiments/create", Map.of("name", "secret"))
            .extract()
            .jsonPath()
            .getString("experiment_id");
    String model =
        send(theirs, "engineer-2", "/logged-models", Map.of("experiment_id", experiment))
            .extract()
            .jsonPath()
            .getString("model.info.model_id");
    Project mine = project();
    String run = run(mine, experiment(mine));

    get(mine, model).statusCode(404);
    patch(mine, model, Map.of("status", "LOGGED_MODEL_READY")).statusCode(404);
    send(
            mine,
            "engineer",
            "/runs/outputs",
            Map.of("run_id", run, "models", List.of(Map.of("model_id", model))))
        .statusCode(404);
    Map<String, Object> measured = metric("auc", 0.9, 1, 0);
    measured.put("model_id", model);
    send(mine, "engineer", "/runs/log-batch", Map.of("run_id", run, "metrics", List.of(measured)))
        .statusCode(404);
    assertThat(read(mine, run).getList("run.data.metrics")).isEmpty();
  }

  private static ValidatableResponse list(Project project, String path) {
    return in(project, "engineer").get(API + path).then().statusCode(200);
  }

  private static void put(Project project, String path) {
    as("engineer")
        .contentType("application/octet-stream")
        .body(new byte[] {1, 2, 3})
        .put("/api/2.0/mlflow-artifacts/artifacts/" + project.key() + "/" + path)
        .then()
        .statusCode(200);
  }

  private static String two(Project project) {
    String experiment = experiment(project);
    String run = run(project, experiment);
    String first = model(project, experiment, run, "first");
    Map<String, Object> measured = metric("auc", 0.9, 1, 0);
    measured.put("model_id", first);
    measured.put("dataset_name", "test");
    measured.put("dataset_digest", "abc");
    done(project, "/runs/log-batch", Map.of("run_id", run, "metrics", List.of(measured)));
    done(
        project,
        "/logged-models",
        Map.of(
            "experiment_id",
            experiment,
            "name",
            "second",
            "model_type",
            "agent",
            "params",
            List.of(entry("depth", "6")),
            "tags",
            List.of(entry("stage", "x"))));
    return experiment;
  }

  private static String model(
      Project project, String experiment, @Nullable String run, String name) {
    Map<String, Object> asked =
        new HashMap<>(
            Map.of(
                "experiment_id", experiment,
                "name", name,
                "params", List.of(entry("depth", "6"))));
    if (run != null) {
      asked.put("source_run_id", run);
    }
    return done(project, "/logged-models", asked).getString("model.info.model_id");
  }

  private static ValidatableResponse get(Project project, String model) {
    return in(project, "engineer").get(API + "/logged-models/" + model).then();
  }

  private static ValidatableResponse patch(Project project, String model, Map<String, ?> body) {
    return in(project, "engineer").body(body).patch(API + "/logged-models/" + model).then();
  }

  private static List<String> names(Project project, Map<String, Object> search) {
    return done(project, "/logged-models/search", search).getList("models.info.name");
  }
}
