package org.assay.registry.mlflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.assay.registry.Meanwhile;
import org.assay.registry.RegistryTestCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A version that is registered from files that Assay keeps, as {@code log_model} does it. */
@QuarkusTest
class MlflowRegistrationIT extends RegistryTestCase {

  @Inject DataSource database;

  private static final String API = "/api/2.0/mlflow/";
  private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";

  @Test
  void registersWhatALoggedModelHasLeftWithItsComputedDigest() {
    Project project = project();
    String experiment = experiment(project);
    String run = run(project, experiment);
    post(
        project,
        "runs/log-metric",
        Map.of("run_id", run, "key", "auc", "value", 0.83, "timestamp", 1_700_000_000_000L));
    JsonPath logged =
        post(
            project,
            "logged-models",
            Map.of("experiment_id", experiment, "name", "m", "source_run_id", run));
    String id = logged.getString("model.info.model_id");
    String files =
        logged.getString("model.info.artifact_uri").replaceFirst("^mlflow-artifacts:/", "");
    put(project, files + "/MLmodel", "flavors: {}").then().statusCode(200);

    post(project, "registered-models/create", Map.of("name", "denial"));
    JsonPath version =
        post(project, "model-versions/create", Map.of("name", "denial", "source", "models:/" + id));

    assertThat(version.getString("model_version.run_id")).isEqualTo(run);
    assertThat(version.getString("model_version.status_message")).isEqualTo("Assay: REGISTERED");
    String path = MODELS + "/" + project.key() + ".denial/versions/1";
    JsonPath shown = get("engineer", path).extract().jsonPath();
    assertThat(shown.getString("state")).isEqualTo("REGISTERED");
    assertThat(shown.getString("digest_origin")).isEqualTo("COMPUTED");
    assertThat(shown.getString("digest")).startsWith("sha256:");
    assertThat(shown.getDouble("metrics.auc")).isEqualTo(0.83);
    in(project)
        .queryParams(Map.of("name", "denial", "version", "1"))
        .get(API + "model-versions/get-download-uri")
        .then()
        .body("artifact_uri", is("mlflow-artifacts:/" + files));
    assertThat(put(project, files + "/MLmodel", "flavors: {changed: {}}").statusCode())
        .as("what a version rests on never changes")
        .isEqualTo(403);
    act("engineer", path + "/submissions", 2).statusCode(201).body("state", is("IN_REVIEW"));
  }

  /** What mlflow#17240 asks for: a deleted logged model leaves no files behind, ... */
  @Test
  void removesTheFilesOfADeletedLoggedModel() {
    Project project = project();
    String id = logged(project);

    in(project).delete(API + "logged-models/" + id).then().statusCode(200);

    get("engineer", "/api/v1/artifacts/" + project.key() + "/files").body("items", hasSize(0));
    in(project).get(API + "logged-models/" + id).then().statusCode(404);
  }

  /** ... and one that a version rests on stays. */
  @Test
  void deletesNoLoggedModelThatAVersionRestsOn() {
    Project project = project();
    String id = logged(project);
    post(project, "registered-models/create", Map.of("name", "denial"));
    post(project, "model-versions/create", Map.of("name", "denial", "source", "models:/" + id));

    in(project)
        .delete(API + "logged-models/" + id)
        .then()
        .statusCode(403)
        .body("error_code", is("PERMISSION_DENIED"));

    in(project).get(API + "logged-models/" + id).then().statusCode(200);
    get("engineer", "/api/v1/artifacts/" + project.key() + "/files").body("items", hasSize(1));
  }

  /** Returns the id of a logged model with one file. */
  private static String logged(Project project) {
    String experiment = experiment(project);
    JsonPath logged =
        post(project, "logged-models", Map.of("experiment_id", experiment, "name", "m"));
    String files =
        logged.getString("model.info.artifact_uri").replaceFirst("^mlflow-artifacts:/", "");
    put(project, files + "/MLmodel", "flavors: {}").then().statusCode(200);
    return logged.getString("model.info.model_id");
  }

