package org.assay.kit.http;

import static io.restassured.RestAssured.given;
import static org.assay.kit.http.Asking.NOTES;
import static org.assay.kit.http.Asking.as;
import static org.assay.kit.http.Asking.freshTitle;
import static org.assay.kit.http.Asking.noteOf;
import static org.assay.kit.http.Asking.refused;
import static org.assay.kit.http.Asking.write;
import static org.assay.kit.http.Asking.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.PostgresResource;
import org.assay.kit.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is a problem that says what is wrong; never a 5xx. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class BadInputIT {

  @Test
  void refusesAnUnknownMemberAndNamesTheAcceptedOnes() {
    refused(
            write("{\"title\": \"a\", \"colour\": 1}"),
            422,
            "VALIDATION_FAILED",
            "/colour",
            "UNKNOWN_FIELD")
        .body("detail", containsString("content_digest, due_at"));
  }

  @Test
  void refusesAnUnknownMemberDeepInside() {
    refused(
        write(
            "{\"title\": \"a\", \"written_by\": {\"external\": true, \"units\": [], \"a/b~c\": 1}}"),
        422,
        "VALIDATION_FAILED",
        "/written_by/a~1b~0c",
        "UNKNOWN_FIELD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\": 7} | /title",
        "{\"title\": true} | /title",
        "{\"title\": [\"a\"]} | /title",
        "{\"title\": \"a\", \"weight\": \"7\"} | /weight",
        "{\"title\": \"a\", \"weight\": \"\"} | /weight",
        "{\"title\": \"a\", \"weight\": 7.5} | /weight",
        "{\"title\": \"a\", \"weight\": 7.0} | /weight",
        "{\"title\": \"a\", \"weight\": true} | /weight",
        "{\"title\": \"a\", \"urgent\": \"true\"} | /urgent",
        "{\"title\": \"a\", \"urgent\": 1} | /urgent",
        "{\"title\": \"a\", \"written_by\": {\"external\": \"no\"}} | /written_by/external",
        "{\"title\": \"a\", \"tags\": \"x\"} | /tags",
        "{\"title\": \"a\", \"tags\": {}} | /tags",
        "{\"title\": \"a\", \"tags\": [\"x\", 7]} | /tags/1",
        "{\"title\": \"a\", \"metrics\": []} | /metrics",
        "{\"title\": \"a\", \"metrics\": {\"auc\": \"0.9\"}} | /metrics/auc",
        "{\"title\": \"a\", \"written_by\": \"x\"} | /written_by",
        "{\"title\": \"a\", \"due_at\": 1700000000} | /due_at",
        "{\"title\": \"a\", \"due_at\": \"tomorrow\"} | /due_at",
        "{\"title\": \"a\", \"due_at\": \"2026-01-31T12:00:00\"} | /due_at",
        "{\"title\": \"a\", \"due_at\": \"+12026-01-31T12:00:00Z\"} | /due_at",
        "{\"title\": \"a\", \"content_digest\": 7} | /content_digest",
      })
  void refusesAWrongType(String body, String pointer) {
    refused(write(body), 422, "VALIDATION_FAILED", pointer, "WRONG_TYPE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "\"text\"", "true"})
  void refusesABodyThatIsNoObject(String body) {
    refused(write(body), 422, "VALIDATION_FAILED", "", "WRONG_TYPE");
  }

  @Test
  void refusesANumberTooLargeForItsMember() {
    refused(
        write("{\"title\": \"a\", \"weight\": 99999999999}"),
        422,
        "VALIDATION_FAILED",
        "/weight",
        "OUT_OF_RANGE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"HUGE\"", "\"short\"", "\"\""})
  void refusesAnUnknownValueAndNamesTheAcceptedOnes(String kind) {
    refused(
            write("{\"title\": \"a\", \"kind\": %s}".formatted(kind)),
            422,
            "VALIDATION_FAILED",
            "/kind",
            "UNKNOWN_VALUE")
        .body("detail", containsString("SHORT, LONG"));
  }

  @Test
  void refusesAnOrdinalForAnEnumeration() {
    refused(
        write("{\"title\": \"a\", \"kind\": 0}"),
        422,
        "VALIDATION_FAILED",
        "/kind",
        "UNKNOWN_VALUE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256:abc", "SHA256:", "md5:d41d8cd98f00b204e9800998ecf8427e", ""})
  void refusesAMalformedDigest(String digest) {
    refused(
            write("{\"title\": \"a\", \"content_digest\": \"%s\"}".formatted(digest)),
            422,
            "VALIDATION_FAILED",
            "/content_digest",
            "MALFORMED")
        .body("detail", containsString("64 lower-case hexadecimal digits"));
  }

  @Test
  void refusesAMissingMember() {
    refused(write("{\"urgent\": true}"), 422, "VALIDATION_FAILED", "/title", "REQUIRED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", \"external\": null"})
  void refusesAMissingMemberOfAPrimitiveType(String member) {
    refused(
        write(
            "{\"title\": \"a\", \"written_by\": {\"account_name\": \"x\", \"units\": []%s}}"
                .formatted(member)),
        422,
        "VALIDATION_FAILED",
        "/written_by/external",
        "REQUIRED");
  }

  @Test
  void refusesAMissingMemberThatAConstructorNeeds() {
    refused(
        write("{\"title\": \"a\", \"written_by\": {\"account_name\": \"x\", \"external\": true}}"),
        422,
        "VALIDATION_FAILED",
        "/written_by",
        "REQUIRED");
  }

  @Test
  void tellsEveryFaultAtOnce() {
    refused(
            write(
                "{\"title\": \" \", \"weight\": 11, \"tags\": [\"a\", \" \"],"
                    + " \"written_by\": {\"account_name\": \"\", \"external\": true, \"units\": []}}"),
            422,
            "VALIDATION_FAILED",
            "/title",
            "PLAIN_TEXT")
        .body("errors.find { it.pointer == '/weight' }.code", equalTo("OUT_OF_RANGE"))
        .body("errors.find { it.pointer == '/tags/1' }.code", equalTo("REQUIRED"))
        .body("errors.find { it.pointer == '/written_by/account_name' }.code", equalTo("REQUIRED"));
  }

  @Test
  void refusesTooManyItems() {
    refused(
        write("{\"title\": \"a\", \"tags\": [\"a\", \"b\", \"c\", \"d\"]}"),
        422,
        "VALIDATION_FAILED",
        "/tags",
        "TOO_LONG");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\u0007b",
        "a\\u202eb",
        "a\\u2066b",
        "a\\u200fb",
        "a\\u061cb",
        "a\\u200bb",
        "a\\nb",
        "e\\u0301",
        "a\\ufeffb",
        "a\\u2028b"
      })
  void refusesHiddenCharactersInAName(String title) {
    refused(
        write("{\"title\": \"%s\"}".formatted(title)),
        422,
        "VALIDATION_FAILED",
        "/title",
        "PLAIN_TEXT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\u0000b", "a\\ud800b"})
  void refusesWhatTheDatabaseCannotStore(String title) {
    refused(
        write("{\"title\": \"%s\"}".formatted(title)),
        422,
        "VALIDATION_FAILED",
        "/title",
        "WRONG_TYPE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"title\": }",
        "{'title': 'a'}",
        "{\"title\": \"a\"} {}",
        "{\"title\": \"a\"} x",
        "{\"title\": \"a\", \"title\": \"b\"}",
        "{\"title\": \"a\",}",
        "{\"title\": NaN}",
        "<note/>",
      })
  void refusesWhatIsNoJson(String body) {
    refused(write(body), 400, "MALFORMED_JSON");
  }

  @Test
  void refusesDeepJson() {
    refused(
        write("{\"title\": \"a\", \"anything\": " + "[".repeat(100) + "]".repeat(100) + "}"),
        400,
        "MALFORMED_JSON");
  }

  @Test
  void refusesVeryDeepJsonAtOnce() {
    assertTimeout(
        Duration.ofSeconds(2),
        () ->
            assertThat(Asking.raw("POST", NOTES, "{\"anything\": " + "[".repeat(100_000)))
                .startsWith("HTTP/1.1 400 ")
                .contains("MALFORMED_JSON"));
  }

  @Test
  void refusesALongNameAndALongNumber() {
    refused(write("{\"" + "x".repeat(300_000) + "\": 1}"), 400, "MALFORMED_JSON");
    refused(
        write("{\"title\": \"a\", \"metrics\": {\"auc\": " + "1".repeat(2_000) + "}}"),
        400,
        "MALFORMED_JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", " "})
  void refusesAMissingBody(String body) {
    refused(write(body), 400, "MISSING_BODY");
  }

  @Test
  void refusesABodyOverItsLimit() {
    refused(write("{\"title\": \"" + "x".repeat(1 << 20) + "\"}"), 413, "PAYLOAD_TOO_LARGE");
  }

  @Test
  void refusesAnotherMediaTypeAndAcceptsACharset() {
    refused(
        writing().contentType("text/plain").body("x").post(NOTES), 415, "UNSUPPORTED_MEDIA_TYPE");
    refused(
        writing().contentType("application/xml").body("<a/>").post(NOTES),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
    writing()
        .contentType("application/json; charset=utf-8")
        .body(noteOf(freshTitle()))
        .post(NOTES)
        .then()
        .statusCode(201);
  }

  @Test
  void saysThatAHeadFindsNothingWhereAGetFindsNothing() {
    as("engineer").get(NOTES + "/none").then().statusCode(404);
    as("engineer").head(NOTES + "/none").then().statusCode(404);
  }

  @Test
  void refusesAnUnsupportedMethodAndNamesTheOthers() {
    refused(as("engineer").delete(NOTES), 405, "METHOD_NOT_ALLOWED").header("Allow", "GET, POST");
    refused(as("engineer").patch(NOTES + "/" + UUID.randomUUID()), 405, "METHOD_NOT_ALLOWED")
        .header("Allow", "GET, PUT");
  }

  @Test
  void refusesToAnswerAnotherMediaType() {
    refused(as("engineer").accept("application/xml").get(NOTES), 406, "NOT_ACCEPTABLE");
  }

  @Test
  void refusesAPathThatLeadsNowhere() {
    refused(as("engineer").get("/api/v1/nothing"), 404, "NOT_FOUND");
    refused(as("engineer").get("/nothing"), 404, "NOT_FOUND");
    refused(as("engineer").get(NOTES + "/not-a-uuid"), 404, "NOT_FOUND");
    refused(as("engineer").get(NOTES + "/" + UUID.randomUUID()), 404, "NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz", "%ff", "%00", "%2e%2e", "a%2fb", "%", "a;b=c", "%e2%80%ae"})
  void refusesAStrangePath(String name) throws IOException {
    assertThat(Asking.raw("GET", NOTES + "/" + name, "")).matches("(?s)HTTP/1.1 4\\d\\d .*");
  }

  @Test
  void refusesAnUnknownParameterAndNamesTheAcceptedOnes() {
    refused(
            as("engineer").get(NOTES + "?colour=red"),
            400,
            "UNKNOWN_PARAMETER",
            "?colour",
            "UNKNOWN_PARAMETER")
        .body("detail", containsString("cursor, kind, limit, title"));
    refused(as("engineer").get(NOTES + "/" + UUID.randomUUID() + "?x=1"), 400, "UNKNOWN_PARAMETER");
  }

  @ParameterizedTest
  @CsvSource({
    "limit=ten, limit",
    "limit=1&limit=2, limit",
    "kind=HUGE, kind",
    "title=%00, title",
    "limit=99999999999, limit",
    "limit=, limit"
  })
  void refusesAMalformedParameter(String query, String name) {
    refused(
        as("engineer").urlEncodingEnabled(false).get(NOTES + "?" + query),
        400,
        "MALFORMED_PARAMETER",
        "?" + name,
        "MALFORMED");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 201, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void refusesALimitOutOfRange(int limit) {
    refused(
        as("engineer").get(NOTES + "?limit=" + limit),
        422,
        "VALIDATION_FAILED",
        "?limit",
        "OUT_OF_RANGE");
  }

  @Test
  void refusesACallerWithoutAToken() {
    refused(given().get(NOTES), 401, "UNAUTHENTICATED")
        .header("WWW-Authenticate", "Bearer realm=\"assay\"");
    refused(given().get("/api/v1/nothing"), 401, "UNAUTHENTICATED");
    refused(given().contentType("text/plain").body("x").post(NOTES), 401, "UNAUTHENTICATED");
    refused(given().delete(NOTES), 401, "UNAUTHENTICATED");
  }

  @Test
  void refusesATokenThatIsNotGoodHere() {
    String[] tokens = {
      Tokens.forAccount("engineer").expired().token(),
      Tokens.forAccount("engineer").audience("other").token(),
      Tokens.forAccount("engineer").issuer("http://localhost:1/realms/assay").token(),
      Tokens.tampered(Tokens.of("engineer")),
      Tokens.unsigned("engineer"),
      "not-a-token",
    };
    for (String token : tokens) {
      refused(given().auth().oauth2(token).get(NOTES), 401, "UNAUTHENTICATED")
          .header("WWW-Authenticate", startsWith("Bearer "));
    }
  }

  @Test
  void refusesARoleBeforeItLooksAtTheBody() {
    refused(
        as("auditor").header("Idempotency-Key", "k").body("{ not json").post(NOTES),
        403,
        "FORBIDDEN");
    refused(as("auditor").get(NOTES + "?colour=red"), 403, "FORBIDDEN");
    refused(as("auditor").body("x".repeat(2 << 20)).post(NOTES), 403, "FORBIDDEN");
  }

  @Test
  void namesTheTraceAndThePath() {
    refused(as("engineer").get(NOTES + "?colour=red"), 400, "UNKNOWN_PARAMETER")
        .body("trace_id", matchesPattern("[0-9a-f]{32}"))
        .body("instance", equalTo(NOTES));
  }

  @Test
  void saysNothingOfWhatFailedInside() {
    as("engineer")
        .get(NOTES + "/failures/bug")
        .then()
        .statusCode(500)
        .contentType("application/problem+json")
        .body("code", equalTo("INTERNAL_ERROR"))
        .body(org.hamcrest.Matchers.not(containsString("secret_table")));
  }

  @Test
  void saysThatAnotherPartIsAway() {
    refused(as("engineer").get(NOTES + "/failures/away"), 503, "SERVICE_UNAVAILABLE")
        .header("Retry-After", "5");
  }

  @Test
  void catchesWhatOnlyTheDatabaseSaw() {
    refused(as("engineer").get(NOTES + "/failures/unique"), 409, "ALREADY_EXISTS");
    refused(as("engineer").get(NOTES + "/failures/nul"), 422, "VALIDATION_FAILED");
  }
}
