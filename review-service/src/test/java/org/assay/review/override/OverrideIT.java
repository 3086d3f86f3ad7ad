package org.assay.review.override;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.Tokens;
import org.assay.review.OwnerSql;
import org.assay.review.Races;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people let a version pass what its policy lets be overridden, for a while, in the open. */
@QuarkusTest
class OverrideIT extends ReviewTestCase {

  private static final String REASON = "The ethics board has seen the harm table in May";
  private static final String ETHICS = "ethics-approved";

  /** The names stand for what the policy lets be overridden, so that each is published once. */
  private static final Map<String, String> POLICIES =
      Map.of(
          "lenient",
          "{\"distinct_people\": 1, \"overridable_by\": {\"ethics-approved\": [\"lead\"]}}",
          "by-ethics",
          "{\"distinct_people\": 1, \"overridable_by\": {\"ethics-approved\":"
              + " [\"ethics-reviewer\"]}}",
          "lax",
          "{\"overridable_by\": {\"submitted\": [\"lead\"], \"distinct-approvers\": [\"lead\"],"
              + " \"separation-of-duties\": [\"lead\"]}}");

  @Inject EventLog log;
  @Inject OverrideExpiry expiry;

  /** A version under a policy, whose performance review alone is approved. */
  private static Subject halfApproved(String policy) {
    Subject subject = submitted();
    bind(subject, policy);
    approve("performance-reviewer", subject, "PERFORMANCE");
    return subject;
  }

  private static void bind(Subject subject, String policy) {
    OwnerSql.bind(subject, policy, Objects.requireNonNull(POLICIES.get(policy)));
  }

  private static Map<String, Object> command(String requirement, Duration life) {
    return Map.of(
        "requirement", requirement, "reason", REASON, "until", Instant.now().plus(life).toString());
  }

  private static ValidatableResponse propose(String account, Subject subject, String requirement) {
    return post(
        account,
        subject.path() + "/overrides",
        subject.revision(),
        command(requirement, Duration.ofDays(30)));
  }

