package org.assay.review.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.AncestorRevoked;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.UseCaseChanged;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.TestEvents;
import org.assay.kit.testing.Tokens;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens elsewhere is held against what is under way and released, once each. */
@QuarkusTest
class TriggerIT extends ReviewTestCase {

  private static final String TRIGGERS = "/api/v1/triggers";
  private static final Map<String, String> HIGH = Map.of("A4", "YES");

  @Inject EventLog log;

  private static ValidatableResponse production(Subject subject) {
    return gate("engineer", subject.digest(), "production");
  }

  /** A released version of a model of HIGH tier, as the registry knows it too. */
  private static Subject releasedOfHighTier() {
    Subject subject = released();
    follow(subject, EventTypes.VERSION_APPROVED, "APPROVED");
    follow(subject, EventTypes.VERSION_RELEASED, "RELEASED");
    classify(subject, HIGH);
    fresh();
    await().untilAsserted(() -> production(subject).body("decision", is("ALLOW")));
    return subject;
  }

  private static void withdraw(Subject subject, UUID dataset, String state) {
    tell(REGISTRY, List.of(subject.dataWithdrawn(dataset, state)));
  }

  private static void awaitTriggers(Subject subject, int count) {
    await()
        .untilAsserted(
            () ->
                get("auditor", subject.path() + "/requirements").body("triggers", hasSize(count)));
  }

  private static JsonPath assessment(Subject subject) {
    return read(
        "auditor",
        "/api/v1/assessments/"
            + read("auditor", subject.path() + "/requirements").getString("assessment_id"));
  }

  private static void liftHold(Subject subject) {
    JsonPath hold = read("auditor", subject.path() + "/holds");
    post(
            "lead-2",
            "/api/v1/holds/" + hold.getString("items[0].id") + "/lifts",
            1,
            Map.of("reason", "The data were replaced"))
        .statusCode(201);
  }

  /** Invariant 22: a version is flagged whatever its tier, once for each data set. */
  @Test
  void flagsWhatDescendsFromWithdrawnData() {
    Subject subject = released();
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();

    withdraw(subject, first, "RELEASED");
    withdraw(subject, first, "RELEASED");
    withdraw(subject, second, "RELEASED");

    awaitTriggers(subject, 2);
    get("engineer", subject.path() + "/requirements")
        .body("triggers.measure", contains(second.toString(), first.toString()))
        .body("triggers[0].kind", is("DATA_WITHDRAWN"))
        .body("triggers[0].cause_id", is(second.toString()))
        .body("triggers[0].reviews", empty())
        .body("triggers[0].hold_id", nullValue())
        .body("triggers[0].rules", is("default/1"));
    production(subject).body("decision", is("ALLOW"));
    assertThat(assessment(subject).getString("state")).isEqualTo("PASSED");
  }

