package org.assay.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assay.kit.testing.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that nobody should send is answered with a problem that says so, and changes nothing. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT extends RegistryTestCase {

  private static final String RIGHT_TO_LEFT_OVERRIDE = "\u202E";

  private Project project = new Project("none", new java.util.UUID(0, 0));
  private String model = "";

  /** Once for all, since none of these tests changes anything. */
  @BeforeEach
  void begin() {
    if (model.isEmpty()) {
      project = project();
      model = registered(project, "denial");
    }
  }

  static Stream<Arguments> badModels() {
    return Stream.of(
        Arguments.of("name", "", "PLAIN_TEXT"),
        Arguments.of("name", " padded ", "PATTERN"),
        Arguments.of("name", "a/b", "PATTERN"),
        Arguments.of("name", "a:b", "PATTERN"),
        Arguments.of("name", "100%", "PATTERN"),
        Arguments.of("name", "two\nlines", "PLAIN_TEXT"),
        Arguments.of("name", "bell\u0007", "PLAIN_TEXT"),
        Arguments.of("name", "gpj" + RIGHT_TO_LEFT_OVERRIDE + "exe", "PLAIN_TEXT"),
        Arguments.of("name", "e\u0301", "PLAIN_TEXT"),
        Arguments.of("name", "n".repeat(201), "TOO_LONG"),
        Arguments.of("name", null, "REQUIRED"),
        Arguments.of("name", 7, "WRONG_TYPE"),
        Arguments.of("project_key", "Credit", "PATTERN"),
        Arguments.of("kind", "CRYSTAL_BALL", "UNKNOWN_VALUE"),
        Arguments.of("kind", "tabular", "UNKNOWN_VALUE"),
        Arguments.of("kind", 0, "UNKNOWN_VALUE"),
        Arguments.of("intended_use", "u".repeat(4001), "TOO_LONG"),
        Arguments.of("intended_use", null, "REQUIRED"),
        Arguments.of("paradigms", List.of("MAGIC"), "UNKNOWN_VALUE"),
        Arguments.of("paradigms", Collections.nCopies(7, "ENSEMBLE"), "TOO_LONG"),
        Arguments.of("paradigms", "ENSEMBLE", "WRONG_TYPE"),
        Arguments.of("owner", "nobody", "UNKNOWN_SUBJECT"),
        Arguments.of("federated", true, "UNKNOWN_FIELD"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("badModels")
  void refusesABadMemberOfAModel(String member, @Nullable Object value, String code) {
    Map<String, Object> asked = model(project, "unborn");
    asked.put(member, value);

    problem(post("engineer", MODELS, asked), 422)
        .body("errors.pointer.collect { it.split('/')[1] }", hasItem(member))
        .body("errors.code", hasItem(code));
    get("engineer", MODELS + "/" + project.key() + ".unborn").statusCode(404);
  }

  static Stream<Arguments> badVersions() {
    return Stream.of(
        Arguments.of("digest", "ab".repeat(32), "PATTERN"),
        Arguments.of("digest", "sha256:" + "AB".repeat(32), "PATTERN"),
        Arguments.of("digest", "sha256:" + "ab".repeat(31), "PATTERN"),
        Arguments.of("digest", "md5:" + "ab".repeat(16), "PATTERN"),
        Arguments.of("digest", null, "REQUIRED"),
        Arguments.of("source_revision", "", "PLAIN_TEXT"),
        Arguments.of("framework", "f".repeat(101), "TOO_LONG"),
        Arguments.of("task", null, "REQUIRED"),
        Arguments.of("training_data", "hmda", "WRONG_TYPE"),
        Arguments.of("training_data", List.of("d".repeat(513)), "TOO_LONG"),
        Arguments.of("training_data", List.of(""), "PLAIN_TEXT"),
        Arguments.of("training_data", Collections.nCopies(201, "d"), "TOO_LONG"),
        Arguments.of("metrics", Map.of("auc", "0.9"), "WRONG_TYPE"),
        Arguments.of("metrics", Map.of("auc", List.of(1)), "WRONG_TYPE"),
        Arguments.of("metrics", Map.of("", 1), "PLAIN_TEXT"),
        Arguments.of("metrics", Map.of("auc", new java.math.BigDecimal("1e400")), "INVALID"),
        Arguments.of("authors", List.of(), "TOO_SHORT"),
        Arguments.of("authors", Collections.nCopies(51, "engineer"), "TOO_LONG"),
        Arguments.of("authors", Collections.singletonList(null), "REQUIRED"),
        Arguments.of("authors", List.of("nobody"), "UNKNOWN_SUBJECT"),
        Arguments.of("authors", List.of("auditor"), "AUTHOR_NOT_MEMBER"),
        Arguments.of("supersedes", 0, "OUT_OF_RANGE"),
        Arguments.of("supersedes", 1.5, "WRONG_TYPE"),
        Arguments.of("supersedes", 99, "UNKNOWN_VERSION"),
        Arguments.of("change_note", "bell\u0007", "PLAIN_TEXT"),
        Arguments.of("state", "RELEASED", "UNKNOWN_FIELD"),
        Arguments.of("digest_origin", "COMPUTED", "UNKNOWN_FIELD"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("badVersions")
  void refusesABadMemberOfAVersion(String member, @Nullable Object value, String code) {
    Map<String, Object> asked = version();
    asked.put(member, value);

    problem(post("engineer", versions(model), asked), 422)
        .body("errors.pointer.collect { it.split('/')[1] }", hasItem(member))
        .body("errors.code", hasItem(code));
    get("engineer", versions(model)).body("items", hasSize(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"digest", "source_revision", "framework", "task", "training_data", "authors"})
  void refusesAVersionThatLacksAMember(String member) {
    Map<String, Object> asked = version();
    asked.remove(member);

    problem(post("engineer", versions(model), asked), 422)
        .body("errors.pointer", hasItem("/" + member))
        .body("errors.code", hasItem("REQUIRED"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name": "denial",      | 400 | MALFORMED_JSON
          {"name":"a","name":"b"} | 400 | MALFORMED_JSON
          not json                | 400 | MALFORMED_JSON
          {"metrics":{"auc":NaN}} | 400 | MALFORMED_JSON
          null                    | 400 | MISSING_BODY
          []                      | 422 | VALIDATION_FAILED
          """)
  void refusesWhatIsNoCommand(String body, int status, String code) {
    problem(post("engineer", MODELS, body), status).body("code", is(code));
    problem(post("engineer", versions(model), body), status).body("code", is(code));
  }

  static Stream<Arguments> badHolds() {
    return Stream.of(
        Arguments.of(Map.of(), "/reason", "REQUIRED"),
        Arguments.of(Map.of("reason", ""), "/reason", "TOO_SHORT"),
        Arguments.of(Map.of("reason", "r".repeat(4001)), "/reason", "TOO_LONG"),
        Arguments.of(Map.of("reason", "bell\u0007"), "/reason", "PLAIN_TEXT"),
        Arguments.of(Map.of("reason", 7), "/reason", "WRONG_TYPE"),
        Arguments.of(
            Map.of("reason", "Case 117", "until", "2999-01-01"), "/until", "UNKNOWN_FIELD"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badHolds")
  void refusesABadHoldOfAFile(Map<String, Object> asked, String pointer, String code) {
    String use = "/api/v1/artifacts/" + project.key() + "/uses/" + java.util.UUID.randomUUID();

    for (String act : List.of("/holds", "/liftings")) {
      problem(post("auditor", use + act, asked), 422)
          .body("errors.pointer", hasItem(pointer))
          .body("errors.code", hasItem(code));
      problem(post("auditor", use + act, Map.of("reason", "Case 117")), 404);
    }
    String none = use.replaceAll("[^/]*$", "none");
    problem(post("auditor", none + "/holds", Map.of("reason", "Case 117")), 404);
    problem(get("auditor", use + "/holds?cursor=nonsense"), 400);
    problem(get("auditor", use + "/holds?limit=0"), 422);
  }

  @Test
  void refusesDeepJson() {
    String deep = "{\"metrics\":".repeat(5_000) + "1" + "}".repeat(5_000);

    assertThat(post("engineer", MODELS, deep).extract().statusCode()).isIn(400, 422);
    assertThat(post("engineer", versions(model), deep).extract().statusCode()).isIn(400, 422);
  }

  @Test
  void refusesABodyBeyondItsLimit() {
    Map<String, Object> asked = model(project, "unborn");
    asked.put("intended_use", "u".repeat(1_100_000));

    problem(post("engineer", MODELS, asked), 413).body("code", is("PAYLOAD_TOO_LARGE"));
  }

  @Test
  void refusesAnotherMediaType() {
    problem(as("engineer").contentType("text/plain").body("x").post(MODELS).then(), 415);
    problem(as("engineer").accept("image/png").get(MODELS).then(), 406);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, 422",
    "limit=201, 422",
    "limit=-1, 422",
    "limit=99999999999, 400",
    "limit=ten, 400",
    "cursor=nonsense, 400",
    "kind=CRYSTAL_BALL, 400",
    "project_key=Credit, 422",
    "sort=name, 400"
  })
  void refusesABadParameter(String query, int status) {
    problem(get("engineer", MODELS + "?" + query), status);
  }

  @Test
  void refusesACursorOfAnotherListOrOneThatWasChanged() {
    Project two = project();
    registered(two, "a");
    registered(two, "b");
    String list = MODELS + "?limit=1&project_key=" + two.key();
    String next = get("engineer", list).extract().jsonPath().getString("next");
    String cursor = next.substring(next.indexOf("cursor=") + 7).replaceAll("&.*", "");

    problem(raw(MODELS + "?limit=1&cursor=" + cursor), 400).body("code", is("CURSOR_MISMATCH"));
    problem(raw(versions(model) + "?cursor=" + cursor), 400).body("code", is("CURSOR_MISMATCH"));
    char flipped = cursor.charAt(5) == 'A' ? 'B' : 'A';
    problem(raw(list + "&cursor=" + cursor.substring(0, 5) + flipped + cursor.substring(6)), 400)
        .body("code", is("CURSOR_INVALID"));
  }

  @Test
  void refusesAPostWithoutIdempotencyKey() {
    problem(
            RestAssured.given()
                .header("Authorization", "Bearer " + Tokens.of("engineer"))
                .contentType("application/json")
                .body(model(project, "unborn"))
                .post(MODELS)
                .then(),
            400)
        .body("code", is("IDEMPOTENCY_KEY_REQUIRED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%00", "..%2F..%2Fetc", "credit", "credit.a%0ab", "%E2%80%AE.x"})
  void knowsNoModelOfAStrangeName(String name) {
    int status = as("engineer").urlEncodingEnabled(false).get(MODELS + "/" + name).statusCode();

    assertThat(status).isIn(400, 404);
  }

  private static ValidatableResponse raw(String path) {
    return as("engineer").urlEncodingEnabled(false).get(path).then();
  }

  private static ValidatableResponse problem(ValidatableResponse response, int status) {
    return response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", is(status))
        .body("code", not(emptyOrNullString()))
        .body("type", not(emptyOrNullString()));
  }
}