  private static String proposed(String account, Subject subject, String requirement) {
    return propose(account, subject, requirement)
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static ValidatableResponse agree(String account, String proposal) {
    return post(account, "/api/v1/proposals/" + proposal + "/approvals", 1, Map.of());
  }

  /** Grants an override of the ethics review; returns its id. */
  private static String granted(Subject subject) {
    agree("performance-reviewer-2", proposed("lead-2", subject, ETHICS)).statusCode(201);
    return read("auditor", subject.path() + "/overrides").getString("items[0].id");
  }

  private static ValidatableResponse withdraw(String account, String override, Object revision) {
    return post(
        account,
        "/api/v1/overrides/" + override + "/withdrawals",
        revision,
        Map.of("reason", "The board has taken it back"));
  }

  private static String assessment(Subject subject) {
    return read("auditor", REVIEWS + "/" + review(subject, "ETHICS")).getString("assessment_id");
  }

  private List<String> types(String id) {
    return log.history(UUID.fromString(id), 0, 100).stream().map(LoggedEvent::type).toList();
  }

  /** Lets the time of an override be over. */
  private static void end(String override) {
    OwnerSql.execute(
        "update requirement_override set granted_at = ?, expires_at = ? where id = ?",
        Timestamp.from(Instant.now().minusSeconds(60)),
        Timestamp.from(Instant.now().minusSeconds(1)),
        UUID.fromString(override));
  }

  /** Invariant 11: an override has two people, exact bytes and an end, and shows. */
  @Test
  void letsARoundPassAndShowsWhereverTheVersionIs() {
    Subject subject = halfApproved("lenient");
    get("lead-2", subject.path() + "/requirements")
        .body("actions.find { it.name == 'override' }.allowed", is(true));
    String proposal =
        propose("lead-2", subject, ETHICS)
            .statusCode(201)
            .body("act", is("OVERRIDE"))
            .body("state", is("OPEN"))
            .body("override.requirement", is(ETHICS))
            .body("override.digest", is(subject.digest()))
            .body("reason", is(REASON))
            .extract()
            .jsonPath()
            .getString("id");
    get("lead", subject.path() + "/requirements").body(state(ETHICS), is("PENDING"));

    agree("performance-reviewer-2", proposal).statusCode(201).body("state", is("APPROVED"));

    get("auditor", "/api/v1/assessments/" + assessment(subject)).body("state", is("PASSED"));
    String override =
        get("engineer", subject.path() + "/overrides")
            .body("items.requirement", contains(ETHICS))
            .body("items.state", contains("GRANTED"))
            .body("items[0].approvers.account", contains("lead-2", "performance-reviewer-2"))
            .body("items[0].reason", is(REASON))
            .body("items[0].policy", is("lenient/1"))
            .body("items[0].digest", is(subject.digest()))
            .extract()
            .jsonPath()
            .getString("items[0].id");
    release("lead", subject, "production")
        .statusCode(201)
        .body("requirements.find { it.key == 'ethics-approved' }.state", is("OVERRIDDEN"));
    get("lead", subject.path() + "/releases")
        .body("items[0].requirements.find { it.key == 'ethics-approved' }.state", is("OVERRIDDEN"));
    gate("engineer", subject.digest(), "production")
        .body("decision", is("ALLOW"))
        .body(state(ETHICS), is("OVERRIDDEN"))
        .body("requirements.find { it.key == 'ethics-approved' }.evidence", contains(override));
    as("engineer")
        .header("Accept", "text/plain")
        .get("/api/v1/gate?digest={d}", subject.digest())
        .then()
        .body(containsString("\nOVERRIDDEN ethics-approved: Overridden by two people until "));
    get("lead", subject.path() + "/requirements")
        .body("fulfilled", is(true))
        .body(state(ETHICS), is("OVERRIDDEN"));
    assertThat(types(override)).containsExactly(EventTypes.OVERRIDE_GRANTED);
    assertThat(log.history(UUID.fromString(override), 0, 1).getFirst().data().toString())
        .contains(subject.digest(), ETHICS, Tokens.subject("lead-2"))
        .doesNotContain("board");
  }

  @Test
  void isForWhatThePolicyListsOnly() {
    Subject starter = submitted();
    Subject lenient = halfApproved("lenient");

    propose("lead-2", starter, ETHICS).statusCode(409).body("code", is("NOT_OVERRIDABLE"));
    propose("lead-2", lenient, "performance-approved").statusCode(409);
    propose("lead-2", lenient, "no-such-thing").statusCode(409).body("code", is("NOT_OVERRIDABLE"));
    get("lead-2", starter.path() + "/requirements")
        .body("actions.find { it.name == 'override' }.allowed", is(false));
  }

  /** Invariant 12: some things are never overridden. */
  @ParameterizedTest
  @ValueSource(strings = {"submitted", "distinct-approvers", "separation-of-duties"})
  void isNotForWhoDecidesWhateverThePolicyLists(String requirement) {
    propose("lead-2", halfApproved("lax"), requirement)
        .statusCode(409)
        .body("code", is("NOT_OVERRIDABLE"));
  }

  @Test
  void isNotForWhatIsMet() {
    Subject subject = halfApproved("lenient");
    String override = granted(subject);

    propose("lead", subject, ETHICS)
        .statusCode(409)
        .body("code", is("NOT_OVERRIDABLE"))
        .body("detail", containsString("OVERRIDDEN"));
    assertThat(types(override)).hasSize(1);
  }

  @Test
  void takesALeadAndAReviewer() {
    Subject subject = halfApproved("lenient");
    String proposal = proposed("lead-2", subject, ETHICS);

    agree("lead-2", proposal).statusCode(403).body("code", is("TWO_PEOPLE_NEEDED"));
    agree("lead", proposal).statusCode(403).body("code", is("TWO_PEOPLE_NEEDED"));
    agree("engineer", proposal).statusCode(403).body("code", is("FORBIDDEN"));
    post("ethics-reviewer", "/api/v1/proposals/" + proposal + "/approvals", Map.of())
        .statusCode(428);
    get("lead", "/api/v1/proposals/" + proposal)
        .body("actions.find { it.name == 'approve' }.allowed", is(false));
    get("lead", subject.path() + "/requirements").body(state(ETHICS), is("PENDING"));

    agree("ethics-reviewer", proposal).statusCode(201);
    agree("ethics-reviewer-2", proposal).statusCode(409).body("code", is("PROPOSAL_CLOSED"));
  }

  @Test
  void takesOneOfTheRolesThatThePolicyNames() {
    Subject subject = halfApproved("by-ethics");
    String proposal = proposed("lead-2", subject, ETHICS);

    agree("performance-reviewer-2", proposal)
        .statusCode(403)
        .body("code", is("TWO_PEOPLE_NEEDED"))
        .body("detail", containsString("ethics-reviewer"));

    agree("ethics-reviewer-2", proposal).statusCode(201);
  }

  @Test
  void isNotGrantedByTheWordOfSomebodyWhoLostTheRole() {
    Subject subject = halfApproved("lenient");
    String proposal = proposed("lead-2", subject, ETHICS);
    IssuerResource.takeRoles("lead-2");
    String anew;
    try {
      agree("performance-reviewer-2", proposal)
          .statusCode(403)
          .body("code", is("TWO_PEOPLE_NEEDED"))
          .body("detail", containsString("propose it anew"));
      get("performance-reviewer-2", "/api/v1/proposals/" + proposal)
          .body("actions.find { it.name == 'approve' }.allowed", is(false));
      get("lead", subject.path() + "/requirements").body(state(ETHICS), is("PENDING"));
      anew = proposed("lead", subject, ETHICS);
    } finally {
      IssuerResource.giveRoles("lead-2");
    }

    agree("performance-reviewer-2", proposal).statusCode(409).body("code", is("PROPOSAL_CLOSED"));
    agree("performance-reviewer-2", anew).statusCode(201);

    assertThat(types(proposal))
        .containsExactly(EventTypes.PROPOSAL_OPENED, EventTypes.PROPOSAL_LAPSED);
  }

  @ParameterizedTest
  @CsvSource({"engineer-2", "auditor", "admin", "operator", "service-account-ci"})
  void isNotForOthersToPropose(String account) {
    propose(account, halfApproved("lenient"), ETHICS).statusCode(403);
  }

  /** Invariant 11: an override has two people, exact bytes and an end, and shows. */
  @Test
  void isNotForWhoHadAPartInTheVersion() {
    Subject subject = registered(List.of("ethics-reviewer-2"), "engineer");
    submit(subject);
    bind(subject, "lenient");

    propose("ethics-reviewer-2", subject, ETHICS)
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is("AUTHOR"));
    String proposal = proposed("lead-2", subject, ETHICS);
    agree("ethics-reviewer-2", proposal).statusCode(403).body("rule", is("AUTHOR"));
    get("ethics-reviewer-2", "/api/v1/proposals/" + proposal)
        .body("actions.find { it.name == 'approve' }.allowed", is(false));
  }