  /** Invariant 22: what is of HIGH tier goes to re-review at once, and the gate is closed. */
  @Test
  void closesWhatIsReleasedOfHighTierAndReviewsItAgain() {
    Subject subject = releasedOfHighTier();

    withdraw(subject, UUID.randomUUID(), "RELEASED");

    awaitTriggers(subject, 1);
    JsonPath seen =
        get("auditor", subject.path() + "/requirements")
            .body("triggers[0].reviews", contains("DATA_QUALITY", "PRIVACY"))
            .body("round", is(2))
            .extract()
            .jsonPath();
    production(subject)
        .body("decision", is("DENY"))
        .body(state("not-held"), is("UNSATISFIED"))
        .body(state("released"), is("SATISFIED"));
    get("auditor", "/api/v1/holds/" + seen.getString("triggers[0].hold_id"))
        .body("state", is("STANDING"))
        .body("placed_by.subject", is("system:review-service"))
        .body("reason", containsString(seen.getString("triggers[0].measure")));
    get("auditor", REVIEWS + "?model={m}&state=REQUESTED", subject.model())
        .body("items.type", hasItems("ETHICS", "PERFORMANCE", "DATA_QUALITY", "PRIVACY"));
    assertThat(assessment(subject).getString("cause")).isEqualTo("DATA_WITHDRAWN");
    LoggedEvent fired =
        log.history(UUID.fromString(seen.getString("triggers[0].id")), 0, 10).getLast();
    assertThat(fired.type()).isEqualTo(EventTypes.TRIGGER_FIRED);
    assertThat(
            log.history(UUID.fromString(seen.getString("triggers[0].hold_id")), 0, 10)
                .getLast()
                .causedBy())
        .isEqualTo(fired.id());

    subject.inRound(2);
    for (String type : List.of("ETHICS", "PRIVACY")) {
      approve("ethics-reviewer", subject, type);
    }
    approve("performance-reviewer", subject, "PERFORMANCE");
    assertThat(assessment(subject).getString("state")).isEqualTo("OPEN");
    approve("performance-reviewer", subject, "DATA_QUALITY");
    assertThat(assessment(subject).getString("state")).isEqualTo("PASSED");
    liftHold(subject);
    release("lead", subject, "production").statusCode(201).body("outcome", is("RENEWED"));
    production(subject).body("decision", is("ALLOW"));

    tell(REGISTRY, List.of(subject.renewed("engineer")));
    await()
        .untilAsserted(() -> get("auditor", subject.path() + "/requirements").body("round", is(3)));
    get("auditor", REVIEWS + "?model={m}&state=REQUESTED", subject.model())
        .body("items", hasSize(2));
  }

  @Test
  void letsAnApprovedVersionOfHighTierPassAgainOnlyWithTheReviewsOfItsData() {
    Subject subject = passed();
    classify(subject, HIGH);

    withdraw(subject, UUID.randomUUID(), "APPROVED");

    awaitRequested(subject, 2);
    JsonPath lost = assessment(subject);
    assertThat(lost.getString("state")).isEqualTo("LOST");
    assertThat(lost.getString("cause")).isEqualTo("DATA_WITHDRAWN");
    release("lead", subject, "production").statusCode(409);
    approve("ethics-reviewer", subject, "PRIVACY");
    approve("performance-reviewer", subject, "DATA_QUALITY");
    assertThat(assessment(subject).getString("state")).isEqualTo("PASSED");
    release("lead", subject, "production").statusCode(409);
    liftHold(subject);
    release("lead", subject, "production").statusCode(201);
  }

  @Test
  void asksForTheReviewsOfItsDataInTheNextRoundWhereNoneGoesOn() {
    Subject subject = registered();
    classify(subject, HIGH);
    withdraw(subject, UUID.randomUUID(), "REGISTERED");
    awaitTriggers(subject, 1);

    submitAndWaitFor(subject, 4);

    get("auditor", subject.path() + "/requirements")
        .body(state("privacy-approved"), is("PENDING"))
        .body(state("data-quality-approved"), is("PENDING"))
        .body(state("not-held"), is("UNSATISFIED"));
  }

  @Test
  void endsTheApprovalsOfAnOpenRoundThatRestOnTheData() {
    Subject subject = registered();
    classify(subject, HIGH);
    withdraw(subject, UUID.randomUUID(), "REGISTERED");
    awaitTriggers(subject, 1);
    submitAndWaitFor(subject, 4);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("ethics-reviewer", subject, "PRIVACY");

    withdraw(subject, UUID.randomUUID(), "IN_REVIEW");

    awaitTriggers(subject, 2);
    get("auditor", REVIEWS + "/" + review(subject, "PRIVACY")).body("state", is("IN_PROGRESS"));
    get("auditor", REVIEWS + "/" + review(subject, "ETHICS")).body("state", is("APPROVED"));
  }

