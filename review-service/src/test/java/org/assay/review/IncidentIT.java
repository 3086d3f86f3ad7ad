package org.assay.review;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong is reported by anyone who works on it; rules close the gate, people open it. */
@QuarkusTest
class IncidentIT extends ReviewTestCase {

  private static final String INCIDENTS = "/api/v1/incidents";
  private static final String TEXT = "Applicants of one district are denied without a reason";

  @Inject EventLog log;

  private static Map<String, Object> report(String severity) {
    return new HashMap<>(
        Map.of(
            "severity",
            severity,
            "text",
            TEXT,
            "source",
            "COMPLAINT",
            "detected_at",
            Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS).toString()));
  }

  private static ValidatableResponse open(String account, Subject subject, String severity) {
    return post(account, subject.path() + "/incidents", report(severity));
  }

  private static String opened(String account, Subject subject, String severity) {
    return open(account, subject, severity).statusCode(201).extract().jsonPath().getString("id");
  }

  /** An incident of SEV3, which changes nothing by itself, with an owner. */
  private static String owned(String owner, Subject subject) {
    Map<String, Object> body = report("SEV3");
    body.put("owner", owner);
    return post("ethics-reviewer", subject.path() + "/incidents", body)
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static ValidatableResponse act(String account, String incident, String act) {
    String path = INCIDENTS + "/" + incident;
    return post(
        account,
        path + "/" + act,
        read("auditor", path).getLong("revision"),
        Map.of("reason", "Looked into it"));
  }

  private static ValidatableResponse contain(String account, String incident) {
    return act(account, incident, "containments");
  }

  private static ValidatableResponse close(String account, String incident) {
    return act(account, incident, "closures");
  }

  private static ValidatableResponse hold(String account, Subject subject) {
    return post(account, subject.path() + "/holds", Map.of("reason", "A group may be harmed"));
  }

  private static ValidatableResponse lift(String account, String hold) {
    return post(
        account, "/api/v1/holds/" + hold + "/lifts", 1, Map.of("reason", "The cause is mended"));
  }

  private static ValidatableResponse revokeAlone(String account, Subject subject, String incident) {
    return post(
        account,
        subject.path() + "/revocations",
        subject.revision(),
        Map.of("reason", "Nobody else is awake", "incident_id", incident));
  }

  private static ValidatableResponse production(Subject subject) {
    return gate("engineer", subject.digest(), "production");
  }

  /** A released version of a model of HIGH tier. */
  private static Subject releasedOfHighTier() {
    Subject subject = released();
    classify(subject, Map.of("A4", "YES"));
    get("auditor", "/api/v1/classifications?model={m}", subject.model())
        .body("items[0].tier", is("HIGH"));
    fresh();
    return subject;
  }

  private List<LoggedEvent> events(String id) {
    return log.history(UUID.fromString(id), 0, 10);
  }

  @Test
  void revokesWhatIsReleasedByRuleAtOnceWhoeverReports() {
    Subject subject = released();
    production(subject)
        .body("decision", is("ALLOW"))
        .body(state("incidents-contained"), is("SATISFIED"));

    JsonPath incident = open("engineer-2", subject, "SEV1").statusCode(201).extract().jsonPath();

    Instant detected = Instant.parse(incident.getString("detected_at"));
    assertThat(incident.getString("state")).isEqualTo("CONTAINED");
    assertThat(incident.getString("contained_by")).isNull();
    assertThat(Instant.parse(incident.getString("contain_by")))
        .isEqualTo(detected.plus(Duration.ofHours(1)));
    assertThat(incident.getBoolean("overdue")).isFalse();
    assertThat(incident.getString("opened_by.account")).isEqualTo("engineer-2");
    assertThat(incident.getString("text")).isEqualTo(TEXT);
    production(subject)
        .body("decision", is("DENY"))
        .body(state("not-revoked"), is("UNSATISFIED"))
        .body(state("incidents-contained"), is("UNSATISFIED"));
    LoggedEvent revocation = events(incident.getString("revocation_id")).getFirst();
    assertThat(revocation.type()).isEqualTo(EventTypes.REVOCATION_DECIDED);
    assertThat(revocation.data().path("cause").asText()).isEqualTo("INCIDENT");
    assertThat(revocation.actor()).isEqualTo("system:review-service");
    assertThat(revocation.onBehalfOf()).isEqualTo(Tokens.subject("engineer-2"));
  }

  /** Invariant 25: every step has its event, and no text is in it. */
  @Test
  void tellsEachStepWithoutItsText() {
    Subject subject = released();
    String incident = opened("ethics-reviewer", subject, "SEV1");
    contain("lead", incident).statusCode(201).body("contained_by.account", is("lead"));
    close("lead", incident).statusCode(201).body("state", is("CLOSED"));

    List<LoggedEvent> events = events(incident);

    assertThat(events)
        .extracting(LoggedEvent::type)
        .containsExactly(
            EventTypes.INCIDENT_OPENED,
            EventTypes.INCIDENT_CONTAINED,
            EventTypes.INCIDENT_CONTAINED,
            EventTypes.INCIDENT_CLOSED);
    assertThat(events)
        .extracting(LoggedEvent::actor)
        .containsExactly(
            Tokens.subject("ethics-reviewer"),
            "system:review-service",
            Tokens.subject("lead"),
            Tokens.subject("lead"));
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.data().path("severity").asText()).isEqualTo("SEV1");
              assertThat(event.data().path("digest").asText()).isEqualTo(subject.digest());
              assertThat(event.data().toString()).doesNotContain("district", "Looked");
            });
    get("auditor", INCIDENTS + "/" + incident)
        .body("text", is(TEXT))
        .body("containment_reason", is("Looked into it"))
        .body("closure_reason", is("Looked into it"));
  }

  @Test
  void revokesWhatIsApproved() {
    Subject subject = passed();

    open("lead-2", subject, "SEV1").statusCode(201).body("state", is("CONTAINED"));

    release("lead", subject, "production")
        .statusCode(409)
        .body("requirements.find { it.key == 'not-revoked' }.state", is("UNSATISFIED"));
  }

  @Test
  void staysOpenWhereThereIsNothingToRevokeAndKeepsTheVersionFromItsRelease() {
    Subject subject = submitted();
    String incident = opened("performance-reviewer", subject, "SEV1");
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");

    get("auditor", INCIDENTS + "/" + incident).body("state", is("OPEN"));
    release("lead", subject, "production")
        .statusCode(409)
        .body("code", is("REQUIREMENTS_NOT_MET"))
        .body("requirements.find { it.key == 'incidents-contained' }.evidence", contains(incident))
        .body(
            "requirements.find { it.key == 'incidents-contained' }.title",
            is("No serious incident is open"))
        .body("requirements.find { it.key == 'not-held' }.state", is("SATISFIED"));
    get("lead", INCIDENTS + "/" + incident)
        .body("actions.find { it.name == 'contain' }.allowed", is(true))
        .body("actions.find { it.name == 'close' }.reason_code", is("INCIDENT_STATE_REFUSES"));

    contain("lead", incident).statusCode(201).body("state", is("CONTAINED"));
    release("lead", subject, "production")
        .statusCode(409)
        .body("requirements.find { it.key == 'incidents-contained' }.state", is("UNSATISFIED"));
    close("lead", incident).statusCode(201);

    release("lead", subject, "production").statusCode(201);
  }

  /**
   * Section 11: the new round asks for more than the policy does, and the one after it does not.
   */
  @Test
  void asksForFourMoreReviewsInTheNextRound() {
    Subject subject = released();
    String incident = opened("ethics-reviewer", subject, "SEV1");

    tell(REGISTRY, List.of(subject.submitted("engineer")));
    await()
        .untilAsserted(
            () ->
                get("auditor", REVIEWS + "?model={m}&state=REQUESTED", subject.model())
                    .body(
                        "items.type",
                        containsInAnyOrder(
                            "ETHICS", "PERFORMANCE", "SAFETY", "LEGAL", "SECURITY")));
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    approve("ethics-reviewer", subject, "LEGAL");
    approve("performance-reviewer", subject, "SECURITY");
    release("lead", subject, "production")
        .statusCode(409)
        .body("requirements.find { it.key == 'safety-approved' }.state", is("PENDING"))
        .body("requirements.find { it.key == 'legal-approved' }.state", is("SATISFIED"));
    approve("performance-reviewer-2", subject, "SAFETY");
    release("lead", subject, "production")
        .statusCode(409)
        .body("requirements.find { it.key == 'safety-approved' }.state", is("SATISFIED"))
        .body("requirements.find { it.key == 'incidents-contained' }.state", is("UNSATISFIED"));
    close("lead", incident).statusCode(201);
    release("lead", subject, "production").statusCode(201);
    production(subject)
        .body("decision", is("ALLOW"))
        .body(state("security-approved"), is("SATISFIED"));

    submitRenewal(subject);

    get("lead", subject.path() + "/requirements").body("round", is(3));
  }

  @Test
  void closesTheGateForASevereOneUntilItIsContainedWhichTakesAClosedGate() {
    Subject subject = released();
    String incident = opened("ethics-reviewer", subject, "SEV2");
    get("lead", INCIDENTS + "/" + incident).body("state", is("OPEN"));
    production(subject)
        .body("decision", is("DENY"))
        .body(state("incidents-contained"), is("UNSATISFIED"))
        .body(state("not-held"), is("SATISFIED"));

    contain("lead", incident).statusCode(409).body("code", is("NOT_CONTAINED"));
    post(
            "ethics-reviewer",
            subject.path() + "/holds",
            Map.of("reason", "For now", "until", Instant.now().plusSeconds(3600).toString()))
        .statusCode(201);
    contain("lead", incident).statusCode(409).body("code", is("NOT_CONTAINED"));
    String hold = hold("ethics-reviewer", subject).statusCode(201).extract().path("id");
    contain("lead", incident).statusCode(201).body("state", is("CONTAINED"));
    contain("lead", incident).statusCode(409).body("code", is("INCIDENT_STATE_REFUSES"));

    production(subject)
        .body("decision", is("DENY"))
        .body(state("incidents-contained"), is("SATISFIED"))
        .body(state("not-held"), is("UNSATISFIED"));
    lift("ethics-reviewer", hold).statusCode(403).body("rule", is("PLACER"));
  }

  @Test
  void closesTheSameBytesInAnotherVersionOfTheModel() {
    Subject first = released();
    Subject second = secondOf(first);

    opened("lead-2", second, "SEV2");

    as("engineer")
        .get("/api/v1/gate?digest={d}&model={m}", first.digest(), first.model())
        .then()
        .body("decision", is("DENY"))
        .body(state("incidents-contained"), is("UNSATISFIED"));
  }

  @Test
  void holdsAModelOfHighTierByRuleUntilAPersonLookedIntoIt() {
    Subject subject = releasedOfHighTier();

    String incident = opened("ethics-reviewer", subject, "SEV2");

    get("auditor", INCIDENTS + "/" + incident)
        .body("state", is("CONTAINED"))
        .body("contained_by", nullValue());
    production(subject)
        .body("decision", is("DENY"))
        .body(state("not-held"), is("UNSATISFIED"))
        .body(state("incidents-contained"), is("SATISFIED"));
    JsonPath hold = read("auditor", subject.path() + "/holds");
    assertThat(hold.getString("items[0].incident_id")).isEqualTo(incident);
    assertThat(hold.getString("items[0].reason")).isEqualTo(TEXT);
    String id = hold.getString("items[0].id");
    assertThat(events(id).getFirst().actor()).isEqualTo("system:review-service");
    lift("performance-reviewer", id).statusCode(409).body("code", is("INCIDENT_STATE_REFUSES"));
    get("performance-reviewer", "/api/v1/holds/" + id)
        .body("actions.find { it.name == 'lift' }.allowed", is(false));

    contain("lead", incident).statusCode(201).body("contained_by.account", is("lead"));

    lift("ethics-reviewer", id).statusCode(403).body("rule", is("PLACER"));
    lift("performance-reviewer", id).statusCode(201).body("state", is("LIFTED"));
    production(subject).body("decision", is("ALLOW"));
  }

  @Test
  void changesNothingByAMinorOne() {
    Subject subject = released();
    String incident = opened("engineer", subject, "SEV3");

    get("auditor", INCIDENTS + "/" + incident)
        .body("state", is("OPEN"))
        .body("contain_by", nullValue())
        .body("overdue", is(false));
    production(subject).body("decision", is("ALLOW"));
    contain("lead", incident).statusCode(201);
    close("lead", incident).statusCode(201);
  }

  /** Invariant 26: the hours are those of the clock. */
  @Test
  void showsWhatWasNotContainedInTime() {
    Subject subject = registered();
    Map<String, Object> late = report("SEV1");
    late.put("detected_at", Instant.now().minus(Duration.ofHours(2)).toString());
    post("engineer", subject.path() + "/incidents", late)
        .statusCode(201)
        .body("state", is("OPEN"))
        .body("overdue", is(true));
    late.put("severity", "SEV2");
    post("engineer", subject.path() + "/incidents", late)
        .statusCode(201)
        .body("overdue", is(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"engineer-2", "service-account-ci", "ethics-reviewer", "lead-2", "lead"})
  void isReportedByMembersReviewersAndLeads(String account) {
    open(account, registered(), "SEV3").statusCode(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auditor", "admin", "operator"})
  void isNotForOthersToReport(String account) {
    open(account, registered(), "SEV3").statusCode(403).body("code", is("FORBIDDEN"));
  }

  @Test
  void isReportedWhileTheIdentityProviderIsAwayAndContainedByNobody() {
    Subject subject = released();
    IssuerResource.away();
    try {
      String incident = opened("ethics-reviewer", subject, "SEV1");
      post("lead", INCIDENTS + "/" + incident + "/containments", 2, Map.of("reason", "Closed"))
          .statusCode(503)
          .body("code", is("IDENTITY_PROVIDER_AWAY"));
    } finally {
      IssuerResource.back();
    }
    production(subject).body("decision", is("DENY"));
  }

  @Test
  void isHiddenFromWhoMayNotKnowTheVersion() {
    Subject subject = registered();
    String incident = opened("lead", subject, "SEV3");
    String outsider =
        Tokens.forAccount("outsider").withRoles("engineer").claim("sub", "outsider").token();

    withToken(outsider).get(INCIDENTS + "/" + incident).then().statusCode(404);
    withToken(outsider)
        .get(INCIDENTS + "?model=" + subject.model())
        .then()
        .statusCode(200)
        .body("items", hasSize(0));
    withToken(outsider)
        .contentType("application/json")
        .body(report("SEV1"))
        .post(subject.path() + "/incidents")
        .then()
        .statusCode(404);
    for (String path : Arrays.asList(INCIDENTS, INCIDENTS + "/" + incident)) {
      get("operator", path).statusCode(403);
      get("engineer-2", path).statusCode(200);
    }
  }

  /** Else nobody could close what the only lead of a project reported. */
  @Test
  void isClosedByALeadOfAnotherUnitWhereNobodyOwnsIt() {
    Subject subject = registered();
    String incident = opened("lead", subject, "SEV3");
    contain("lead-2", incident).statusCode(403).body("code", is("NOT_INCIDENT_LEAD"));
    contain("lead", incident).statusCode(201);

    close("lead", incident).body("code", is("SEPARATION_OF_DUTIES"));
    close("lead-2", incident).statusCode(201).body("closed_by.account", is("lead-2"));

    String owned = owned("engineer", subject);
    contain("engineer", owned).statusCode(201);
    close("lead-2", owned).statusCode(403).body("code", is("NOT_INCIDENT_LEAD"));
  }

  @Test
  void isContainedByALeadOfTheProjectOrItsOwner() {
    Subject subject = released();
    String incident = owned("engineer", subject);

    contain("lead-2", incident).statusCode(403).body("code", is("NOT_INCIDENT_LEAD"));
    contain("engineer-2", incident).statusCode(403).body("code", is("NOT_INCIDENT_LEAD"));
    contain("ethics-reviewer", incident).statusCode(403).body("code", is("FORBIDDEN"));
    post("engineer", INCIDENTS + "/" + incident + "/containments", Map.of("reason", "x"))
        .statusCode(428);
    post("engineer", INCIDENTS + "/" + incident + "/containments", 9, Map.of("reason", "x"))
        .statusCode(412);
    close("engineer", incident).statusCode(409).body("code", is("INCIDENT_STATE_REFUSES"));

    contain("engineer", incident).statusCode(201);

    close("engineer-2", incident).statusCode(403).body("code", is("NOT_INCIDENT_LEAD"));
    close("engineer", incident).statusCode(201).body("closed_by.account", is("engineer"));
    close("lead", incident).statusCode(409).body("code", is("INCIDENT_STATE_REFUSES"));
  }

  @Test
  void isNotClosedByWhoReportedIt() {
    String incident = opened("lead", registered(), "SEV3");
    contain("lead", incident).statusCode(201);

    close("lead", incident)
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is("REPORTER"));
    get("lead", INCIDENTS + "/" + incident)
        .body("actions.find { it.name == 'close' }.allowed", is(false));
  }

  /** Invariant 27: in an open incident one person revokes alone, and never allows. */
  @ParameterizedTest
  @ValueSource(strings = {"lead", "engineer"})
  void letsALeadOrTheOwnerRevokeAlone(String account) {
    Subject subject = released();
    String incident = owned("engineer", subject);
    get(account, subject.path() + "/requirements")
        .body("actions.find { it.name == 'revoke-alone' }.allowed", is(true));

    String proposal =
        revokeAlone(account, subject, incident)
            .statusCode(201)
            .body("state", is("APPROVED"))
            .body("incident_id", is(incident))
            .body("proposer.account", is(account))
            .body("approvals", hasSize(0))
            .extract()
            .path("id");

    production(subject).body("decision", is("DENY")).body(state("not-revoked"), is("UNSATISFIED"));
    get("auditor", INCIDENTS + "/" + incident)
        .body("state", is("CONTAINED"))
        .body("revocation_id", notNullValue());
    assertThat(events(proposal))
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.PROPOSAL_APPROVED);
    assertThat(events(proposal).getFirst().data().path("incident_id").asText()).isEqualTo(incident);
    revokeAlone(account, subject, incident).statusCode(409).body("code", is("NOT_REVOCABLE"));
  }

  @Test
  void letsNobodyElseRevokeAloneAndNobodyAfterItsEnd() {
    Subject subject = released();
    Subject other = released();
    String incident = owned("engineer", subject);

    revokeAlone("lead-2", subject, incident).statusCode(403).body("code", is("NOT_INCIDENT_LEAD"));
    revokeAlone("engineer-2", subject, incident).statusCode(403);
    revokeAlone("ethics-reviewer", subject, incident).statusCode(403);
    revokeAlone("engineer", other, incident).statusCode(403);
    revokeAlone("lead", other, incident).statusCode(409).body("code", is("INCIDENT_STATE_REFUSES"));
    post(
            "engineer",
            subject.path() + "/revocations",
            subject.revision(),
            Map.of("reason", "Without an incident"))
        .statusCode(201)
        .body("state", is("OPEN"))
        .body("approvals", hasSize(0));
    contain("lead", incident).statusCode(201);
    close("lead", incident).statusCode(201);
    revokeAlone("lead", subject, incident)
        .statusCode(409)
        .body("code", is("INCIDENT_STATE_REFUSES"));
    revokeAlone("engineer", subject, incident).statusCode(403);

    production(subject).body("decision", is("ALLOW"));
    get("lead", subject.path() + "/requirements")
        .body("actions.find { it.name == 'revoke-alone' }.allowed", is(false));
  }

  @Test
  void letsItsOwnerPlaceAHold() {
    Subject subject = released();
    hold("engineer", subject).statusCode(403);
    owned("engineer", subject);

    hold("engineer-2", subject).statusCode(403).body("code", is("FORBIDDEN"));
    hold("engineer", subject).statusCode(201);

    production(subject).body("decision", is("DENY"));
  }

  /** Invariant 12: a serious incident that is not contained. */
  @Test
  void letsNothingBeOverriddenUntilItIsContained() {
    Subject subject = submitted();
    OwnerSql.bind(
        subject,
        "incident-lenient",
        "{\"distinct_people\": 1, \"overridable_by\": {\"ethics-approved\": [\"lead\"]}}");
    approve("performance-reviewer", subject, "PERFORMANCE");
    String before = proposedOverride(subject).statusCode(201).extract().path("id");
    String incident = opened("ethics-reviewer", subject, "SEV2");

    agree(before).statusCode(409).body("code", is("NOT_OVERRIDABLE"));
    contain("lead", incident).statusCode(201);
    agree(before).statusCode(201);
    get("auditor", subject.path() + "/requirements")
        .body(state("ethics-approved"), is("OVERRIDDEN"));

    opened("ethics-reviewer", subject, "SEV2");

    get("auditor", subject.path() + "/requirements")
        .body(state("ethics-approved"), is("PENDING"))
        .body(state("incidents-contained"), is("UNSATISFIED"));
    proposedOverride(subject).statusCode(409).body("code", is("NOT_OVERRIDABLE"));
    release("lead", subject, "production").statusCode(409);
  }

  private static ValidatableResponse proposedOverride(Subject subject) {
    return post(
        "lead-2",
        subject.path() + "/overrides",
        subject.revision(),
        Map.of(
            "requirement",
            "ethics-approved",
            "reason",
            "The ethics board has seen the harm table in May",
            "until",
            Instant.now().plus(Duration.ofDays(30)).toString()));
  }

  private static ValidatableResponse agree(String proposal) {
    return post(
        "performance-reviewer-2", "/api/v1/proposals/" + proposal + "/approvals", 1, Map.of());
  }

  @Test
  void listsWhatIsAskedForNewestFirstByPages() {
    Subject subject = registered();
    String first = opened("lead", subject, "SEV2");
    String second = opened("lead", subject, "SEV3");
    contain("lead", second).statusCode(201);
    String list = INCIDENTS + "?model=" + subject.model();

    String next =
        get("engineer", list + "&limit=1")
            .body("items.id", contains(second))
            .extract()
            .jsonPath()
            .getString("next");
    get("engineer", next).body("items.id", contains(first)).body("next", nullValue());
    get("engineer", list + "&state=OPEN").body("items.id", contains(first));
    get("engineer", list + "&severity=SEV3").body("items.id", contains(second));
    get("engineer", list + "&version=1").body("items", hasSize(2));
    get("engineer", list + "&version=2").body("items", hasSize(0));
    get("engineer", INCIDENTS).body("items.model", everyItem(notNullValue()));
  }

  @Test
  void isReportedOnceByARepeatedRequest() {
    Subject subject = registered();
    String key = UUID.randomUUID().toString();
    Map<String, Object> body = report("SEV3");
    for (int times = 0; times < 2; times++) {
      given()
          .header("Authorization", "Bearer " + Tokens.of("lead"))
          .header("Idempotency-Key", key)
          .contentType("application/json")
          .body(body)
          .post(subject.path() + "/incidents")
          .then()
          .statusCode(201);
    }

    get("lead", INCIDENTS + "?model=" + subject.model()).body("items", hasSize(1));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "severity, , REQUIRED",
    "severity, SEV9, UNKNOWN_VALUE",
    "text, , REQUIRED",
    "text, ' ', PLAIN_TEXT",
    "source, RUMOUR, UNKNOWN_VALUE",
    "detected_at, , REQUIRED",
    "detected_at, 2999-01-01T00:00:00Z, PAST",
    "detected_at, 2020-01-01T00:00:00Z, PAST",
    "detected_at, yesterday, WRONG_TYPE",
    "owner, nobody, UNKNOWN_SUBJECT",
    "owner, auditor, NOT_A_CONTRIBUTOR",
    "owner, engineer-2, NOT_A_CONTRIBUTOR",
    "revoke, please, UNKNOWN_FIELD"
  })
  void refusesBadInput(String member, @Nullable String value, String code) {
    Subject subject = registered();
    Map<String, Object> body = report("SEV1");
    body.put(member, value);

    post("lead", subject.path() + "/incidents", body)
        .statusCode(422)
        .body("errors.pointer", hasItem("/" + member))
        .body("errors.code", hasItem(code));

    get("lead", INCIDENTS + "?model=" + subject.model()).body("items", hasSize(0));
  }

  @Test
  void refusesAuthoritiesThatAreNoNames() {
    Subject subject = registered();
    Map<String, Object> body = report("SEV2");
    body.put("reportable_to", List.of("EU-AI-ACT", "the regulator"));
    post("lead", subject.path() + "/incidents", body)
        .statusCode(422)
        .body("errors.pointer", contains("/reportable_to/1"));
    body.put("reportable_to", List.of("EU-AI-ACT"));

    post("lead", subject.path() + "/incidents", body)
        .statusCode(201)
        .body("reportable_to", contains("EU-AI-ACT"));
  }
}
