package org.assay.review;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
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
class BadInputIT extends ReviewTestCase {

  private static final String NOBODY = "01900000-0000-7000-8000-000000000000";

  private static ValidatableResponse problem(ValidatableResponse answer, int status) {
    return answer
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", not(emptyOrNullString()))
        .body("type", not(emptyOrNullString()))
        .body("detail", not(emptyOrNullString()));
  }

  static Stream<Arguments> badDecisions() {
    return Stream.of(
        Arguments.of("decision", "MAYBE", "UNKNOWN_VALUE"),
        Arguments.of("decision", null, "REQUIRED"),
        Arguments.of("reason", null, "REQUIRED"),
        Arguments.of("reason", " ", "PLAIN_TEXT"),
        Arguments.of("reason", "x".repeat(4001), "PLAIN_TEXT"),
        Arguments.of("reason", "gpj\u202Eexe", "PLAIN_TEXT"),
        Arguments.of("reason", "bell\u0007", "PLAIN_TEXT"),
        Arguments.of("digest", "sha256:abc", "PATTERN"),
        Arguments.of("approved_by", "me", "UNKNOWN_FIELD"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("badDecisions")
  void refusesABadDecision(String member, @Nullable Object value, String code) {
    String review = review(submitted(), "ETHICS");
    claim("ethics-reviewer", review);
    Map<String, Object> body = new HashMap<>(Map.of("decision", "APPROVED", "reason", "Fine"));
    body.put(member, value);

    problem(
            post("ethics-reviewer", REVIEWS + "/" + review + "/decisions", revision(review), body),
            422)
        .body("errors.pointer", hasItem("/" + member))
        .body("errors.code", hasItem(code));
    get("auditor", REVIEWS + "/" + review).body("state", is("IN_PROGRESS"));
  }

  @Test
  void refusesADecisionOnOtherBytes() {
    String review = review(submitted(), "ETHICS");
    claim("ethics-reviewer", review);

    problem(
            post(
                "ethics-reviewer",
                REVIEWS + "/" + review + "/decisions",
                revision(review),
                Map.of("decision", "APPROVED", "reason", "Fine", "digest", Subject.freshDigest())),
            409)
        .body("code", is("DIGEST_MISMATCH"));
  }

  @Test
  void refusesADecisionWithoutTheRevisionItIsBasedOn() {
    String review = review(submitted(), "ETHICS");
    claim("ethics-reviewer", review);
    String path = REVIEWS + "/" + review + "/decisions";
    Map<String, String> body = Map.of("decision", "APPROVED", "reason", "Fine");

    problem(post("ethics-reviewer", path, body), 428).body("code", is("PRECONDITION_REQUIRED"));
    problem(post("ethics-reviewer", path, 1, body), 412).body("revision", is(3));
    problem(post("ethics-reviewer", path, "*", body), 400).body("code", is("MALFORMED_CONDITION"));
  }

  @Test
  void refusesAPostWithoutAnIdempotencyKey() {
    String review = review(submitted(), "ETHICS");

    problem(
            given()
                .header("Authorization", "Bearer " + Tokens.of("ethics-reviewer"))
                .contentType("application/json")
                .body("{}")
                .post(REVIEWS + "/" + review + "/assignments")
                .then(),
            400)
        .body("code", is("IDEMPOTENCY_KEY_REQUIRED"));
  }

  @Test
  void refusesAnIdempotencyKeyOfAnotherBody() {
    String review = review(submitted(), "ETHICS");
    String key = UUID.randomUUID().toString();
    comment(key, review, "One").statusCode(201);

    problem(comment(key, review, "Two"), 422).body("code", is("IDEMPOTENCY_KEY_REUSED"));
  }

  private static ValidatableResponse comment(String key, String review, String text) {
    return given()
        .header("Authorization", "Bearer " + Tokens.of("ethics-reviewer"))
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(Map.of("text", text))
        .post(REVIEWS + "/" + review + "/comments")
        .then();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, 422",
    "limit=-1, 422",
    "limit=201, 422",
    "limit=many, 400",
    "state=SLEEPING, 400",
    "type=VIBES, 400",
    "version=one, 400",
    "inbox=you, 400",
    "cursor=tampered, 400",
    "colour=red, 400",
    "assignee=nobody, 422"
  })
  void refusesABadQuery(String query, int status) {
    problem(get("auditor", REVIEWS + "?" + query), status);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/reviews/" + NOBODY,
    "/api/v1/reviews/nonsense",
    "/api/v1/assessments/" + NOBODY,
    "/api/v1/proposals/" + NOBODY,
    "/api/v1/incidents/" + NOBODY,
    "/api/v1/incidents/nonsense",
    "/api/v1/models/no.model/versions/1/requirements",
    "/api/v1/models/no.model/versions/x/requirements",
    "/api/v1/models/no.model/versions/1/releases",
    "/api/v1/models/no.model/versions/1/releases/" + NOBODY
  })
  void knowsNoSuchThing(String path) {
    problem(get("auditor", path), 404);
  }

  @ParameterizedTest
  @CsvSource({"state=ASLEEP", "severity=SEV0", "version=one", "colour=red", "cursor=tampered"})
  void refusesABadQueryOfIncidents(String query) {
    problem(get("auditor", "/api/v1/incidents?" + query), 400);
  }

  @Test
  void refusesAReleaseToAnUnknownEnvironment() {
    problem(release("lead", passed(), "moon"), 422)
        .body("code", is("UNKNOWN_ENVIRONMENT"))
        .body("errors.pointer", hasItem("/environment"));
  }

  /** Invariant 16: a release judges everything at its instant. */
  @Test
  void refusesAReleaseThatIsNotReady() {
    Subject subject = submitted();

    problem(release("lead", subject, "production"), 409)
        .body("code", is("REQUIREMENTS_NOT_MET"))
        .body("requirements.find { it.key == 'ethics-approved' }.state", is("PENDING"));
    get("lead", subject.path() + "/releases").body("items.size()", is(0));
  }

  @Test
  void refusesASecondReleaseToAnEnvironment() {
    problem(release("lead", released(), "production"), 409).body("code", is("ALREADY_RELEASED"));
  }

  @Test
  void comparesTheRevisionOfAReleaseWithTheCopyAndAsksOnceWhereThatIsBehind() {
    Subject subject = passed();
    String path = subject.path() + "/releases";
    Map<String, String> body = Map.of("environment", "production");
    long ahead = subject.revision() + 1;

    problem(post("lead", path, body), 428);
    problem(post("lead", path, subject.revision() - 1, body), 412)
        .body("revision", is((int) subject.revision()));
    problem(post("lead", path, ahead, body), 404);
    RegistryFake.away();
    problem(post("lead", path, ahead, body), 503).body("code", is("REGISTRY_AWAY"));
    RegistryFake.back();
    RegistryFake.show(subject.model(), 1, "APPROVED", 1, subject.digest(), ahead + 1);
    problem(post("lead", path, ahead, body), 412).body("revision", is((int) ahead + 1));
    RegistryFake.show(subject.model(), 1, "APPROVED", 1, Subject.freshDigest(), ahead);
    problem(post("lead", path, ahead, body), 409).body("code", is("DIGEST_MISMATCH"));
    RegistryFake.show(subject.model(), 1, "REGISTERED", 1, subject.digest(), ahead);
    problem(post("lead", path, ahead, body), 409).body("code", is("ASSESSMENT_STATE_REFUSES"));
    RegistryFake.show(subject.model(), 1, "APPROVED", 1, subject.digest(), ahead);
    int before = RegistryFake.asked();

    post("lead", path, ahead, body).statusCode(201);

    assertThat(RegistryFake.asked() - before).isEqualTo(1);
  }

  @Test
  void releasesNothingByARoundThatTheRegistryHasLeftBehind() {
    Subject subject = passed();
    long ahead = subject.revision() + 2;
    RegistryFake.show(subject.model(), 1, "IN_REVIEW", 2, subject.digest(), ahead);

    problem(
            post("lead", subject.path() + "/releases", ahead, Map.of("environment", "production")),
            409)
        .body("code", is("ASSESSMENT_STATE_REFUSES"));
  }

  @Test
  void doesNotAskTheRegistryForWhoMayNotRelease() {
    Subject subject = passed();
    int before = RegistryFake.asked();

    problem(
            post(
                "lead-2",
                subject.path() + "/releases",
                subject.revision() + 1,
                Map.of("environment", "production")),
            403)
        .body("code", is("NOT_PROJECT_LEAD"));

    assertThat(RegistryFake.asked()).isEqualTo(before);
  }

  @Test
  void leavesARegistryInPeaceThatKeepsFailing() {
    Subject subject = passed();
    String path = subject.path() + "/releases";
    Map<String, String> body = Map.of("environment", "production");
    int before = RegistryFake.asked();
    RegistryFake.away();
    try {
      for (int times = 0; times < 30; times++) {
        problem(post("lead", path, subject.revision() + 1, body), 503)
            .body("code", is("REGISTRY_AWAY"));
      }
    } finally {
      RegistryFake.back();
    }

    assertThat(RegistryFake.asked() - before).isLessThan(20);
    await().untilAsserted(() -> problem(post("lead", path, subject.revision() + 1, body), 404));
  }

  @Test
  void refusesARevocationOfWhatWasNeverApproved() {
    Subject subject = submitted();

    problem(
            post(
                "lead",
                subject.path() + "/revocations",
                subject.revision(),
                Map.of("reason", "No")),
            409)
        .body("code", is("NOT_REVOCABLE"));
  }

  @Test
  void refusesWhatIsNoJson() {
    String path = REVIEWS + "/" + review(submitted(), "ETHICS") + "/comments";

    problem(as("lead").contentType("application/json").body("{").post(path).then(), 400);
    problem(as("lead").contentType("text/plain").body("hello").post(path).then(), 415);
    problem(as("lead").contentType("application/json").post(path).then(), 400)
        .body("code", is("MISSING_BODY"));
    problem(as("lead").delete(path).then(), 405);
    problem(as("lead").put(REVIEWS + "/" + review(submitted(), "ETHICS")).then(), 405);
  }

  @Test
  void answersAnUnchangedReviewWithoutABody() {
    String path = REVIEWS + "/" + review(submitted(), "ETHICS");
    String tag = get("auditor", path).extract().header("ETag");

    assertThat(tag).startsWith("\"1.");
    as("auditor").header("If-None-Match", tag).get(path).then().statusCode(304);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/reviews",
    "/api/v1/gate",
    "/api/v1/proposals",
    "/api/v1/qualifications",
    "/api/v1/incidents",
    "/api/v1/models/a.b/versions/1/requirements"
  })
  void refusesABadIdentity(String path) {
    problem(given().get(path).then(), 401);
    problem(withToken(Tokens.forAccount("lead").expired().token()).get(path).then(), 401);
    problem(withToken(Tokens.forAccount("lead").audience("other").token()).get(path).then(), 401);
    problem(withToken(Tokens.tampered(Tokens.of("lead"))).get(path).then(), 401);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/reviews",
    "/api/v1/proposals",
    "/api/v1/qualifications",
    "/api/v1/models/a.b/versions/1/releases"
  })
  void letsOperatorsReadNothingOfReviews(String path) {
    problem(get("operator", path), 403);
  }
}