  @Test
  void countsNoMoreOnceOneOfTheTwoTurnsOutToHaveHadAPart() {
    Subject subject = halfApproved("lenient");
    granted(subject);
    release("lead", subject, "production").statusCode(201);

    follow(
        subject.involving("performance-reviewer-2", "DATA_OWNER"),
        "org.assay.registry.version.updated.v1",
        "RELEASED");

    await()
        .untilAsserted(
            () ->
                gate("engineer", subject.digest(), "production")
                    .body("decision", is("DENY"))
                    .body(state(ETHICS), is("PENDING")));
  }

  @Test
  void keepsWhoOverrodeFromReleasing() {
    Subject subject = halfApproved("lenient");
    agree("performance-reviewer-2", proposed("lead", subject, ETHICS)).statusCode(201);

    release("lead", subject, "production").statusCode(403).body("rule", is("APPROVER"));
  }

  @Test
  void keepsWhoReleasedFromOverriding() {
    Subject subject = halfApproved("lenient");
    String override = granted(subject);
    release("lead", subject, "production").statusCode(201);
    withdraw("ethics-reviewer", override, 1).statusCode(201);

    propose("lead", subject, ETHICS).statusCode(403).body("rule", is("RELEASER"));

    agree("performance-reviewer-2", proposed("lead-2", subject, ETHICS)).statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void endsAtItsInstantWhoeverHasNoticed() {
    Subject subject = halfApproved("lenient");
    String override = granted(subject);
    release("lead", subject, "production").statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));