  @Test
  void closesAFlaggedVersionOnceItsModelBecomesHigh() {
    Subject subject = released();
    follow(subject, EventTypes.VERSION_RELEASED, "RELEASED");
    withdraw(subject, UUID.randomUUID(), "RELEASED");
    awaitTriggers(subject, 1);
    production(subject).body("decision", is("ALLOW"));

    classify(subject, HIGH);

    production(subject).body("decision", is("DENY")).body(state("not-held"), is("UNSATISFIED"));
    get("auditor", subject.path() + "/requirements")
        .body("triggers[0].reviews", contains("DATA_QUALITY", "PRIVACY"))
        .body("triggers[0].hold_id", notNullValue())
        .body("round", is(2));
  }

  @Test
  void reviewsAgainWhatComesFromARevokedVersion() {
    Subject subject = passed();
    UUID flag = UUID.randomUUID();
    UUID ancestor = UUID.randomUUID();

    tell(
        REGISTRY,
        List.of(
            TestEvents.event(EventTypes.VERSION_ANCESTOR_REVOKED)
                .of(flag, 1)
                .key(subject.modelId())
                .subject("model/any/version/1")
                .data(
                    new AncestorRevoked(
                        flag,
                        subject.versionId(),
                        subject.modelId(),
                        ancestor,
                        UUID.randomUUID()))));

    awaitTriggers(subject, 1);
    get("auditor", subject.path() + "/requirements")
        .body("triggers[0].kind", is("ANCESTOR_REVOKED"))
        .body("triggers[0].measure", is(ancestor.toString()))
        .body("triggers[0].reviews", contains("PERFORMANCE", "SECURITY"))
        .body("triggers[0].hold_id", nullValue());
    assertThat(assessment(subject).getString("state")).isEqualTo("LOST");
    get("auditor", REVIEWS + "/" + review(subject, "PERFORMANCE")).body("state", is("IN_PROGRESS"));
    approve("performance-reviewer", subject, "SECURITY");
    decide("performance-reviewer", review(subject, "PERFORMANCE"), "APPROVED").statusCode(201);
    assertThat(assessment(subject).getString("state")).isEqualTo("PASSED");
  }

  @Test
  void flagsADraftOnceItHasBytes() {
    String key = freshKey();
    Subject subject =
        new Subject(
            project(key),
            UUID.randomUUID(),
            key + ".denial",
            1,
            Subject.freshDigest(),
            List.of("engineer"),
            "engineer");
    UUID dataset = UUID.randomUUID();

    tell(
        REGISTRY,
        List.of(
            subject.modelCreated(), subject.dataWithdrawnOfDraft(dataset), subject.registered()));

    awaitTriggers(subject, 1);
    get("auditor", subject.path() + "/requirements")
        .body("triggers.measure", contains(dataset.toString()));
  }

  @Test
  void revokesWhatOtherBytesRunAs() {
    Subject subject = released();
    follow(subject, EventTypes.VERSION_RELEASED, "RELEASED");
    String others = Subject.freshDigest();

    tell(REGISTRY, List.of(subject.running(UUID.randomUUID(), others, "production")));

    awaitTriggers(subject, 1);
    JsonPath seen =
        get("auditor", subject.path() + "/requirements")
            .body("triggers[0].kind", is("DEPLOYMENT_MISMATCH"))
            .body("triggers[0].measure", is(others + " in production"))
            .extract()
            .jsonPath();
    String incident = "/api/v1/incidents/" + seen.getString("triggers[0].incident_id");
    get("engineer", incident)
        .body("severity", is("SEV1"))
        .body("source", is("DEPLOYMENT"))
        .body("state", is("CONTAINED"))
        .body("opened_by.subject", is("system:review-service"))
        .body("text", containsString(others))
        .body("revocation_id", notNullValue());
    production(subject).body("decision", is("DENY")).body(state("not-revoked"), is("UNSATISFIED"));

    tell(REGISTRY, List.of(subject.running(UUID.randomUUID(), others, "production")));
    awaitTriggers(subject, 2);
    get("auditor", "/api/v1/incidents?model={m}", subject.model()).body("items", hasSize(1));
    post(
            "lead",
            incident + "/closures",
            read("auditor", incident).getLong("revision"),
            Map.of("reason", "The right bytes run"))
        .statusCode(201);
  }

