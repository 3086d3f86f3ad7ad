package org.assay.registry.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.contracts.event.EventTypes;
import org.assay.registry.RegistryTestCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class VersionSearchIT extends RegistryTestCase {

  private static final String VERSIONS = "/api/v1/versions";
  private static final String MLFLOW = "/api/2.0/mlflow/";

  @Test
  void findsByEachOfItsAttributes() {
    Project project = project();
    String denial = registered(project, "denial");
    Map<String, Object> vision = model(project, "plates");
    vision.put("kind", "VISION");
    String plates = post("engineer", MODELS, vision).extract().jsonPath().getString("name");
    registeredVersion(denial);
    Map<String, Object> other = version();
    other.put("digest", "sha256:" + "cd".repeat(32));
    post("engineer", versions(denial), other).statusCode(201);
    act("engineer", versions(denial) + "/2/submissions", 2).statusCode(201);
    Map<String, Object> byLead = version();
    post("lead", versions(plates), byLead).statusCode(201);

    found(project).body("items.number", contains(1, 2, 1));
    found(project, "model", denial).body("items.number", contains(2, 1));
    found(project, "kind", "VISION").body("items.model.name", contains(plates));
    found(project, "state", "IN_REVIEW").body("items.number", contains(2));
    found(project, "digest", "sha256:" + "cd".repeat(32)).body("items.number", contains(2));
    found(project, "registered_by", "lead").body("items.model.name", contains(plates));
    found(project, "registered_by", "me").body("items", hasSize(2));
    String second =
        found(project, "model", denial).extract().jsonPath().getString("items[0].created_at");
    found(project, "registered_from", second).body("items", hasSize(2));
    found(project, "registered_until", second).body("items.number", contains(1));
    found(project, "model", project.key() + ".none").body("items", empty());
    found(project, "model", "other.denial").body("items", empty());
    of(denial, "digest", DIGEST).body("items.number", contains(1));
    of(denial, "q", "denial", "sort", "registered_at").body("items.number", contains(1, 2));
  }

  @Test
  void findsByWhatMlflowSaidOfIt() {
    Project project = project();
    draft(project, "denial", "s3://bucket/1");
    draft(project, "denial", "s3://bucket/2");
    mlflow(
        project,
        "model-versions/transition-stage",
        Map.of("name", "denial", "version", "2", "stage", "Staging"));

    found(project, "source", "s3://bucket/1").body("items.number", contains(1));
    found(project, "source", "s3://bucket").body("items", empty());
    found(project, "stage", "STAGING").body("items.number", contains(2));
    found(project, "state", "DRAFT", "stage", "STAGING").body("items.number", contains(2));
  }

  /** What mlflow#13633 asks for, as to what is found; the plan's test is as to how. */
  @Test
  void findsByAllOfSeveralTags() {
    Project project = project();
    for (int number = 1; number <= 3; number++) {
      draft(project, "denial", "s3://bucket/" + number);
    }
    tag(project, 1, "team", "credit");
    tag(project, 2, "team", "credit");
    tag(project, 2, "url", "https://here/x:y");
    tag(project, 3, "team", "fraud");

    found(project, "tag", "team:credit").body("items.number", contains(2, 1));
    found(project, "tag", "team:credit", "tag", "url:https://here/x:y")
        .body("items.number", contains(2));
    found(project, "tag", "team:credit", "tag", "team:fraud").body("items", empty());
    found(project, "tag", "team:credit", "sort", "registered_at")
        .body("items.number", contains(1, 2));
    tag(project, 1, "team", "fraud");
    found(project, "tag", "team:fraud").body("items.number", contains(3, 1));
    as("engineer")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(Map.of("name", "denial", "version", "3", "key", "team"))
        .delete(MLFLOW + "model-versions/delete-tag")
        .then()
        .statusCode(200);
    found(project, "tag", "team:fraud").body("items.number", contains(1));
  }

  @Test
  void findsByMetricsAndParametersOfItsRecord() {
    Project project = project();
    String denial = registered(project, "denial");
    String run = run(project);
    log(run, Map.of("metrics", List.of(metric("auc", 0.7)), "params", Map.of("rate", "6=7")));
    Map<String, Object> fromRun = version();
    fromRun.put("run_id", run);
    fromRun.put("metrics", Map.of());
    fromRun.put("training_data", List.of());
    post("engineer", versions(denial), fromRun).statusCode(201);
    registeredVersion(denial);

    found(project, "metric", "auc>=0.83").body("items.number", contains(2));
    found(project, "metric", "auc<0.83").body("items.number", contains(1));
    found(project, "metric", "auc>=0.7", "metric", "accuracy=0.88")
        .body("items.number", contains(2));
    found(project, "sort", "metric:auc").body("items.number", contains(1, 2));
    found(project, "sort", "-metric:accuracy").body("items.number", contains(2));
    found(project, "param", "rate=6=7").body("items.number", contains(1));
    found(project, "param", "depth=6").body("items", empty());
    log(run, Map.of("metrics", List.of(metric("auc", 0.9)), "params", Map.of("depth", "6")));
    found(project, "param", "depth=6").body("items", empty());

    act("engineer", versions(denial) + "/1/submissions", 2).statusCode(201);

    found(project, "param", "depth=6", "metric", "auc=0.9").body("items.number", contains(1));
    found(project, "metric", "auc<0.83").body("items", empty());
  }

  @Test
  void findsByWordsOfItsTextsOrOfItsModels() {
    Project project = project();
    Map<String, Object> asked = model(project, "loan.denial-v2");
    asked.put("intended_use", "Suggests WHICH applications a person looks at");
    post("engineer", MODELS, asked).statusCode(201);
    draft(project, "loan.denial-v2", "s3://bucket/1");
    draft(project, "loan.denial-v2", "s3://bucket/2");
    draft(project, "other", "s3://bucket/3");
    describe(project, "loan.denial-v2", 2, "Boosted trees, über/all");
    mlflow(
        project,
        "model-versions/set-tag",
        Map.of("name", "other", "version", "1", "key", "team", "value", "North-West"));

    found(project, "q", "denial").body("items.number", contains(2, 1));
    found(project, "q", "DENIAL trees").body("items.number", contains(2));
    found(project, "q", "ÜBER").body("items.number", contains(2));
    found(project, "q", "person applications").body("items.number", contains(2, 1));
    found(project, "q", "person trees").body("items.number", contains(2));
    found(project, "q", "north west").body("items.model.name", contains(project.key() + ".other"));
    found(project, "q", "north denial").body("items", empty());
    found(project, "q", "!").body("items", empty());
    describe(project, "loan.denial-v2", 2, "Forest");
    found(project, "q", "trees").body("items", empty());
    mlflow(project, "registered-models/rename", Map.of("name", "other", "new_name", "fraud"));
    found(project, "q", "other").body("items", empty());
    found(project, "q", "fraud north").body("items", hasSize(1));
    get("engineer", MODELS + "?q=denial&project_key=" + project.key())
        .body("items.name", contains(project.key() + ".loan.denial-v2"));
    get("engineer", MODELS + "?q=zebra&project_key=" + project.key()).body("items", empty());
  }

  @Test
  void findsByTheStateOfItsReview() {
    Project project = project();
    String denial = registered(project, "denial");
    String path = registeredVersion(denial);
    act("engineer", path + "/submissions", 2).statusCode(201);
    found(project, "review_state", "OPEN").body("items", empty());
    try (Reviews review = new Reviews(get("engineer", path).extract().jsonPath())) {
      review.opened(1);
      await().untilAsserted(() -> found(project, "review_state", "OPEN").body("items", hasSize(1)));
      review.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
    }

    await().untilAsserted(() -> found(project, "review_state", "PASSED").body("items", hasSize(1)));
    found(project, "review_state", "PASSED", "state", "APPROVED")
        .body("items[0].assessment.state", is("PASSED"));
    found(project, "review_state", "OPEN").body("items", empty());
  }

  @Test
  void searchesAllThatTheCallerMayReadAndNothingElse() {
    String mark = "mark-" + UUID.randomUUID();
    Project mine = project();
    Project theirs = project(Map.of("engineer-2", "CONTRIBUTOR"));
    draft(mine, "denial", "s3://" + mark);
    as("engineer-2")
        .header("X-MLFLOW-WORKSPACE", theirs.key())
        .contentType("application/json")
        .body(Map.of("name", "denial"))
        .post(MLFLOW + "registered-models/create")
        .then()
        .statusCode(200);
    as("engineer-2")
        .header("X-MLFLOW-WORKSPACE", theirs.key())
        .contentType("application/json")
        .body(
            Map.of(
                "name",
                "denial",
                "source",
                "s3://" + mark,
                "tags",
                List.of(Map.of("key", "mark", "value", mark))))
        .post(MLFLOW + "model-versions/create")
        .then()
        .statusCode(200);

    search("engineer", "source", "s3://" + mark)
        .body("items.model.project_key", contains(mine.key()));
    search("engineer", "tag", "mark:" + mark).body("items", empty());
    search("engineer", "project_key", theirs.key()).body("items", empty());
    search("engineer", "model", theirs.key() + ".denial").body("items", empty());
    search("service-account-ci", "tag", "mark:" + mark).body("items", empty());
    search("engineer-2", "source", "s3://" + mark)
        .body("items.model.project_key", contains(theirs.key(), mine.key()));
    search("auditor", "source", "s3://" + mark)
        .body("items.model.project_key", contains(theirs.key(), mine.key()));
    search("auditor", "tag", "mark:" + mark).body("items.number", contains(1));
    search("auditor", "q", mark).body("items.number", contains(1));
    search("auditor", "sort", "-registered_at").body("items", hasItem(not(nullValue())));
    get("operator", VERSIONS).statusCode(403);
    get("engineer-2", VERSIONS + "?project_key=" + mine.key())
        .body(
            "items[0].actions.find { it.name == 'discard' || it.name == 'submit' }.allowed",
            is(false));
  }

  @Test
  void staysInPlaceWhileOthersRegister() {
    Project project = project();
    String denial = registered(project, "denial");
    for (int count = 0; count < 7; count++) {
      registeredVersion(denial);
    }

    List<Integer> numbers = new ArrayList<>();
    JsonPath page = found(project, "limit", "3", "metric", "auc>0").extract().jsonPath();
    while (true) {
      numbers.addAll(page.getList("items.number", Integer.class));
      registeredVersion(denial);
      String next = page.getString("next");
      if (next == null) {
        break;
      }
      page = raw(next).statusCode(200).extract().jsonPath();
    }

    assertThat(numbers).containsExactly(7, 6, 5, 4, 3, 2, 1);
  }

  static Stream<Arguments> badParameters() {
    String hundredAndOne = String.join("&", Collections.nCopies(101, "tag=a:b"));
    return Stream.of(
        Arguments.of("tags=a:b", 400, "?tags", "UNKNOWN_PARAMETER"),
        Arguments.of("state=released", 400, "?state", "MALFORMED"),
        Arguments.of("kind=X", 400, "?kind", "MALFORMED"),
        Arguments.of("review_state=X", 400, "?review_state", "MALFORMED"),
        Arguments.of("registered_from=yesterday", 400, "?registered_from", "MALFORMED"),
        Arguments.of("tag=team", 400, "?tag", "MALFORMED"),
        Arguments.of("tag=:credit", 422, "?tag", "PLAIN_TEXT"),
        Arguments.of("tag=" + "k".repeat(251) + ":v", 422, "?tag", "TOO_LONG"),
        Arguments.of("tag=te%07am:v", 422, "?tag", "PLAIN_TEXT"),
        Arguments.of("tag=team:%00", 400, "?tag", "MALFORMED"),
        Arguments.of("tag=", 400, "?tag", "MALFORMED"),
        Arguments.of("param=depth", 400, "?param", "MALFORMED"),
        Arguments.of("metric=auc", 400, "?metric", "MALFORMED"),
        Arguments.of("metric=auc%3D%3E0.9", 400, "?metric", "MALFORMED"),
        Arguments.of("metric=auc%3E%3Dhigh", 400, "?metric", "MALFORMED"),
        Arguments.of("metric=auc%3E%3D1e999", 400, "?metric", "MALFORMED"),
        Arguments.of("metric=auc%3E%3D0.9%20or%201%3D1", 400, "?metric", "MALFORMED"),
        Arguments.of("q=two%0Alines", 422, "?q", "PLAIN_TEXT"),
        Arguments.of("q=%E2%80%AEx", 422, "?q", "PLAIN_TEXT"),
        Arguments.of("q=" + "w".repeat(201), 422, "?q", "TOO_LONG"),
        Arguments.of("q=a&q=b", 400, "?q", "MALFORMED"),
        Arguments.of("digest=sha256:AB", 422, "?digest", "PATTERN"),
        Arguments.of("model=denial", 422, "?model", "PATTERN"),
        Arguments.of("project_key=Credit", 422, "?project_key", "PATTERN"),
        Arguments.of("registered_by=nobody", 422, "?registered_by", "UNKNOWN_SUBJECT"),
        Arguments.of("sort=name", 400, "?sort", "MALFORMED"),
        Arguments.of("sort=metric:", 400, "?sort", "MALFORMED"),
        Arguments.of("limit=201", 422, "?limit", "OUT_OF_RANGE"),
        Arguments.of("cursor=nonsense", 400, "?cursor", "CURSOR_INVALID"),
        Arguments.of(hundredAndOne, 422, "?tag", "TOO_LONG"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badParameters")
  void refusesABadParameterByName(String query, int status, String pointer, String code) {
    raw(VERSIONS + "?" + query)
        .statusCode(status)
        .contentType("application/problem+json")
        .body("errors.pointer", contains(pointer))
        .body("errors.code", contains(code));
  }

  @Test
  void refusesACursorOfAnotherSearch() {
    Project project = project();
    String denial = registered(project, "denial");
    registeredVersion(denial);
    registeredVersion(denial);
    String next = found(project, "limit", "1").extract().jsonPath().getString("next");
    String cursor = next.substring(next.indexOf("cursor=") + 7).replaceAll("&.*", "");

    raw(VERSIONS + "?limit=1&tag=a:b&cursor=" + cursor)
        .statusCode(400)
        .body("code", is("CURSOR_MISMATCH"));
    raw(VERSIONS + "?limit=1&sort=model&cursor=" + cursor)
        .statusCode(400)
        .body("code", is("CURSOR_MISMATCH"));
  }

  @ParameterizedTest
  @CsvSource({"project_key=credit", "model=credit.denial", "kind=TABULAR"})
  void takesNothingOfOtherModelsInTheListOfOne(String query) {
    raw(versions(registered(project(), "denial")) + "?" + query)
        .statusCode(400)
        .body("code", is("UNKNOWN_PARAMETER"));
  }

  private static ValidatableResponse found(Project project, String... query) {
    return search(
        "engineer",
        Stream.concat(Stream.of("project_key", project.key()), Stream.of(query))
            .toArray(String[]::new));
  }

  private static ValidatableResponse search(String account, String... query) {
    return query(as(account), query).get(VERSIONS).then().statusCode(200);
  }

  private static ValidatableResponse of(String model, String... query) {
    return query(as("engineer"), query).get(versions(model)).then().statusCode(200);
  }

  private static RequestSpecification query(RequestSpecification request, String... query) {
    for (int index = 0; index < query.length; index += 2) {
      request.queryParam(query[index], query[index + 1]);
    }
    return request;
  }

  private static ValidatableResponse raw(String path) {
    return as("engineer").urlEncodingEnabled(false).get(path).then();
  }

  private static void draft(Project project, String name, String source) {
    as("engineer")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(Map.of("name", name))
        .post(MLFLOW + "registered-models/create");
    mlflow(project, "model-versions/create", Map.of("name", name, "source", source));
  }

  private static void tag(Project project, int number, String key, String value) {
    mlflow(
        project,
        "model-versions/set-tag",
        Map.of("name", "denial", "version", "" + number, "key", key, "value", value));
  }

  private static void describe(Project project, String name, int number, String description) {
    as("engineer")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(Map.of("name", name, "version", "" + number, "description", description))
        .patch(MLFLOW + "model-versions/update")
        .then()
        .statusCode(200);
  }

  private static void mlflow(Project project, String path, Map<String, Object> body) {
    as("engineer")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(body)
        .post(MLFLOW + path)
        .then()
        .statusCode(200);
  }

  private static String run(Project project) {
    String experiment =
        post(
                "engineer",
                "/api/v1/experiments",
                Map.of("project_key", project.key(), "name", "e-" + UUID.randomUUID()))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");
    return post("engineer", "/api/v1/runs", Map.of("experiment_id", experiment, "name", "a trial"))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static void log(String run, Map<String, Object> body) {
    post("engineer", "/api/v1/runs/" + run + "/records", body).statusCode(200);
  }

  private static Map<String, Object> metric(String key, double value) {
    return Map.of("key", key, "value", value);
  }
}