    end(override);

    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state(ETHICS), is("PENDING"));
    get("lead", "/api/v1/overrides/" + override).body("state", is("EXPIRED"));
    withdraw("lead", override, 1).statusCode(409).body("code", is("OVERRIDE_ENDED"));
    get("auditor", "/api/v1/assessments/" + assessment(subject)).body("state", is("PASSED"));
  }

  /** Invariant 11: it shows in every view, for ever. */
  @Test
  void goesOnShowingWhereverTheVersionIsOnceItEnded() {
    Subject subject = halfApproved("lenient");
    String first = granted(subject);
    release("lead", subject, "production")
        .statusCode(201)
        .body("overrides.id", contains(first))
        .body("overrides.state", contains("GRANTED"));
    OwnerSql.execute(
        "update requirement_override set expires_at = clock_timestamp() where id = ?",
        UUID.fromString(first));
    showsEverywhere(subject, "EXPIRED");
    as("engineer")
        .header("Accept", "text/plain")
        .get("/api/v1/gate?digest={d}", subject.digest())
        .then()
        .body(containsString("\nOVERRIDE ethics-approved: EXPIRED, until "));

    agree("performance-reviewer-2", proposed("lead-2", subject, ETHICS)).statusCode(201);
    String second = read("lead", subject.path() + "/overrides").getString("items[0].id");
    withdraw("ethics-reviewer", second, 1).statusCode(201);

    showsEverywhere(subject, "WITHDRAWN", "EXPIRED");
    get("auditor", subject.path() + "/releases")
        .body("items[0].overrides.id", contains(first))
        .body("items[0].overrides.requirement", contains(ETHICS))
        .body("items[0].overrides.state", contains("EXPIRED"));
  }

  private static void showsEverywhere(Subject subject, String... states) {
    gate("engineer", subject.digest(), "production")
        .body("overrides.requirement", everyItem(is(ETHICS)))
        .body("overrides.state", contains(states));
    get("engineer", subject.path() + "/requirements").body("overrides.state", contains(states));
  }

  @Test
  void losesTheRoundThatItLetPassAndMayBeGrantedAgain() {
    Subject subject = halfApproved("lenient");
    String override = granted(subject);
    end(override);

    expiry.expireOverdue();

    get("auditor", "/api/v1/assessments/" + assessment(subject))
        .body("state", is("LOST"))
        .body("cause", is("OVERRIDE_ENDED"));
    release("lead", subject, "production").statusCode(409);
    agree("performance-reviewer-2", proposed("lead-2", subject, ETHICS)).statusCode(201);
    get("auditor", "/api/v1/assessments/" + assessment(subject)).body("state", is("PASSED"));
    get("lead", subject.path() + "/overrides").body("items.state", contains("GRANTED", "EXPIRED"));
  }

  @Test
  void isGrantedAgainThoughNobodyHasWrittenDownThatItEnded() {
    Subject subject = halfApproved("lenient");
    end(granted(subject));

    agree("performance-reviewer-2", proposed("lead-2", subject, ETHICS)).statusCode(201);

    get("lead", subject.path() + "/overrides").body("items.state", contains("GRANTED", "EXPIRED"));
    get("lead", subject.path() + "/requirements").body(state(ETHICS), is("OVERRIDDEN"));
  }

  @Test
  void isToldToHaveEndedOnceHoweverManyCopiesLook() throws Exception {
    String override = granted(halfApproved("lenient"));
    end(override);
    Races.fourAtOnce(expiry::expireOverdue);

    assertThat(types(override))
        .containsExactly(EventTypes.OVERRIDE_GRANTED, EventTypes.OVERRIDE_EXPIRED);
  }

  @Test
  void isWithdrawnByOneLeadOrReviewer() {
    Subject subject = halfApproved("lenient");
    String override = granted(subject);
    release("lead", subject, "production").statusCode(201);

    withdraw("engineer", override, 1).statusCode(403);
    withdraw("ethics-reviewer", override, 7).statusCode(412);
    withdraw("ethics-reviewer", override, 1)
        .statusCode(201)
        .body("state", is("WITHDRAWN"))
        .body("withdrawn_by.account", is("ethics-reviewer"))
        .body("withdrawal_reason", is("The board has taken it back"))
        .body("ended_at", notNullValue());

    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state(ETHICS), is("PENDING"));
    assertThat(types(override))
        .containsExactly(EventTypes.OVERRIDE_GRANTED, EventTypes.OVERRIDE_WITHDRAWN);
  }

  @Test
  void isGrantedOnceByTwoWhoAgreeAtOnce() throws Exception {
    Subject subject = halfApproved("lenient");
    String proposal = proposed("lead-2", subject, ETHICS);

    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      var one = two.submit(() -> agree("ethics-reviewer", proposal).extract().statusCode());
      var other = two.submit(() -> agree("ethics-reviewer-2", proposal).extract().statusCode());

      assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(201, 409);
    }
    get("lead", subject.path() + "/overrides").body("items.size()", is(1));
  }

  @Test
  void isProposedOnceAtATimeForARequirement() {
    Subject subject = halfApproved("lenient");
    String proposal = proposed("lead-2", subject, ETHICS);

    propose("ethics-reviewer", subject, ETHICS)
        .statusCode(409)
        .body("code", is("PROPOSAL_OPEN"))
        .body("proposal_id", is(proposal));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "reason, , REQUIRED",
    "reason, Because, TOO_SHORT",
    "requirement, , REQUIRED",
    "requirement, Ethics Approved, PATTERN",
    "until, , REQUIRED",
    "until, 2020-01-01T00:00:00Z, FUTURE",
    "until, 2999-01-01T00:00:00Z, FUTURE",
    "digest, mine, UNKNOWN_FIELD"
  })
  void refusesBadInput(String member, @Nullable String value, String code) {
    Subject subject = halfApproved("lenient");
    Map<String, Object> body = new HashMap<>(command(ETHICS, Duration.ofDays(1)));
    body.put(member, value);

    post("lead-2", subject.path() + "/overrides", subject.revision(), body)
        .statusCode(422)
        .body("errors.pointer", hasItem("/" + member))
        .body("errors.code", hasItem(code));
  }

  @Test
  void needsTheRevisionThatWasSeenAndARound() {
    Subject subject = halfApproved("lenient");
    Map<String, Object> body = command(ETHICS, Duration.ofDays(1));

    post("lead-2", subject.path() + "/overrides", body).statusCode(428);
    post("lead-2", subject.path() + "/overrides", subject.revision() - 1, body).statusCode(412);
    Subject unsubmitted = registered();
    propose("lead-2", unsubmitted, ETHICS)
        .statusCode(409)
        .body("code", is("ASSESSMENT_STATE_REFUSES"));
  }
}
