package org.assay.registry.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.testing.TestEvents.Draft;
import org.assay.registry.RegistryTestCase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The version's state follows review-service's events, and nothing else of them. */
@QuarkusTest
class ReviewEventConsumerIT extends RegistryTestCase {

  @Inject MeterRegistry metrics;
  private static final String CLOSED = "The data were licensed anew; see ticket 4711.";

  @Inject EventLog log;
  @Inject ModelVersions versions;

  @Test
  void goesFromSubmissionToRelease() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      reviews.opened(1);
      reviews.requested(1);
      Draft passed = reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
      awaitState(version, "APPROVED");
      Draft released = reviews.released(1, "production", "RELEASED");
      awaitState(version, "RELEASED");

      JsonPath shown = get("auditor", version).extract().jsonPath();
      assertThat(shown.getInt("revision")).isEqualTo(5);
      assertThat(shown.getString("assessment.state")).isEqualTo("PASSED");
      assertThat(shown.getInt("assessment.round")).isEqualTo(1);
      assertThat(shown.getString("assessment.id")).isEqualTo(passed.aggregateId().toString());
      assertThat(shown.getString("assessment.as_of")).endsWith("Z");
      assertThat(shown.getList("releases.environment", String.class)).containsExactly("production");
      assertThat(shown.getString("releases[0].decision_id"))
          .isEqualTo(released.aggregateId().toString());

