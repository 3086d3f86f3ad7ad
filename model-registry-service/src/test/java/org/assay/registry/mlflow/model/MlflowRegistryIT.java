package org.assay.registry.mlflow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assay.registry.RegistryTestCase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What MLflow's clients send, as recorded from the real ones, and what they get. */
@QuarkusTest
class MlflowRegistryIT extends RegistryTestCase {

  private static final String API = "/api/2.0/mlflow/";

  @Test
  void registersModelsThatTheOtherApiShows() {
    Project project = project();

    send(project, "registered-models/create", Map.of("name", "denial.v2", "description", "Trees"))
        .statusCode(200)
        .body("registered_model.name", is("denial.v2"))
        .body("registered_model.latest_versions", is(empty()));
    get("engineer", MODELS + "/" + project.key() + ".denial.v2")
        .statusCode(200)
        .body("kind", is("OTHER"))
        .body("description", is("Trees"))
        .body("intended_use", is(nullValue()));
    send(project, "registered-models/create", Map.of("name", "denial.v2"))
        .statusCode(400)
        .body("error_code", is("RESOURCE_ALREADY_EXISTS"))
        .body("message", is("Registered Model (name=denial.v2) already exists."));
  }

  @Test
  void writesTheProjectIntoNamesWhereNoneIsChosen() {
    Project project = project();
    String name = project.key() + ".denial";

    send(null, "registered-models/create", Map.of("name", name)).statusCode(200);
    ask(null, "registered-models/get", Map.of("name", name))
        .body("registered_model.name", is(name));
    ask(null, "registered-models/search", Map.of("filter", "name = '%s'".formatted(name)))
        .body("registered_models.name", contains(name));
    send(null, "registered-models/create", Map.of("name", "denial"))
        .statusCode(400)
        .body("error_code", is("INVALID_PARAMETER_VALUE"))
        .body("message", containsString("MLFLOW_WORKSPACE"));
  }

  @Test
  void hidesAForeignProject() {
    Project foreign = project(Map.of("engineer-2", "CONTRIBUTOR"));
    as("engineer-2")
        .header("X-MLFLOW-WORKSPACE", foreign.key())
        .contentType("application/json")
        .body(Map.of("name", "denial"))
        .post(API + "registered-models/create")
        .then()
        .statusCode(200);

    ask(foreign, "registered-models/get", Map.of("name", "denial"))
        .statusCode(404)
        .body("error_code", is("RESOURCE_DOES_NOT_EXIST"))
        .body("message", is("Registered Model with name=denial not found"));
    ask(foreign, "registered-models/search", Map.of()).statusCode(404);
    ask(null, "registered-models/search", Map.of("max_results", 1000))
        .statusCode(200)
        .body("registered_models.name", not(contains(foreign.key() + ".denial")));
    send(foreign, "model-versions/create", Map.of("name", "denial", "source", "s3://b/m"))
        .statusCode(404);
  }

  @Test
  void draftsAVersionThatCannotBeSubmitted() {
    Project project = project();
    version(project, "denial", "runs:/r1/model")
        .body("model_version.status", is("READY"))
        .body("model_version.description", is(""));

    String path = MODELS + "/" + project.key() + ".denial/versions/1";
    get("engineer", path)
        .body("state", is("DRAFT"))
        .body("digest", is(nullValue()))
        .body("source", is("runs:/r1/model"))
        .body("authors.account", contains("engineer"));
    act("engineer", path + "/submissions", 1)
        .statusCode(409)
        .body("code", is("ILLEGAL_TRANSITION"));
    ask(project, "model-versions/get-download-uri", Map.of("name", "denial", "version", "1"))
        .body("artifact_uri", is("runs:/r1/model"));
  }