  /** It would freeze what all of its runs have and will have; other projects' ids mean nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"", "/%1$s", "/models", "/models/m-%1$s"})
  void freezesNoFolderAboveTheFilesOfARun(String below) {
    Project project = project();
    String here = "mlflow-artifacts:/" + project.key() + "/";
    Map<String, Object> asked = Map.of("name", "e");
    String usual = post(project, "experiments/create", asked).getString("experiment_id");
    asked = Map.of("name", "placed", "artifact_location", here + "team/placed");
    String placed = post(project, "experiments/create", asked).getString("experiment_id");
    post(project, "registered-models/create", Map.of("name", "denial"));

    for (String experiment : List.of(usual, placed)) {
      String run = run(project, experiment);
      String place = experiment.equals(usual) ? usual : "team/placed";
      String folder = place + below.formatted(run);
      put(project, project.key() + "/" + folder + "/artifacts/model/MLmodel", "flavors: {}")
          .then()
          .statusCode(200);
      register(project, here + folder)
          .statusCode(400)
          .body("error_code", is("INVALID_PARAMETER_VALUE"))
          .body("message", containsString("<experiment>/<run>/artifacts"));
      Map<String, Object> natively = version();
      natively.put("files", folder);
      post("engineer", versions(project.key() + ".denial"), natively)
          .statusCode(422)
          .body("errors.pointer", contains("/files"));
      put(project, project.key() + "/" + folder + "/artifacts/model/b", "b").then().statusCode(200);
    }
    register(project, here + "team").statusCode(400);
    register(project, here + placed + below.formatted("0".repeat(32))).statusCode(200);
  }

  @Test
  void registersTheFilesOfOneRun() {
    Project project = project();
    String experiment = experiment(project);
    String run = run(project, experiment);
    String files = project.key() + "/" + experiment + "/" + run + "/artifacts";
    put(project, files + "/MLmodel", "flavors: {}").then().statusCode(200);
    post(project, "registered-models/create", Map.of("name", "denial"));

    register(project, "mlflow-artifacts:/" + files)
        .statusCode(200)
        .body("model_version.status_message", is("Assay: REGISTERED"));
  }

  private static String experiment(Project project) {
    return post(project, "experiments/create", Map.of("name", "e")).getString("experiment_id");
  }

  private static String run(Project project, String experiment) {
    return post(project, "runs/create", Map.of("experiment_id", experiment))
        .getString("run.info.run_id");
  }

  private static ValidatableResponse register(Project project, String source) {
    return in(project)
        .contentType("application/json")
        .body(Map.of("name", "denial", "source", source))
        .post(API + "model-versions/create")
        .then();
  }

  @Test
  void registersTheFilesOfARunByTheAddressOfTheRun() {
    Project project = project();
    String experiment = experiment(project);
    String run = run(project, experiment);
    String files = project.key() + "/" + experiment + "/" + run + "/artifacts/model";
    put(project, files + "/MLmodel", "flavors: {}").then().statusCode(200);
    post(project, "registered-models/create", Map.of("name", "denial"));

    JsonPath version =
        post(
            project,
            "model-versions/create",
            Map.of("name", "denial", "source", "runs:/" + run + "/model"));

    assertThat(version.getString("model_version.run_id")).isEqualTo(run);
    assertThat(version.getString("model_version.source")).isEqualTo("runs:/" + run + "/model");
    get("engineer", versions(project.key() + ".denial") + "/1")
        .body("state", is("REGISTERED"))
        .body("digest_origin", is("COMPUTED"));
    in(project)
        .queryParams(Map.of("name", "denial", "version", "1"))
        .get(API + "model-versions/get-download-uri")
        .then()
        .body("artifact_uri", is("mlflow-artifacts:/" + files));
  }

  /** Neither the run of somebody else's project, nor the implicit run of a version. */
  @Test
  void leavesTheAddressOfARunThatIsNoneOfTheCallersAsItIsWritten() {
    Project theirs = project(Map.of("engineer-2", "CONTRIBUTOR"));
    String run =
        as("engineer-2")
            .header("X-MLFLOW-WORKSPACE", theirs.key())
            .contentType("application/json")
            .body(Map.of("experiment_id", "0"))
            .post(API + "runs/create")
            .then()
            .statusCode(200)
            .extract()
            .path("run.info.run_id");
    Project project = project();
    String model = registered(project, "denial");
    String implicit = get("engineer", registeredVersion(model)).extract().<String>path("run_id");

    for (String source : List.of(run, implicit.replace("-", ""), "0".repeat(32))) {
      String number =
          post(
                  project,
                  "model-versions/create",
                  Map.of("name", "denial", "source", "runs:/" + source + "/model"))
              .getString("model_version.version");
      get("engineer", versions(model) + "/" + number).body("state", is("DRAFT"));
    }
  }

