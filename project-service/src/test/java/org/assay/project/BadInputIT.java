package org.assay.project;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assay.kit.testing.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Input that nobody should send is answered with a problem that says so, and changes nothing. */
@QuarkusTest
class BadInputIT extends ProjectServiceTestCase {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String RIGHT_TO_LEFT_OVERRIDE = "\u202E";

  static Stream<Arguments> badMembers() {
    return Stream.of(
        Arguments.of("key", "Credit", "PATTERN"),
        Arguments.of("key", "a", "PATTERN"),
        Arguments.of("key", "ends-with-", "PATTERN"),
        Arguments.of("key", null, "REQUIRED"),
        Arguments.of("key", 7, "WRONG_TYPE"),
        Arguments.of("name", "", "PLAIN_TEXT"),
        Arguments.of("name", "two\nlines", "PLAIN_TEXT"),
        Arguments.of("name", "bell\u0007", "PLAIN_TEXT"),
        Arguments.of("name", "gpj" + RIGHT_TO_LEFT_OVERRIDE + "exe", "PLAIN_TEXT"),
        Arguments.of("name", "n".repeat(201), "PLAIN_TEXT"),
        Arguments.of("name", List.of("a"), "WRONG_TYPE"),
        Arguments.of("business_goal", "g".repeat(4001), "PLAIN_TEXT"),
        Arguments.of("sponsor", "nobody", "UNKNOWN_SUBJECT"),
        Arguments.of("sponsor", " ", "PLAIN_TEXT"),
        Arguments.of("unit", "marketing", "UNKNOWN_UNIT"),
        Arguments.of("starts_on", "2026-02-30", "WRONG_TYPE"),
        Arguments.of("starts_on", "tomorrow", "WRONG_TYPE"),
        Arguments.of("ends_on", "0001-01-01", "DATES_OUT_OF_ORDER"),
        Arguments.of("owner", "lead", "UNKNOWN_FIELD"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("badMembers")
  void refusesABadMember(String member, @Nullable Object value, String code) {
    Map<String, Object> draft = draft(freshKey());
    draft.put("starts_on", "2026-01-01");
    draft.put(member, value);

    problem(create("lead", draft), 422)
        .body("errors.pointer", hasItem("/" + member))
        .body("errors.code", hasItem(code));
  }

  @Test
  void refusesAMissingMember() {
    Map<String, Object> draft = draft(freshKey());
    draft.remove("unit");

    problem(create("lead", draft), 422).body("errors[0].pointer", is("/unit"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"key": "credit",   | MALFORMED_JSON
          {"key":"a","key":"b"} | MALFORMED_JSON
          not json            | MALFORMED_JSON
          null                | MISSING_BODY
          """)
  void refusesWhatIsNoJson(String body, String code) {
    problem(post(body), 400).body("code", is(code));
  }

  @Test
  void refusesAnEmptyBody() {
    problem(as("lead").contentType("application/json").post(PROJECTS).then(), 400)
        .body("code", is("MISSING_BODY"));
  }

  @Test
  void refusesDeepJson() {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);

    problem(post(deep), 422);
    problem(
            as("lead")
                .contentType("application/merge-patch+json")
                .header("If-Match", 2)
                .body("{\"name\":" + deep + "}")
                .patch(PROJECTS + "/" + projectOfTheLead())
                .then(),
            400)
        .body("code", is("MALFORMED_JSON"));
  }

  @Test
  void refusesABodyBeyondItsLimit() throws JsonProcessingException {
    Map<String, Object> draft = draft(freshKey());
    draft.put("scope_in", "x".repeat(2 * 1024 * 1024));

    problem(post(JSON.writeValueAsString(draft)), 413);
  }

  @Test
  void refusesAnotherMediaType() {
    problem(as("lead").contentType("text/plain").body("hello").post(PROJECTS).then(), 415);
    problem(
        as("lead")
            .contentType("application/json")
            .header("If-Match", 2)
            .body(Map.of("name", "x"))
            .patch(PROJECTS + "/" + projectOfTheLead())
            .then(),
        415);
  }

  @Test
  void refusesAnotherMethod() {
    problem(as("lead").put(PROJECTS).then(), 405);
    String project = PROJECTS + "/" + projectOfTheLead();
    problem(as("lead").delete(project).then(), 405).header("Allow", "GET, PATCH");
    problem(as("lead").put(project + "/members").then(), 405).header("Allow", "GET, POST");
    problem(as("lead").delete(project + "/history").then(), 405).header("Allow", "GET");
    problem(as("lead").put(project + "/closures").then(), 405).header("Allow", "POST");
    problem(as("lead").put(project + "/nothing").then(), 404);
  }

  @Test
  void refusesAnotherAnswer() {
    problem(as("lead").accept("text/csv").get(PROJECTS).then(), 406);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, 422",
    "limit=-1, 422",
    "limit=201, 422",
    "limit=99999999999999999999, 400",
    "limit=many, 400",
    "state=OPEN, 400",
    "colour=red, 400",
    "cursor=tampered, 400"
  })
  void refusesABadParameter(String query, int status) {
    problem(as("lead").get(PROJECTS + "?" + query).then(), status);
  }

  @Test
  void refusesACursorOfAnotherList() {
    projectOfTheLead();
    projectOfTheLead();
    String next =
        as("lead").get(PROJECTS + "?limit=1").then().extract().jsonPath().getString("next");
    String cursor = next.substring(next.indexOf("cursor=") + 7);

    problem(
            as("lead")
                .urlEncodingEnabled(false)
                .get(PROJECTS + "?limit=1&state=CLOSED&cursor=" + cursor)
                .then(),
            400)
        .body("code", is("CURSOR_MISMATCH"));
  }

  @Test
  void refusesAPostWithoutIdempotencyKey() {
    problem(
            given()
                .header("Authorization", "Bearer " + Tokens.of("lead"))
                .contentType("application/json")
                .body(draft(freshKey()))
                .post(PROJECTS)
                .then(),
            400)
        .body("code", is("IDEMPOTENCY_KEY_REQUIRED"));
  }

  @ParameterizedTest
  @CsvSource({"nonsense, 400", "*, 400", "W/\"2\", 400", "\"2\",200", "2, 200"})
  void readsIfMatchStrictly(String ifMatch, int status) {
    String key = projectOfTheLead();
    assertThat(patch("lead", key, ifMatch, Map.of("name", "New")).extract().statusCode())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"[], 422", "\"text\", 422", "7, 422"})
  void refusesAPatchThatIsNoObject(String patch, int status) {
    problem(
        as("lead")
            .contentType("application/merge-patch+json")
            .header("If-Match", 2)
            .body(patch)
            .patch(PROJECTS + "/" + projectOfTheLead())
            .then(),
        status);
  }

  @ParameterizedTest
  @CsvSource({"%00", "..%2F..%2Fetc", "credit%0a", "%E2%80%AE"})
  void knowsNoProjectOfAStrangeKey(String key) {
    int status = as("lead").urlEncodingEnabled(false).get(PROJECTS + "/" + key).statusCode();
    assertThat(status).isIn(400, 404, 422);
  }

  private static ValidatableResponse post(String body) {
    return as("lead").contentType("application/json").body(body).post(PROJECTS).then();
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