      get("auditor", version + "/history")
          .body(
              "items.type",
              contains(
                  EventTypes.VERSION_DRAFTED,
                  EventTypes.VERSION_REGISTERED,
                  EventTypes.VERSION_SUBMITTED,
                  EventTypes.ASSESSMENT_OPENED,
                  EventTypes.REVIEW_REQUESTED,
                  EventTypes.ASSESSMENT_PASSED,
                  EventTypes.VERSION_APPROVED,
                  EventTypes.RELEASE_DECIDED,
                  EventTypes.VERSION_RELEASED))
          .body("items[5].source", is("/assay/review-service"))
          .body("items[5].id", is(passed.id().toString()))
          .body("items[6].source", is("/assay/model-registry-service"))
          .body("items[6].actor.subject", is("system:model-registry-service"))
          .body("items[6].on_behalf_of.subject", is("reviewer"))
          .body("items[8].data.environment", is("production"))
          .body("items[8].data.decision_id", is(released.aggregateId().toString()));
    }
  }

  @Test
  void pagesTheHistoryAcrossBothSources() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      reviews.opened(1);
      reviews.requested(1);
      reviews.requested(1);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
      awaitState(version, "APPROVED");
    }
    List<String> whole =
        get("engineer", version + "/history").extract().jsonPath().getList("items.id");

    List<String> paged = new ArrayList<>();
    String next = version + "/history?limit=2";
    while (next != null) {
      JsonPath page =
          as("engineer")
              .urlEncodingEnabled(false)
              .get(next)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      assertThat(page.getList("items")).hasSizeLessThanOrEqualTo(2);
      paged.addAll(page.getList("items.id", String.class));
      next = page.getString("next");
    }

    assertThat(whole).hasSize(8);
    assertThat(paged).containsExactlyElementsOf(whole);
  }

  @Test
  void appliesARepeatOnce() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      Draft opened = reviews.opened(1);
      Draft passed = reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
      reviews.again(opened);
      reviews.again(passed);
      Draft released = reviews.released(1, "production", "RELEASED");
      reviews.again(passed);
      reviews.again(released);
      reviews.released(1, "staging", "RELEASED");
      awaitRevision(version, 6);
    }

    get("engineer", version)
        .body("state", is("RELEASED"))
        .body("revision", is(6))
        .body("releases.environment", contains("production", "staging"));
    get("engineer", version + "/history").body("items", hasSize(10));
  }

  @Test
  void dropsAnEventOfAnotherRound() {
    String version = submitted();
    act("engineer", version + "/withdrawals", 3).statusCode(201);
    act("engineer", version + "/submissions", 4).statusCode(201);
    double before = dropped("other_round");
    try (Reviews reviews = reviewsOf(version)) {
      reviews.opened(1);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
      reviews.opened(3);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 3, "PASSED", null);
      awaitHistory(version, 9);

      get("engineer", version)
          .body("state", is("IN_REVIEW"))
          .body("round", is(2))
          .body("revision", is(5))
          .body("assessment", is(org.hamcrest.Matchers.nullValue()));
      assertThat(dropped("other_round") - before).isEqualTo(4);

      reviews.opened(2);
      reviews.assessment(EventTypes.ASSESSMENT_FAILED, 2, "FAILED", "REJECTED");
      awaitState(version, "REJECTED");
    }
    act("engineer", version + "/submissions", 6)
        .statusCode(201)
        .body("state", is("IN_REVIEW"))
        .body("round", is(3));
  }

  @Test
  void dropsAStepThatTheTableDoesNotList() {
    String version = submitted();
    double before = dropped("not_listed");
    try (Reviews reviews = reviewsOf(version)) {
      reviews.opened(1);
      reviews.released(1, "production", "RELEASED");
      reviews.revoked(1);
      awaitHistory(version, 6);

      get("engineer", version).body("state", is("IN_REVIEW")).body("revision", is(3));
      assertThat(dropped("not_listed") - before).isEqualTo(2);
    }
  }

  @Test
  void dropsTheJudgementOfOtherBytes() {
    String version = submitted();
    double before = dropped("other_digest");
    try (Reviews reviews = reviewsOf(version)) {
      reviews.opened(1);
      reviews.assessment(
          EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null, "sha256:" + "cd".repeat(32));
      awaitHistory(version, 5);

      get("engineer", version).body("state", is("IN_REVIEW"));
      assertThat(dropped("other_digest") - before).isEqualTo(1);
    }
  }

  @Test
  void losesAnApprovalAndWinsItAgainInTheSameRound() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      reviews.opened(1);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
      reviews.assessment(EventTypes.ASSESSMENT_LOST, 1, "LOST", "RETRACTED");
      awaitRevision(version, 5);
      get("engineer", version)
          .body("state", is("IN_REVIEW"))
          .body("round", is(1))
          .body("assessment.state", is("LOST"));

      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
      awaitState(version, "APPROVED");
    }
    get("engineer", version + "/history")
        .body(
            "items.findAll { it.source == '/assay/model-registry-service' }.type",
            contains(
                EventTypes.VERSION_DRAFTED,
                EventTypes.VERSION_REGISTERED,
                EventTypes.VERSION_SUBMITTED,
                EventTypes.VERSION_APPROVED,
                EventTypes.VERSION_APPROVAL_LOST,
                EventTypes.VERSION_APPROVED));
  }

  @Test
  void followsIntoTheNextRoundThatReviewServiceOpensAfterALoss() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      reviews.opened(1);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
      reviews.assessment(EventTypes.ASSESSMENT_LOST, 1, "LOST", "VOIDED");
      reviews.opened(2);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 2, "PASSED", null);
      awaitRevision(version, 6);
    }
    get("engineer", version)
        .body("state", is("APPROVED"))
        .body("round", is(2))
        .body("assessment.round", is(2));
  }

  @Test
  void followsIntoTheNextRoundWhereThePolicyOfAnOpenOneChanged() {
    String version = submitted();
    double before = dropped("not_listed");
    try (Reviews reviews = reviewsOf(version)) {
      reviews.opened(1);
      reviews.assessment(EventTypes.ASSESSMENT_LOST, 1, "LOST", "POLICY_CHANGED");
      reviews.opened(2);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 2, "PASSED", null);
      awaitState(version, "APPROVED");
    }
    get("engineer", version).body("round", is(2)).body("revision", is(4));
    assertThat(dropped("not_listed") - before).isEqualTo(0);
  }

  @Test
  void followsIntoNoRoundOfOtherBytes() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      reviews.opened(1);
      reviews.assessment(EventTypes.ASSESSMENT_LOST, 1, "LOST", "POLICY_CHANGED");
      String other = "sha256:" + "0".repeat(64);
      reviews.assessment(EventTypes.ASSESSMENT_OPENED, 2, "OPEN", null, other);
      awaitHistory(version, 6);
    }
    get("engineer", version).body("round", is(1)).body("assessment.round", is(1));
  }

  @Test
  void keepsAReleaseUnlessItsEvidenceChanged() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      reviews.opened(1);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
      reviews.released(1, "production", "RELEASED");
      reviews.assessment(EventTypes.ASSESSMENT_LOST, 1, "LOST", "EXPIRED");
      awaitHistory(version, 9);
      get("engineer", version).body("state", is("RELEASED"));

      reviews.assessment(EventTypes.ASSESSMENT_LOST, 1, "LOST", "EVIDENCE_CHANGED");
      awaitState(version, "IN_REVIEW");
    }
    get("engineer", version).body("releases", hasSize(0));
  }

  @Test
  void revokesEveryEnvironment() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      reviews.opened(1);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
      reviews.released(1, "production", "RELEASED");
      reviews.released(1, "staging", "RELEASED");
      Draft revoked = reviews.revoked(1);
      awaitState(version, "REVOKED");

      get("engineer", version).body("releases", hasSize(0)).body("revision", is(7));
      get("engineer", version + "/history")
          .body("items[-1].type", is(EventTypes.VERSION_REVOKED))
          .body("items[-1].data.decision_id", is(revoked.aggregateId().toString()));
    }
  }

  @Test
  void isReviewedAgainAfterARevocationWhoseCauseALeadClosed() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      released(reviews, version);
      reviews.revoked(1);
      awaitState(version, "REVOKED");
    }
    submit("engineer", version, 6, Map.of("cause_closed", CLOSED)).statusCode(403);
    submit("lead", version, 6, Map.of())
        .statusCode(422)
        .body("errors.pointer", contains("/cause_closed"));
    submit("lead", version, 6, Map.of("cause_closed", "short")).statusCode(422);

    submit("lead", version, 6, Map.of("cause_closed", CLOSED))
        .statusCode(201)
        .body("state", is("IN_REVIEW"))
        .body("round", is(2));

    get("auditor", version + "/history")
        .body("items[-1].statement", is(CLOSED))
        .body("items[-1].data.reason", matchesPattern("sha256:[0-9a-f]{64}"));
  }

  @Test
  void closesNoCauseOfWhatWasNotRevoked() {
    String version = registeredVersion(registered(project(), "denial"));

    submit("engineer", version, 2, Map.of("cause_closed", CLOSED))
        .statusCode(422)
        .body("errors.code", contains("NOT_ALLOWED"));
    get("engineer", version).body("state", is("REGISTERED"));
  }

  @Test
  void staysReleasedThroughARenewal() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      Draft first = released(reviews, version);
      act("engineer", version + "/submissions", 5).statusCode(403);
      act("lead", version + "/submissions", 5)
          .statusCode(201)
          .body("state", is("RELEASED"))
          .body("round", is(2))
          .body("actions.find { it.name == 'submit' }.allowed", is(false));
      act("lead", version + "/submissions", 6)
          .statusCode(409)
          .body("code", is("ILLEGAL_TRANSITION"));
      reviews.opened(2);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 2, "PASSED", null);
      Draft second = reviews.released(2, "production", "RENEWED");
      awaitHistory(version, 13);

      get("auditor", version + "/history").body("items[-1].type", is(EventTypes.VERSION_RENEWED));
      get("auditor", version)
          .body("state", is("RELEASED"))
          .body("releases.decision_id", contains(second.aggregateId().toString()));
      assertThat(first).isNotEqualTo(second);
    }
  }

  @Test
  void followsARenewalThatNobodySubmitted() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      released(reviews, version);
      reviews.opened(2);
      reviews.openedBecauseOf(2, "DATA_WITHDRAWN");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> get("lead", version).body("round", is(2)));
      get("lead", version)
          .body("state", is("RELEASED"))
          .body("assessment.round", is(2))
          .body("revision", is(5))
          .body("actions.find { it.name == 'submit' }.allowed", is(false));

      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 2, "PASSED", null);
      Draft second = reviews.released(2, "production", "RENEWED");

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  get("auditor", version)
                      .body("releases.decision_id", contains(second.aggregateId().toString())));
    }
  }

  @Test
  void showsAnOverrideForEver() {
    String version = submitted();
    UUID id = UUID.randomUUID();
    Instant until = Instant.parse("2030-01-01T00:00:00Z");
    try (Reviews reviews = reviewsOf(version)) {
      reviews.override(EventTypes.OVERRIDE_GRANTED, id, 1, "GRANTED", until);
      awaitOverride(version, "GRANTED");
      get("auditor", version)
          .body("overrides[0].id", is(id.toString()))
          .body("overrides[0].requirement", is("fairness-shown"))
          .body("overrides[0].approvers.subject", contains("lead", "ethics-reviewer"))
          .body("overrides[0].granted_at", notNullValue())
          .body("overrides[0].expires_at", is(until.toString()));

      reviews.override(EventTypes.OVERRIDE_WITHDRAWN, id, 2, "WITHDRAWN", until);

      awaitOverride(version, "WITHDRAWN");
      String list = version.substring(0, version.lastIndexOf('/'));
      get("auditor", list).body("items[0].overrides.state", contains("WITHDRAWN"));
    }
  }

  /** Its time ends it, whether or not review-service has told so. */
  @Test
  void showsAnOverrideAsExpiredOnceItsTimeIsOver() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      reviews.override(
          EventTypes.OVERRIDE_GRANTED,
          UUID.randomUUID(),
          1,
          "GRANTED",
          Instant.parse("2020-01-01T00:00:00Z"));

      awaitOverride(version, "EXPIRED");
    }
  }

  private static void awaitOverride(String version, String state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> get("auditor", version).body("overrides.state", contains(state)));
  }

  @Test
  void staysReleasedWhereItsRenewalFailsAndIsRenewedLater() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      Draft first = released(reviews, version);
      act("lead", version + "/submissions", 5).statusCode(201);
      reviews.opened(2);
      reviews.assessment(EventTypes.ASSESSMENT_FAILED, 2, "FAILED", "REJECTED");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  get("lead", version)
                      .body("actions.find { it.name == 'submit' }.allowed", is(true)));

      get("auditor", version)
          .body("state", is("RELEASED"))
          .body("releases.decision_id", contains(first.aggregateId().toString()));
      act("lead", version + "/submissions", 6).statusCode(201).body("round", is(3));
    }
  }

  @Test
  void isRevokedWhileItsRenewalIsUnderReview() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      released(reviews, version);
      act("lead", version + "/submissions", 5).statusCode(201).body("round", is(2));
      reviews.revoked(1);
      awaitState(version, "REVOKED");
    }
    get("auditor", version).body("releases", hasSize(0));
    submit("lead", version, 7, Map.of("cause_closed", CLOSED)).statusCode(201).body("round", is(3));
  }

  @Test
  void isNotRevokedByARoundBeforeTheOneItIsReleasedBy() {
    String version = submitted();
    double before = dropped("other_round");
    try (Reviews reviews = reviewsOf(version)) {
      released(reviews, version);
      act("lead", version + "/submissions", 5).statusCode(201);
      reviews.opened(2);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 2, "PASSED", null);
      reviews.released(2, "production", "RENEWED");
      reviews.revoked(1);
      awaitHistory(version, 14);
    }
    get("auditor", version).body("state", is("RELEASED"));
    assertThat(dropped("other_round") - before).isEqualTo(1);
  }

  @Test
  void isRenewedByTheRoundAfterARenewalThatWasLost() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      released(reviews, version);
      act("lead", version + "/submissions", 5).statusCode(201);
      reviews.opened(2);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 2, "PASSED", null);
      reviews.assessment(EventTypes.ASSESSMENT_LOST, 2, "LOST", "EXPIRED");
      reviews.opened(3);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 3, "PASSED", null);
      Draft renewed = reviews.released(3, "production", "RENEWED");
      awaitRevision(version, 7);

      get("auditor", version)
          .body("state", is("RELEASED"))
          .body("round", is(3))
          .body("releases.decision_id", contains(renewed.aggregateId().toString()))
          .body("actions.find { it.name == 'submit' }.allowed", is(false));
    }
    get("lead", version).body("actions.find { it.name == 'submit' }.allowed", is(true));
  }

  @Test
  void isReviewedAnewWhereItsEvidenceChangesDuringARenewal() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      released(reviews, version);
      act("lead", version + "/submissions", 5).statusCode(201);
      reviews.assessment(EventTypes.ASSESSMENT_LOST, 1, "LOST", "EVIDENCE_CHANGED");
      awaitState(version, "IN_REVIEW");
      get("auditor", version).body("round", is(2)).body("releases", hasSize(0));

      reviews.opened(2);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 2, "PASSED", null);
      awaitState(version, "APPROVED");
    }
  }

  @Test
  void staysReleasedWhereItsEvidenceChangesAfterARenewalThatFailed() {
    String version = submitted();
    double before = dropped("other_round");
    try (Reviews reviews = reviewsOf(version)) {
      released(reviews, version);
      act("lead", version + "/submissions", 5).statusCode(201);
      reviews.opened(2);
      reviews.assessment(EventTypes.ASSESSMENT_FAILED, 2, "FAILED", "REJECTED");
      reviews.assessment(EventTypes.ASSESSMENT_LOST, 1, "LOST", "EVIDENCE_CHANGED");
      awaitHistory(version, 12);
    }
    get("auditor", version).body("state", is("RELEASED"));
    assertThat(dropped("other_round") - before).isEqualTo(1);
    act("lead", version + "/submissions", 6).statusCode(201).body("round", is(3));
  }

  @Test
  void endsTheRenewalWithItsFirstRelease() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      released(reviews, version);
      act("lead", version + "/submissions", 5).statusCode(201);
      reviews.opened(2);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 2, "PASSED", null);
      reviews.released(2, "staging", "RELEASED");
      awaitRevision(version, 7);
    }
    act("lead", version + "/submissions", 7).statusCode(201).body("round", is(3));
  }

  @Test
  void isDeprecatedForASuccessorUntilALastDay() {
    String version = submitted();
    String model =
        version.substring(0, version.indexOf("/versions/")).substring(MODELS.length() + 1);
    String today = LocalDate.now(Clock.systemUTC()).toString();
    try (Reviews reviews = reviewsOf(version)) {
      released(reviews, version);
    }
    Map<String, Object> asked = Map.of("successor", 2, "last_day", today);
    deprecate("lead", version, asked)
        .statusCode(422)
        .body("code", is("UNKNOWN_VERSION"))
        .body("errors.pointer", contains("/successor"));
    registeredVersion(model);
    deprecate("engineer", version, asked).statusCode(403);
    deprecate("lead", version, Map.of("successor", 1, "last_day", today)).statusCode(422);
    deprecate("lead", version, Map.of("successor", 2, "last_day", "2020-01-01"))
        .statusCode(422)
        .body("errors.pointer", contains("/last_day"));
    deprecate("lead", version, Map.of("successor", 2)).statusCode(422);

    deprecate("lead", version, asked)
        .statusCode(201)
        .body("state", is("DEPRECATED"))
        .body("successor", is(2))
        .body("last_day", is(today))
        .body("releases", hasSize(0));

    get("auditor", version + "/history")
        .body("items[-1].type", is(EventTypes.VERSION_DEPRECATED))
        .body("items[-1].data.successor", is(2))
        .body("items[-1].data.last_day", is(today));
    act("lead", version + "/retirements", 6).statusCode(409).body("code", is("LAST_DAY_NOT_OVER"));
  }

  @Test
  void isRetiredAfterItsLastDayButNotDeletedByMlflow() {
    String version = submitted();
    String model =
        version.substring(0, version.indexOf("/versions/")).substring(MODELS.length() + 1);
    try (Reviews reviews = reviewsOf(version)) {
      released(reviews, version);
    }
    registeredVersion(model);
    LocalDate today = LocalDate.now(Clock.systemUTC());
    deprecate("lead", version, Map.of("successor", 2, "last_day", today.toString()))
        .statusCode(201);
    String id = get("lead", version).extract().jsonPath().getString("id");
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                versions
                    .getEntityManager()
                    .createNativeQuery("update model_version set last_day = :day where id = :id")
                    .setParameter("day", today.minusDays(1))
                    .setParameter("id", UUID.fromString(id))
                    .executeUpdate());

    for (String what : List.of("model-versions", "registered-models")) {
      as("lead")
          .contentType("application/json")
          .body(Map.of("name", model, "version", "1"))
          .delete("/api/2.0/mlflow/" + what + "/delete")
          .then()
          .statusCode(403)
          .body("error_code", is("PERMISSION_DENIED"))
          .body("message", containsString("DEPRECATED"));
    }
    act("lead", version + "/retirements", 6).statusCode(201).body("state", is("RETIRED"));
  }

  private static Draft released(Reviews reviews, String version) {
    reviews.opened(1);
    reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
    Draft released = reviews.released(1, "production", "RELEASED");
    awaitState(version, "RELEASED");
    return released;
  }

  private static ValidatableResponse submit(
      String account, String version, long revision, Map<String, Object> body) {
    return sent(account, version + "/submissions", revision, body);
  }

  private static ValidatableResponse deprecate(
      String account, String version, Map<String, Object> body) {
    return sent(account, version + "/deprecations", 5, body);
  }

  private static ValidatableResponse sent(
      String account, String path, long revision, Map<String, Object> body) {
    return as(account)
        .contentType("application/json")
        .header("If-Match", revision)
        .body(body)
        .post(path)
        .then();
  }

  @Test
  void showsThatTheAssessmentEndedWithTheWithdrawal() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      reviews.opened(1);
      act("engineer", version + "/withdrawals", 3).statusCode(201);
      reviews.assessment(EventTypes.ASSESSMENT_WITHDRAWN, 1, "WITHDRAWN", null);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  "WITHDRAWN"
                      .equals(
                          get("engineer", version)
                              .extract()
                              .jsonPath()
                              .getString("assessment.state")));
    }
    get("engineer", version).body("state", is("REGISTERED")).body("revision", is(4));
  }

  @Test
  void goesOnAfterAnEventAboutAVersionItDoesNotKnow() {
    String version = submitted();
    double before = dropped("unknown_version");
    JsonPath shown = get("engineer", version).extract().jsonPath();
    try (Reviews lost =
            new Reviews(
                JsonPath.from(
                    """
                    {"id": "%s", "model": {"id": "%s"}, "digest": "%s"}
                    """
                        .formatted(UUID.randomUUID(), shown.getString("model.id"), DIGEST)));
        Reviews reviews = reviewsOf(version)) {
      lost.opened(1);
      reviews.opened(1);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
      awaitState(version, "APPROVED");
    }
    assertThat(dropped("unknown_version") - before).isEqualTo(1);
  }

  @Test
  void namesTheReceivedEventAsTheCause() {
    String version = submitted();
    try (Reviews reviews = reviewsOf(version)) {
      reviews.opened(1);
      Draft passed = reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
      awaitState(version, "APPROVED");

      assertThat(causeOf(version)).isEqualTo(passed.id());
    }
  }

  private @Nullable UUID causeOf(String version) {
    String id = get("engineer", version).extract().jsonPath().getString("id");
    return log.history(UUID.fromString(id), 3, 10).getFirst().causedBy();
  }

  private static String submitted() {
    String version = registeredVersion(registered(project(), "denial"));
    act("engineer", version + "/submissions", 2).statusCode(201);
    return version;
  }

  private static Reviews reviewsOf(String version) {
    return new Reviews(get("engineer", version).extract().jsonPath());
  }

  private static void awaitState(String version, String state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> get("engineer", version).body("state", is(state)));
  }

  private static void awaitRevision(String version, int revision) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> get("engineer", version).body("revision", is(revision)));
  }

  private static void awaitHistory(String version, int size) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> get("engineer", version + "/history").body("items", hasSize(size)));
  }

  private double dropped(String reason) {
    Counter counter = metrics.find(VersionMetrics.DROPPED).tag("reason", reason).counter();
    return counter == null ? 0 : counter.count();
  }
}
