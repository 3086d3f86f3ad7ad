package org.assay.registry.mlflow.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assay.registry.experiment.ExperimentFounding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ExperimentResourceIT extends TrackingTestCase {

  @Test
  void findsAnExperimentByItsNameAsWritten() {
    Project project = project();
    String id =
        done(project, "/experiments/create", Map.of("name", "denial/2.1"))
            .getString("experiment_id");

    JsonPath named = byName(project, "denial/2.1").statusCode(200).extract().jsonPath();
    assertThat(named.getString("experiment.experiment_id")).isEqualTo(id);
    assertThat(named.getString("experiment.name")).isEqualTo("denial/2.1");
    assertThat(named.getString("experiment.artifact_location"))
        .isEqualTo("mlflow-artifacts:/" + project.key() + "/" + id);
    assertThat(named.getString("experiment.lifecycle_stage")).isEqualTo("active");
    byName(project, "other").statusCode(404).body("error_code", is("RESOURCE_DOES_NOT_EXIST"));
  }

  @Test
  void takesTheProjectFromTheNameWhereNoneIsChosen() {
    Project project = project();
    String name = project.key() + "/denial";
    as("engineer")
        .contentType("application/json")
        .body(Map.of("name", name))
        .post(API + "/experiments/create")
        .then()
        .statusCode(200);

    as("engineer")
        .queryParam("experiment_name", name)
        .get(API + "/experiments/get-by-name")
        .then()
        .statusCode(200)
        .body("experiment.name", is(name));
    byName(project, "denial").statusCode(200);
    as("engineer")
        .queryParam("experiment_name", "denial")
        .get(API + "/experiments/get-by-name")
        .then()
        .statusCode(400)
        .body("message", containsString("X-MLFLOW-WORKSPACE"));
  }

  @Test
  void refusesANameThatTheProjectHasAlsoWhereItIsDeleted() {
    Project project = project();
    String id =
        done(project, "/experiments/create", Map.of("name", "denial")).getString("experiment_id");
    done(project, "/experiments/delete", Map.of("experiment_id", id));

    send(project, "engineer", "/experiments/create", Map.of("name", "denial"))
        .statusCode(400)
        .body("error_code", is("RESOURCE_ALREADY_EXISTS"));
    byName(project, "denial").statusCode(200).body("experiment.lifecycle_stage", is("deleted"));
    send(project, "engineer", "/experiments/delete", Map.of("experiment_id", id)).statusCode(404);
  }

  @Test
  void answersTheStandardExperimentEmptyWhereNoProjectIsChosenAndRefusesToWriteIt() {
    as("engineer")
        .get(API + "/experiments/get?experiment_id=0")
        .then()
        .statusCode(200)
        .body("experiment.name", is("Default"));
    as("engineer")
        .contentType("application/json")
        .body(Map.of("experiment_ids", List.of("0")))
        .post(API + "/runs/search")
        .then()
        .statusCode(200)
        .body("runs.size()", is(0));
    as("engineer")
        .contentType("application/json")
        .body(Map.of("experiment_id", "0"))
        .post(API + "/runs/create")
        .then()
        .statusCode(400)
        .body("message", containsString("project"));
  }

  @Test
  void keepsRunsWithoutAnExperimentInTheStandardOneOfTheProject() {
    Project project = project();
    String run = run(project, "0");

    String experiment = read(project, run).getString("run.info.experiment_id");
    assertThat(
            byName(project, "Default").extract().jsonPath().getString("experiment.experiment_id"))
        .isEqualTo(experiment);
    assertThat(found(project, "0", "")).containsExactly("trial");
  }

  @Test
  void makesTheStandardExperimentOnceForManyFirstRuns() {
    Project project = project();
    List<String> experiments =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(_ -> read(project, run(project, "0")).getString("run.info.experiment_id"))
            .distinct()
            .toList();

    assertThat(experiments).hasSize(1);
  }

  @Test
  void keepsTheNameOfTheStandardExperimentAndTheExperimentItself() {
    Project project = project();
    String standard = read(project, run(project, "0")).getString("run.info.experiment_id");

    for (String path : List.of("/experiments/update", "/experiments/delete")) {
      send(project, "engineer", path, Map.of("experiment_id", standard, "new_name", "mine"))
          .statusCode(403)
          .body("message", containsString("Default"));
    }
    send(
            project,
            "engineer",
            "/experiments/update",
            Map.of("experiment_id", standard, "new_name", "Default"))
        .statusCode(200);
    byName(project, "Default").statusCode(200).body("experiment.lifecycle_stage", is("active"));
  }

  @Test
  void stopsAPageBeforeItGrowsTooLarge() {
    Project project = project();
    List<Map<String, String>> tags =
        IntStream.range(0, 45).mapToObj(number -> entry("t" + number, "v".repeat(20_000))).toList();
    for (int number = 0; number < 11; number++) {
      done(project, "/experiments/create", Map.of("name", "heavy " + number, "tags", tags));
    }
    Map<String, Object> asked =
        new HashMap<>(Map.of("max_results", 100, "filter", "name LIKE 'heavy%'"));

    JsonPath first = done(project, "/experiments/search", asked);
    assertThat(first.getList("experiments")).hasSizeBetween(1, 10);
    asked.put("page_token", first.getString("next_page_token"));
    JsonPath second = done(project, "/experiments/search", asked);
    assertThat(first.getList("experiments").size() + second.getList("experiments").size())
        .isEqualTo(11);
    pagesNatively(project);
  }

  /** The first page of the native API has fewer than are asked for too. */
  private static void pagesNatively(Project project) {
    String path = "/api/v1/experiments?limit=200&project_key=" + project.key();
    JsonPath first = get("engineer", path).statusCode(200).extract().jsonPath();
    JsonPath second = get("engineer", first.getString("next")).statusCode(200).extract().jsonPath();
    String heavy = "items.findAll { it.name.startsWith('heavy') }";

    assertThat(first.getList(heavy)).hasSizeBetween(1, 10);
    assertThat(first.getList(heavy).size() + second.getList(heavy).size()).isEqualTo(11);
  }

  @Test
  void boundsHowMuchAllTagsHoldTogether() {
    Project project = project();
    List<Map<String, String>> tags =
        IntStream.range(0, 49).mapToObj(number -> entry("t" + number, "v".repeat(20_000))).toList();
    String id =
        done(project, "/experiments/create", Map.of("name", "heavy", "tags", tags))
            .getString("experiment_id");

    setTag(project, id, "t0", "w".repeat(20_000)).statusCode(200);
    setTag(project, id, "one more", "v".repeat(20_000))
        .statusCode(400)
        .body("message", containsString("at most 1000000"));
    setTag(project, id, "t0", "w").statusCode(200);
    setTag(project, id, "one more", "v".repeat(20_000)).statusCode(200);
  }

  private static ValidatableResponse setTag(
      Project project, String experiment, String key, String value) {
    return send(
        project,
        "engineer",
        "/experiments/set-experiment-tag",
        Map.of("experiment_id", experiment, "key", key, "value", value));
  }

  @Test
  void setsAndRemovesTags() {
    Project project = project();
    String id = experiment(project);
    done(
        project,
        "/experiments/set-experiment-tag",
        Map.of("experiment_id", id, "key", "team", "value", "risk"));
    assertThat(get(project, id).getString("experiment.tags[0].value")).isEqualTo("risk");

    done(project, "/experiments/delete-experiment-tag", Map.of("experiment_id", id, "key", "team"));
    assertThat(get(project, id).getList("experiment.tags")).isEmpty();
  }

  @Test
  void renames() {
    Project project = project();
    String id = experiment(project);
    done(project, "/experiments/update", Map.of("experiment_id", id, "new_name", "better"));

    assertThat(get(project, id).getString("experiment.name")).isEqualTo("better");
  }

  @ParameterizedTest
  @CsvSource({
    "name = 'alpha', alpha",
    "name LIKE 'al%', alpha",
    "name ILIKE 'AL%', alpha",
    "tags.team = 'risk', beta",
    "tags.team != 'other' AND name LIKE '%', beta",
    "attribute.name != 'alpha' AND name != 'Default', beta"
  })
  void searches(String filter, String expected) {
    Project project = project();
    done(project, "/experiments/create", Map.of("name", "alpha"));
    done(
        project,
        "/experiments/create",
        Map.of("name", "beta", "tags", List.of(entry("team", "risk"))));

    assertThat(names(project, Map.of("max_results", 10, "filter", filter)))
        .containsExactly(expected);
  }

  @Test
  void pagesThroughAllNewestFirst() {
    Project project = project();
    for (String name : List.of("a", "b", "c")) {
      done(project, "/experiments/create", Map.of("name", name));
    }
    List<String> all = new ArrayList<>();
    String token = "";
    do {
      JsonPath page =
          done(project, "/experiments/search", Map.of("max_results", 2, "page_token", token));
      all.addAll(page.getList("experiments.name"));
      token = page.getString("next_page_token");
    } while (token != null);
    assertThat(all.subList(all.indexOf("c"), all.size())).containsSubsequence("c", "b", "a");
    assertThat(new HashSet<>(all)).hasSize(4).hasSameSizeAs(all).contains("Default");
  }

  @ParameterizedTest
  @CsvSource({"0", "50001"})
  void refusesASizeOfAPageThatMlflowRefuses(int size) {
    send(project(), "engineer", "/experiments/search", Map.of("max_results", size))
        .statusCode(400)
        .body("error_code", is("INVALID_PARAMETER_VALUE"));
  }

  @Test
  void refusesATokenOfAnotherSearch() {
    Project project = project();
    experiment(project);
    String token =
        done(project, "/experiments/search", Map.of("max_results", 1)).getString("next_page_token");

    send(
            project,
            "engineer",
            "/experiments/search",
            Map.of("max_results", 1, "page_token", token, "filter", "name = 'a'"))
        .statusCode(400)
        .body("message", containsString("Invalid page token"));
  }

  @Test
  void refusesAnArtifactLocationOfRunsAndALongName() {
    Project project = project();
    send(
            project,
            "engineer",
            "/experiments/create",
            Map.of("name", "a", "artifact_location", "runs:/x"))
        .statusCode(400);
    send(
            project,
            "engineer",
            "/experiments/create",
            Map.of("name", "a".repeat(ExperimentFounding.MAX_NAME + 1)))
        .statusCode(400)
        .body("error_code", is("INVALID_PARAMETER_VALUE"));
  }

  private static ValidatableResponse byName(Project project, String name) {
    return in(project, "engineer")
        .queryParam("experiment_name", name)
        .get(API + "/experiments/get-by-name")
        .then();
  }

  private static JsonPath get(Project project, String id) {
    return in(project, "engineer")
        .get(API + "/experiments/get?experiment_id=" + id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static List<String> names(Project project, Map<String, Object> search) {
    return done(project, "/experiments/search", search).getList("experiments.name");
  }
}