  @Test
  void knowsNoLoggedModelOfAnother() {
    Project project = project();
    post(project, "registered-models/create", Map.of("name", "denial"));

    in(project)
        .contentType("application/json")
        .body(Map.of("name", "denial", "source", "models:/m-" + "0".repeat(32)))
        .post(API + "model-versions/create")
        .then()
        .statusCode(404)
        .body("error_code", is("RESOURCE_DOES_NOT_EXIST"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"runs/delete", "experiments/delete"})
  void registersNothingFromWhatIsDeleted(String deletion) {
    Project project = project();
    String experiment = experiment(project);
    String run = run(project, experiment);
    post(project, "registered-models/create", Map.of("name", "denial"));
    post(project, deletion, Map.of("run_id", run, "experiment_id", experiment));

    version(project, run)
        .then()
        .statusCode(400)
        .body("error_code", is("INVALID_PARAMETER_VALUE"))
        .body("message", containsString("deleted"));
    get("engineer", versions(project.key() + ".denial")).body("items", hasSize(0));
  }

  /** Its results and the withdrawals of its data would never reach the version. */
  @Test
  void registersNothingFromARunOfAnotherProject() {
    Project theirs = project();
    String run =
        post(
                theirs,
                "runs/create",
                Map.of(
                    "experiment_id",
                    post(theirs, "experiments/create", Map.of("name", "e"))
                        .getString("experiment_id")))
            .getString("run.info.run_id");
    Project project = project();
    post(project, "registered-models/create", Map.of("name", "denial"));

    version(project, run)
        .then()
        .statusCode(400)
        .body("error_code", is("INVALID_PARAMETER_VALUE"))
        .body("message", containsString("another project"));
    version(project, "0".repeat(32)).then().statusCode(200);
  }

  @Test
  void registersNothingFromAnExperimentThatIsDeletedAtTheSameTime() throws SQLException {
    Project project = project();
    String experiment = experiment(project);
    String run = run(project, experiment);
    post(project, "registered-models/create", Map.of("name", "denial"));

    Response answer =
        Meanwhile.committing(
            database,
            "update experiment set deleted = true where project_id = '%s'".formatted(project.id()),
            () -> version(project, run));

    answer.then().statusCode(400).body("message", containsString("deleted"));
  }

  private static Response version(Project project, String run) {
    return in(project)
        .contentType("application/json")
        .body(Map.of("name", "denial", "source", "s3://bucket/model", "run_id", run))
        .post(API + "model-versions/create");
  }

  private static JsonPath post(Project project, String path, Map<String, Object> body) {
    return in(project)
        .contentType("application/json")
        .body(body)
        .post(API + path)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static Response put(Project project, String path, String text) {
    return in(project)
        .contentType("application/octet-stream")
        .body(text.getBytes(StandardCharsets.UTF_8))
        .put(ARTIFACTS + path);
  }

  private static RequestSpecification in(Project project) {
    return as("engineer").header("X-MLFLOW-WORKSPACE", project.key());
  }
}