  /**
   * What mlflow#4593 argues about: deleted numbers stay used, so that a number names one version
   * for good.
   */
  @Test
  void neverUsesANumberTwice() {
    Project project = project();
    version(project, "denial", "s3://b/1");
    version(project, "denial", "s3://b/2");
    delete(project, "model-versions/delete", Map.of("name", "denial", "version", "2"))
        .statusCode(200);
    delete(project, "model-versions/delete", Map.of("name", "denial", "version", "2"))
        .statusCode(404)
        .body("message", is("Model Version (name=denial, version=2) not found"));
    version(project, "denial", "s3://b/3").body("model_version.version", is("3"));
    delete(project, "registered-models/delete", Map.of("name", "denial")).statusCode(200);
    ask(project, "registered-models/get", Map.of("name", "denial")).statusCode(404);

    version(project, "denial", "s3://b/4").body("model_version.version", is("4"));
  }

  @Test
  void refusesToDeleteWhatIsInReview() {
    Project project = project();
    String path = registeredVersion(registered(project, "denial"));
    act("engineer", path + "/submissions", 2).statusCode(201);

    delete(project, "model-versions/delete", Map.of("name", "denial", "version", "1"))
        .statusCode(403)
        .body("error_code", is("PERMISSION_DENIED"));
    delete(project, "registered-models/delete", Map.of("name", "denial"))
        .statusCode(403)
        .body("message", startsWith("Model " + project.key() + ".denial stays"));
    send(project, "registered-models/rename", Map.of("name", "denial", "new_name", "other"))
        .statusCode(403)
        .body("message", containsString("submitted for review"));
    get("engineer", path).body("state", is("IN_REVIEW"));
  }

  @Test
  void renamesAModelAndLetsItsOldNameGoOnCounting() {
    Project project = project();
    version(project, "denial", "s3://b/1");

    send(project, "registered-models/rename", Map.of("name", "denial", "new_name", "other"))
        .body("registered_model.name", is("other"))
        .body("registered_model.latest_versions.name", contains("other"));
    version(project, "denial", "s3://b/2").body("model_version.version", is("2"));
    send(project, "registered-models/rename", Map.of("name", "denial", "new_name", "other"))
        .statusCode(400)
        .body("error_code", is("RESOURCE_ALREADY_EXISTS"));
  }

  @Test
  void pointsAliasesAndRefusesTheChampion() {
    Project project = project();
    version(project, "denial", "s3://b/1");
    Map<String, Object> alias = Map.of("name", "denial", "alias", "shadow", "version", "1");

    send(project, "registered-models/alias", alias).statusCode(200);
    ask(project, "registered-models/alias", Map.of("name", "denial", "alias", "shadow"))
        .body("model_version.version", is("1"))
        .body("model_version.aliases", contains("shadow"));
    ask(project, "registered-models/alias", Map.of("name", "denial", "alias", "latest"))
        .body("model_version.version", is("1"));
    ask(project, "registered-models/alias", Map.of("name", "denial", "alias", "none"))
        .statusCode(400)
        .body("message", is("Registered model alias none not found."));
    send(
            project,
            "registered-models/alias",
            Map.of("name", "denial", "alias", "champion", "version", "1"))
        .statusCode(403)
        .body("error_code", is("PERMISSION_DENIED"))
        .body("message", containsString("moves only with a decision"));
    delete(project, "model-versions/delete", Map.of("name", "denial", "version", "1"));
    ask(project, "registered-models/get", Map.of("name", "denial"))
        .body("registered_model.aliases", is(empty()));
  }

  @Test
  void labelsStagesButNotProduction() {
    Project project = project();
    version(project, "denial", "s3://b/1");
    version(project, "denial", "s3://b/2");
    stage(project, "1", "staging", false).body("model_version.current_stage", is("Staging"));

    stage(project, "2", "Staging", true).statusCode(200);
    send(project, "registered-models/get-latest-versions", Map.of("name", "denial"))
        .body("model_versions.current_stage", contains("Staging", "Archived"));
    stage(project, "2", "Production", false)
        .statusCode(403)
        .body("message", containsString("have it released"));
    stage(project, "2", "Elsewhere", false).statusCode(400);
  }