  @Test
  void blamesTheReleasedVersionForBytesThatNobodyKnows() {
    Subject subject = released();
    follow(subject, EventTypes.VERSION_RELEASED, "RELEASED");
    secondOf(subject);

    tell(
        REGISTRY,
        List.of(subject.runningUnknown(UUID.randomUUID(), Subject.freshDigest(), "production")));

    awaitTriggers(subject, 1);
    production(subject).body("decision", is("DENY"));
  }

  @Test
  void leavesWhatRunsWhereItIsReleasedAlone() {
    Subject subject = released();
    follow(subject, EventTypes.VERSION_RELEASED, "RELEASED");

    tell(
        REGISTRY,
        List.of(
            subject.running(UUID.randomUUID(), subject.digest(), "production"),
            subject.running(UUID.randomUUID(), subject.digest(), "staging")));

    awaitTriggers(subject, 1);
    get("auditor", subject.path() + "/requirements")
        .body("triggers[0].measure", is(subject.digest() + " in staging"));
  }

  @Test
  void saysThatAUseCaseIsAnotherOne() {
    Subject subject = submitted();
    UUID useCase = UUID.randomUUID();
    tell(REGISTRY, List.of(subject.modelNaming(2, useCase)));
    classify(subject, useCase, Map.of());

    change(subject, useCase, List.of("alternatives_considered", "name"));
    change(subject, useCase, List.of("purpose", "jurisdictions", "name"));

    awaitTriggers(subject, 1);
    get("auditor", subject.path() + "/requirements")
        .body("triggers[0].kind", is("USE_CASE_CHANGED"))
        .body("triggers[0].measure", is(useCase + " jurisdictions,purpose"));
  }

  private static void change(Subject subject, UUID useCase, List<String> fields) {
    tell(
        PROJECTS,
        List.of(
            useCaseEvent(subject, useCase)
                .data(
                    new UseCaseChanged(
                        useCase, subject.projectId(), List.of("EU", "US"), fields))));
  }

  @Test
  void listsWhatFiredToThoseWhoMayRead() {
    Subject subject = released();
    Instant before = Instant.now().minusSeconds(3600);
    withdraw(subject, UUID.randomUUID(), "RELEASED");
    tell(
        REGISTRY, List.of(subject.running(UUID.randomUUID(), Subject.freshDigest(), "production")));
    awaitTriggers(subject, 2);
    String of = TRIGGERS + "?model={m}&version=1";

    get("engineer", of, subject.model())
        .statusCode(200)
        .body("items.kind", contains("DEPLOYMENT_MISMATCH", "DATA_WITHDRAWN"))
        .body("items.version", contains(1, 1));
    get("engineer", of + "&kind=DATA_WITHDRAWN", subject.model()).body("items", hasSize(1));
    get("engineer", of + "&fired_from={i}", subject.model(), before.toString())
        .body("items", hasSize(2));
    get("engineer", of + "&fired_until={i}", subject.model(), before.toString())
        .body("items", empty());
    JsonPath page = get("engineer", of + "&limit=1", subject.model()).extract().jsonPath();
    as("engineer")
        .urlEncodingEnabled(false)
        .get(page.getString("next"))
        .then()
        .statusCode(200)
        .body("items.kind", contains("DATA_WITHDRAWN"));
    withToken(Tokens.forAccount("outsider").withRoles("engineer").claim("sub", "outsider").token())
        .get(of, subject.model())
        .then()
        .statusCode(200)
        .body("items", empty());
    get("operator", of, subject.model()).statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind=NONE", "fired_from=yesterday", "version=x", "up=1", "cursor=x"})
  void refusesABadParameter(String query) {
    assertThat(get("auditor", TRIGGERS + "?" + query).extract().statusCode()).isIn(400, 422);
  }
}