  @Test
  void findsVersionsByEverythingThatTheGrammarHas() {
    Project project = project();
    for (int i = 1; i <= 3; i++) {
      version(project, "denial", "s3://b/" + i);
    }
    tag(project, "1", "odd key", "Blue");
    tag(project, "2", "odd key", "green");
    tag(project, "2", "stage", "x");

    found(project, "name = 'denial' AND version_number >= 2", "3", "2");
    found(project, "tags.`odd key` = 'Blue'", "1");
    found(project, "tag.\"odd key\" ILIKE 'b%'", "1");
    found(project, "tag.`odd key` LIKE 'b%'");
    found(project, "tags.`odd key` != 'Blue'", "2");
    found(project, "tags.`odd key` IS NULL", "3");
    found(project, "tags.`odd key` = 'green' and tags.stage = 'x'", "2");
    found(project, "source_path LIKE 's3://%' AND tags.stage IS NOT NULL", "2");
    found(project, "run_id IN ('r', 'other')", "3", "2", "1");
    found(
        project,
        "attribute.state = 'DRAFT' and tag.`mlflow.prompt.is_prompt` != 'true'",
        "3",
        "2",
        "1");
    ask(project, "model-versions/search", Map.of("filter", "name = 'a' OR name = 'b'"))
        .statusCode(400)
        .body("message", startsWith("Invalid clause(s) in filter string"));
    ask(project, "model-versions/search", Map.of("filter", "owner = 'a'"))
        .statusCode(400)
        .body("message", startsWith("Invalid attribute key"));
    ask(project, "model-versions/search", Map.of("order_by", "owner"))
        .statusCode(400)
        .body("message", startsWith("Invalid order by key"));
  }

  @Test
  void pagesThroughASearchAndRefusesAnothersToken() {
    Project project = project();
    for (int i = 1; i <= 3; i++) {
      version(project, "denial", "s3://b/" + i);
    }

    String token =
        ask(project, "model-versions/search", Map.of("max_results", "2"))
            .body("model_versions.version", contains("3", "2"))
            .extract()
            .jsonPath()
            .getString("next_page_token");
    ask(project, "model-versions/search", Map.of("max_results", "2", "page_token", token))
        .body("model_versions.version", contains("1"))
        .body("next_page_token", is(nullValue()));
    ask(project, "model-versions/search", Map.of("order_by", "name", "page_token", token))
        .statusCode(400)
        .body("message", startsWith("Invalid page token"));
    ask(project, "model-versions/search", Map.of("max_results", "200001")).statusCode(400);
  }

  @Test
  void showsFewerAtOnceWhereTagsAreLong() {
    Project project = project();
    String large = "v".repeat(100_000);
    for (int i = 1; i <= 45; i++) {
      version(project, "denial", "s3://b/" + i);
      for (String key : List.of("one", "two")) {
        send(
                project,
                "model-versions/set-tag",
                Map.of("name", "denial", "version", "" + i, "key", key, "value", large))
            .statusCode(200);
      }
    }

    JsonPath first = ask(project, "model-versions/search", Map.of()).extract().jsonPath();
    String token = first.getString("next_page_token");
    JsonPath second =
        ask(project, "model-versions/search", Map.of("page_token", token)).extract().jsonPath();

    assertThat(first.getList("model_versions")).hasSize(39);
    assertThat(second.getList("model_versions")).hasSize(6);
  }

  @Test
  void keepsPromptsApart() {
    Project project = project();
    send(
            project,
            "registered-models/create",
            Map.of(
                "name",
                "greeting",
                "tags",
                List.of(Map.of("key", "mlflow.prompt.is_prompt", "value", "true"))))
        .statusCode(200);

    ask(project, "registered-models/search", Map.of()).body("registered_models", hasSize(0));
    ask(
            project,
            "registered-models/search",
            Map.of("filter", "tag.`mlflow.prompt.is_prompt` = 'true'"))
        .body("registered_models.name", contains("greeting"));
  }

  @Test
  void refusesSourcesThatOthersCannotLoadFrom() {
    Project project = project();
    send(project, "registered-models/create", Map.of("name", "denial"));

    for (String source :
        List.of(
            "/etc/passwd", "file:///etc/passwd", "s3://b/../c", "s3://b/%2e%2e/c", "a\u0001:b")) {
      send(project, "model-versions/create", Map.of("name", "denial", "source", source))
          .statusCode(400)
          .body("error_code", is("INVALID_PARAMETER_VALUE"));
    }
    send(project, "model-versions/create", Map.of("name", "denial", "source", "models:/other/1"))
        .statusCode(404);
  }

  @Test
  void refusesTooManyTags() {
    Project project = project();
    List<Map<String, String>> tags =
        java.util.stream.IntStream.range(0, 501)
            .mapToObj(i -> Map.of("key", "k" + i, "value", "v"))
            .toList();

    send(project, "registered-models/create", Map.of("name", "denial", "tags", tags))
        .statusCode(400)
        .body("message", containsString("more than 500 tags"));
    ask(project, "registered-models/get", Map.of("name", "denial")).statusCode(404);
  }

  /** What is shown of a model is its latest versions too, with their tags. */
  @Test
  void stopsAPageBeforeTheLatestVersionsMakeItTooLarge() {
    Project project = project();
    List<Map<String, String>> tags =
        IntStream.range(0, 3)
            .mapToObj(number -> Map.of("key", "t" + number, "value", "v".repeat(80_000)))
            .toList();
    for (int number = 0; number < 35; number++) {
      String name = "m" + number;
      send(project, "registered-models/create", Map.of("name", name)).statusCode(200);
      send(
              project,
              "model-versions/create",
              Map.of("name", name, "source", "s3://b/" + number, "tags", tags))
          .statusCode(200);
    }

    JsonPath first = searched(project, Map.of("max_results", 1_000));
    JsonPath second = searched(project, Map.of("page_token", first.getString("next_page_token")));

    assertThat(first.getList("registered_models")).hasSizeBetween(1, 34);
    assertThat(first.getList("registered_models").size())
        .isEqualTo(35 - second.getList("registered_models").size());
  }

  private static JsonPath searched(Project project, Map<String, Object> query) {
    return ask(project, "registered-models/search", query).statusCode(200).extract().jsonPath();
  }

  private static void found(Project project, String filter, String... versions) {
    ask(project, "model-versions/search", Map.of("filter", filter))
        .statusCode(200)
        .body("model_versions.version", is(List.of(versions)));
  }

  private static void tag(Project project, String version, String key, String value) {
    send(
            project,
            "model-versions/set-tag",
            Map.of("name", "denial", "version", version, "key", key, "value", value))
        .statusCode(200);
    // The order is by the last change, which a tag is.
    send(
            project,
            "model-versions/set-tag",
            Map.of("name", "denial", "version", "3", "key", "last", "value", key + value))
        .statusCode(200);
  }

  private static ValidatableResponse stage(
      Project project, String version, String stage, boolean alone) {
    return send(
        project,
        "model-versions/transition-stage",
        Map.of(
            "name",
            "denial",
            "version",
            version,
            "stage",
            stage,
            "archive_existing_versions",
            alone));
  }

  private static ValidatableResponse version(Project project, String name, String source) {
    send(project, "registered-models/create", Map.of("name", name));
    return send(
            project, "model-versions/create", Map.of("name", name, "source", source, "run_id", "r"))
        .statusCode(200);
  }

  private static ValidatableResponse send(
      @Nullable Project project, String path, Map<String, Object> body) {
    return in(project).contentType("application/json").body(body).post(API + path).then();
  }

  private static ValidatableResponse delete(
      Project project, String path, Map<String, Object> body) {
    RequestSpecification request =
        as("lead").header("X-MLFLOW-WORKSPACE", project.key()).contentType("application/json");
    return request.body(body).delete(API + path).then();
  }

  private static ValidatableResponse ask(
      @Nullable Project project, String path, Map<String, Object> query) {
    return in(project).queryParams(query).get(API + path).then();
  }

  private static RequestSpecification in(@Nullable Project project) {
    RequestSpecification request = as("engineer");
    return project == null ? request : request.header("X-MLFLOW-WORKSPACE", project.key());
  }
}
