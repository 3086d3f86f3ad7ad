package org.assay.review.qualification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.IssuerResource;
import org.assay.review.OwnerSql;
import org.assay.review.PolicyActs;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.assay.review.round.ExpiryOnDemand;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What people may review beyond their roles: granted by two, ended by one, and judged when it
 * counts.
 */
@QuarkusTest
class QualificationIT extends ReviewTestCase {

  private static final String QUALIFICATIONS = "/api/v1/qualifications";
  private static final String REASON = "Passed the course of May";

  @Inject EventLog log;
  @Inject ExpiryOnDemand expiry;

  /** People are the same in all tests; what one of them was granted ends with its test. */
  @AfterEach
  void endAll() {
    OwnerSql.execute(
        "update qualification set valid_until = clock_timestamp()"
            + " where valid_from < clock_timestamp() and valid_until > clock_timestamp()");
    OwnerSql.execute("update proposal set state = 'LAPSED' where state = 'OPEN'");
  }

  private static Map<String, Object> command(String subject, String type) {
    Map<String, Object> command = new HashMap<>();
    command.put("subject", subject);
    command.put("review_type", type);
    command.put("until", Instant.now().plus(Duration.ofDays(300)).toString());
    command.put("reason", REASON);
    return command;
  }

  private static ValidatableResponse propose(String account, String subject, String type) {
    return post(account, QUALIFICATIONS, command(subject, type));
  }

  private static String proposed(String subject, String type) {
    return propose("admin", subject, type).statusCode(201).extract().jsonPath().getString("id");
  }

  private static ValidatableResponse agree(String account, String proposal) {
    return post(account, "/api/v1/proposals/" + proposal + "/approvals", 1, Map.of());
  }

  /** Grants somebody a qualification; returns its id. */
  private static String granted(String subject, String type) {
    agree("admin-2", proposed(subject, type)).statusCode(201);
    return last(subject, type);
  }

  private static String last(String subject, String type) {
    return read("auditor", QUALIFICATIONS + "?subject=" + subject + "&review_type=" + type)
        .getString("items[0].id");
  }

  private static ValidatableResponse withdraw(String account, String id, Object revision) {
    return post(
        account,
        QUALIFICATIONS + "/" + id + "/withdrawals",
        revision,
        Map.of("reason", "The certificate was taken back"));
  }

  private static void end(String id) {
    OwnerSql.execute(
        "update qualification set valid_until = clock_timestamp() where id = ?",
        UUID.fromString(id));
  }

  private List<LoggedEvent> told(String id) {
    return log.history(UUID.fromString(id), 0, 100);
  }

  @Test
  void isGrantedByTwoAdministratorsAndShows() {
    String proposal =
        propose("admin", "performance-reviewer", "SAFETY")
            .statusCode(201)
            .body("act", is("GRANT_QUALIFICATION"))
            .body("model", nullValue())
            .body("qualification.subject.account", is("performance-reviewer"))
            .body("qualification.review_type", is("SAFETY"))
            .body("approvals[0].as_admin", is(true))
            .extract()
            .jsonPath()
            .getString("id");
    get("admin-2", "/api/v1/proposals/" + proposal)
        .body("actions.find { it.name == 'approve' }.allowed", is(true));

    agree("admin-2", proposal).statusCode(201).body("state", is("APPROVED"));

    String id = last("performance-reviewer", "SAFETY");
    get("lead", QUALIFICATIONS + "/" + id)
        .statusCode(200)
        .body("subject.account", is("performance-reviewer"))
        .body("state", is("VALID"))
        .body("granted_by.account", contains("admin", "admin-2"))
        .body("proposal_id", is(proposal))
        .body("reason", is(REASON))
        .body("actions.find { it.name == 'withdraw' }.allowed", is(false));
    assertThat(told(proposal))
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.PROPOSAL_OPENED, EventTypes.PROPOSAL_APPROVED);
    assertThat(told(id))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(EventTypes.QUALIFICATION_GRANTED);
              assertThat(event.data().path("review_type").asText()).isEqualTo("SAFETY");
              assertThat(event.data().toString()).doesNotContain("course");
            });
  }

  @Test
  void isGrantedToNeitherOfTheTwo() {
    propose("admin", "admin", "ETHICS")
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is("OWN_QUALIFICATION"));
    String proposal = proposed("admin-2", "ETHICS");
    agree("admin-2", proposal).statusCode(403).body("rule", is("OWN_QUALIFICATION"));
    get("admin-2", "/api/v1/proposals/" + proposal)
        .body("actions.find { it.name == 'approve' }.allowed", is(false));
  }

  /** Of two at once one comes second, and is told so. */
  @Test
  void isProposedOnceHoweverManyDoSoAtOnce() throws Exception {
    List<Callable<String>> both =
        List.of(() -> raced("admin"), () -> raced("admin"), () -> raced("admin-2"));
    List<String> answers = new ArrayList<>();
    try (ExecutorService people = Executors.newFixedThreadPool(3)) {
      for (Future<String> done : people.invokeAll(both)) {
        answers.add(done.get());
      }
    }

    assertThat(answers)
        .containsExactlyInAnyOrder("201 null", "409 PROPOSAL_OPEN", "409 PROPOSAL_OPEN");
  }

  private static String raced(String account) {
    Response answer = propose(account, "ethics-reviewer", "SECURITY").extract().response();
    return answer.statusCode() + " " + answer.jsonPath().getString("code");
  }

  @Test
  void takesTwoAdministrators() {
    String proposal = proposed("performance-reviewer", "LEGAL");

    agree("admin", proposal)
        .statusCode(403)
        .body("code", is("TWO_PEOPLE_NEEDED"))
        .body("missing", is("admin"));
    agree("lead", proposal).statusCode(403).body("code", is("FORBIDDEN"));
    agree("ethics-reviewer", proposal).statusCode(403);
    propose("admin-2", "performance-reviewer", "LEGAL")
        .statusCode(409)
        .body("code", is("PROPOSAL_OPEN"));
    get("auditor", QUALIFICATIONS + "?subject=performance-reviewer&review_type=LEGAL")
        .body("items", hasSize(0));
  }

  @Test
  void isNotGrantedByTheWordOfWhoLostTheRole() {
    String proposal = proposed("performance-reviewer", "PRIVACY");
    IssuerResource.takeRoles("admin");
    try {
      agree("admin-2", proposal)
          .statusCode(403)
          .body("code", is("TWO_PEOPLE_NEEDED"))
          .body("detail", containsString("propose it anew"));
    } finally {
      IssuerResource.giveRoles("admin");
    }
  }

  @Test
  void isGrantedOnceByWhoAgreesTwiceAtOnce() throws Exception {
    String proposal = proposed("performance-reviewer", "EXPLAINABILITY");

    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      var one = two.submit(() -> agree("admin-2", proposal).extract().statusCode());
      var other = two.submit(() -> agree("admin-2", proposal).extract().statusCode());

      assertThat(List.of(one.get(), other.get())).contains(201).containsAnyOf(403, 409);
    }
    get("auditor", QUALIFICATIONS + "?subject=performance-reviewer&review_type=EXPLAINABILITY")
        .body("items", hasSize(1));
  }

  @ParameterizedTest
  @CsvSource({"engineer", "ethics-reviewer", "lead", "auditor", "operator", "service-account-ci"})
  void isNotForOthersToProposeOrEnd(String account) {
    String id = granted("ethics-reviewer-2", "OPERATIONS");

    propose(account, "performance-reviewer", "GEN").statusCode(403);
    withdraw(account, id, 1).statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"engineer", "operator", "service-account-ci"})
  void isNotForEverybodyToRead(String account) {
    get(account, QUALIFICATIONS).statusCode(403);
  }

  @Test
  void isEndedByOneAdministrator() {
    String id = granted("performance-reviewer", "RL");

    post("admin", QUALIFICATIONS + "/" + id + "/withdrawals", Map.of("reason", "Gone"))
        .statusCode(428);
    withdraw("admin", id, 7).statusCode(412);
    withdraw("admin", id, 1)
        .statusCode(201)
        .body("state", is("WITHDRAWN"))
        .body("withdrawn_by.account", is("admin"))
        .body("withdrawal_reason", is("The certificate was taken back"));
    withdraw("admin-2", id, 2).statusCode(409).body("code", is("QUALIFICATION_ENDED"));
    assertThat(told(id))
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.QUALIFICATION_GRANTED, EventTypes.QUALIFICATION_ENDED);
  }

  @Test
  void opensAKindOfReviewToAReviewerOfTheOtherRole() {
    Subject subject = submitted();
    String review = review(subject, "PERFORMANCE");
    claim("ethics-reviewer-2", review).statusCode(403).body("code", is("FORBIDDEN"));
    get("ethics-reviewer-2", REVIEWS + "?inbox=me&model={m}", subject.model())
        .body("items.id", not(hasItem(review)));
    granted("ethics-reviewer-2", "PERFORMANCE");
    get("ethics-reviewer-2", REVIEWS + "?inbox=me&model={m}", subject.model())
        .body("items.id", hasItem(review));

    approve("ethics-reviewer-2", subject, "PERFORMANCE");
    approve("ethics-reviewer", subject, "ETHICS");

    release("lead", subject, "production").statusCode(201);
  }

  @Test
  void takesAReviewThatIsHandedOver() {
    Subject subject = submitted();
    String review = review(subject, "PERFORMANCE");
    claim("performance-reviewer", review).statusCode(201);
    Map<String, String> handing = Map.of("to", "ethics-reviewer-2", "reason", "Away until June");
    post("performance-reviewer", REVIEWS + "/" + review + "/delegations", handing)
        .statusCode(403)
        .body("rule", is("REVIEWER_ROLE"));
    granted("ethics-reviewer-2", "PERFORMANCE");

    post("performance-reviewer", REVIEWS + "/" + review + "/delegations", handing).statusCode(201);

    claim("ethics-reviewer-2", review).statusCode(201);
  }

  @Test
  void opensNothingToWhoIsNoReviewerNorToALeadOfTheProject() {
    Subject subject = submitted();
    granted("lead", "PERFORMANCE");
    granted("auditor", "PERFORMANCE");

    claim("lead", review(subject, "PERFORMANCE")).statusCode(403).body("rule", is("OWN_PROJECT"));
    claim("auditor", review(subject, "PERFORMANCE")).statusCode(403);
  }

  @ParameterizedTest
  @CsvSource({"risk, 403", "credit, 201"})
  void countsForProjectsOfItsUnit(String unit, int status) {
    Subject subject = submitted();
    Map<String, Object> command = command("ethics-reviewer-2", "PERFORMANCE");
    command.put("unit", unit);
    String proposal =
        post("admin", QUALIFICATIONS, command).statusCode(201).extract().jsonPath().getString("id");
    agree("admin-2", proposal).statusCode(201);

    claim("ethics-reviewer-2", review(subject, "PERFORMANCE")).statusCode(status);
  }

  @Test
  void countsFromItsFirstInstantOn() {
    Subject subject = submitted();
    Map<String, Object> command = command("ethics-reviewer-2", "PERFORMANCE");
    command.put("from", Instant.now().plus(Duration.ofDays(1)).toString());
    String proposal =
        post("admin", QUALIFICATIONS, command).statusCode(201).extract().jsonPath().getString("id");
    agree("admin-2", proposal).statusCode(201);

    get("auditor", QUALIFICATIONS + "/" + last("ethics-reviewer-2", "PERFORMANCE"))
        .body("state", is("UPCOMING"));
    claim("ethics-reviewer-2", review(subject, "PERFORMANCE")).statusCode(403);
  }

  @Test
  void isJudgedAgainAtTheReleaseAndNotAfterIt() {
    Subject early = submitted();
    Subject late = submitted();
    String id = granted("ethics-reviewer-2", "PERFORMANCE");
    for (Subject subject : List.of(early, late)) {
      approve("ethics-reviewer-2", subject, "PERFORMANCE");
      approve("ethics-reviewer", subject, "ETHICS");
    }
    release("lead", early, "production").statusCode(201);

    end(id);

    release("lead", late, "production")
        .statusCode(409)
        .body("code", is("REQUIREMENTS_NOT_MET"))
        .body(state("performance-approved"), is("STALE"));
    gate("engineer", early.digest(), "production").body("decision", is("ALLOW"));
    release("lead", early, "staging").statusCode(409);
  }

  /** Else the round would be stuck: approved, and never released. */
  @Test
  void endsWhatRestsOnItWithoutARelease() {
    Subject passed = submitted();
    Subject open = submitted();
    Subject released = submitted();
    String id = granted("ethics-reviewer-2", "PERFORMANCE");
    for (Subject subject : List.of(passed, open, released)) {
      approve("ethics-reviewer-2", subject, "PERFORMANCE");
    }
    for (Subject subject : List.of(passed, released)) {
      approve("ethics-reviewer", subject, "ETHICS");
    }
    release("lead", released, "production").statusCode(201);
    String lost = review(passed, "PERFORMANCE");
    String again = review(open, "PERFORMANCE");
    String kept = review(released, "PERFORMANCE");
    end(id);

    expiry.run();

    get("auditor", REVIEWS + "/" + lost).body("state", is("EXPIRED"));
    get("auditor", REVIEWS + "?model={m}&state=REQUESTED", passed.model())
        .body("items.round", contains(2, 2));
    get("auditor", REVIEWS + "/" + again).body("state", is("IN_PROGRESS"));
    get("auditor", REVIEWS + "/" + kept).body("state", is("APPROVED"));
    gate("engineer", released.digest(), "production").body("decision", is("ALLOW"));
    decide("ethics-reviewer-2", again, "APPROVED").statusCode(403);
    approve("performance-reviewer", passed, "PERFORMANCE");
    approve("ethics-reviewer", passed, "ETHICS");
    release("lead", passed, "production").statusCode(201);
  }

  @Test
  void countsNoApprovalWhoseQualificationIsOverBesideAnother() {
    Subject subject = registered();
    publish(
        subject,
        Map.of(
            "reviews",
            List.of(
                Map.of("type", "ETHICS", "approvals", 1),
                Map.of("type", "PERFORMANCE", "approvals", 2))));
    submit(subject);
    String id = granted("ethics-reviewer-2", "PERFORMANCE");
    String review = review(subject, "PERFORMANCE");
    approve("ethics-reviewer-2", subject, "PERFORMANCE");
    end(id);

    approve("performance-reviewer", subject, "PERFORMANCE");

    get("auditor", REVIEWS + "/" + review).body("state", is("IN_PROGRESS"));
    post(
            "lead-2",
            REVIEWS + "/" + review + "/unassignments",
            Map.of("account", "ethics-reviewer-2", "reason", "Away"))
        .statusCode(201);
    approve("performance-reviewer-2", subject, "PERFORMANCE");
    get("auditor", REVIEWS + "/" + review).body("state", is("APPROVED"));
  }

  @Test
  void keepsWhoLostItFromDeciding() {
    Subject subject = submitted();
    String id = granted("ethics-reviewer-2", "PERFORMANCE");
    String review = review(subject, "PERFORMANCE");
    claim("ethics-reviewer-2", review).statusCode(201);
    withdraw("admin", id, 1).statusCode(201);

    decide("ethics-reviewer-2", review, "APPROVED").statusCode(403).body("code", is("FORBIDDEN"));
  }

  /** A generative model of HIGH risk, under a policy that asks for qualified sections. */
  private static Subject generative() {
    Subject subject = registered();
    tell(REGISTRY, List.of(subject.modelUpdated("GENERATIVE", false)));
    publish(
        subject,
        Map.of(
            "reviews",
            PolicyActs.BOTH_REVIEWS,
            "tiers",
            List.of(
                Map.of("tier", "MINIMAL"), Map.of("tier", "HIGH", "qualified_sections", true))));
    classify(subject, Map.of("A5", "YES"));
    submit(subject);
    return subject;
  }

  @Test
  void isAskedForWhereTheModelHasASpecialSection() {
    Subject subject = generative();
    approve("ethics-reviewer", subject, "ETHICS");
    String requirement = "requirements.find { it.key == 'qualified-sections' }.";
    await()
        .untilAsserted(
            () ->
                get("engineer", subject.path() + "/requirements")
                    .body(state("qualified-sections"), is("IMPOSSIBLE"))
                    .body(requirement + "satisfiable_by.role", contains("admin")));
    String id = granted("performance-reviewer-2", "GEN");
    get("engineer", subject.path() + "/requirements")
        .body(state("qualified-sections"), is("PENDING"))
        .body(requirement + "satisfiable_by.account", contains("performance-reviewer-2"))
        .body(requirement + "clause.text", containsString("GEN"));

    approve("performance-reviewer", subject, "PERFORMANCE");
    get("engineer", subject.path() + "/requirements")
        .body(state("performance-approved"), is("SATISFIED"))
        .body(state("qualified-sections"), is("UNSATISFIED"));
    release("lead", subject, "production").statusCode(409);
    post(
            "lead-2",
            subject.path() + "/overrides",
            subject.revision(),
            Map.of(
                "requirement",
                "qualified-sections",
                "reason",
                "The board has seen what speaks against it",
                "until",
                Instant.now().plus(Duration.ofDays(2)).toString()))
        .statusCode(409)
        .body("code", is("NOT_OVERRIDABLE"));
    String review = review(subject, "PERFORMANCE");
    post(
            "performance-reviewer",
            REVIEWS + "/" + review + "/retractions",
            revision(review),
            Map.of("reason", "Somebody qualified has to look"))
        .statusCode(201);
    post("performance-reviewer", REVIEWS + "/" + review + "/unassignments", Map.of())
        .statusCode(201);
    approve("performance-reviewer-2", subject, "PERFORMANCE");
    get("engineer", subject.path() + "/requirements")
        .body(state("qualified-sections"), is("SATISFIED"));
    release("lead", subject, "production").statusCode(201);

    withdraw("admin", id, 1).statusCode(201);

    gate("engineer", subject.digest(), "production")
        .body("decision", is("ALLOW"))
        .body(state("qualified-sections"), is("SATISFIED"));
    release("lead", subject, "staging").statusCode(409).body("code", is("REQUIREMENTS_NOT_MET"));
  }

  /** What was released by it stays so when another unit answers for the project. */
  @Test
  void isJudgedByTheUnitOfTheReleasesInstant() {
    Subject subject = generative();
    Map<String, Object> command = command("performance-reviewer", "GEN");
    command.put("unit", "credit");
    String proposal =
        post("admin", QUALIFICATIONS, command).statusCode(201).extract().jsonPath().getString("id");
    agree("admin-2", proposal).statusCode(201);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);

    OwnerSql.execute("update project_copy set unit = 'markets' where id = ?", subject.projectId());

    gate("engineer", subject.digest(), "production")
        .body(state("qualified-sections"), is("SATISFIED"));
    get("engineer", subject.path() + "/requirements")
        .body(state("qualified-sections"), not(is("SATISFIED")));
    release("lead", subject, "staging").statusCode(not(is(201)));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "subject, , REQUIRED",
    "subject, nobody, UNKNOWN_SUBJECT",
    "subject, service-account-ci, NOT_ALLOWED",
    "review_type, , REQUIRED",
    "until, , REQUIRED",
    "until, 2020-01-01T00:00:00Z, FUTURE",
    "until, 2999-01-01T00:00:00Z, FUTURE",
    "from, 2020-01-01T00:00:00Z, FUTURE",
    "from, 2999-01-01T00:00:00Z, FUTURE",
    "reason, , REQUIRED",
    "granted_by, me, UNKNOWN_FIELD"
  })
  void refusesBadInput(String member, @Nullable String value, String code) {
    Map<String, Object> body = command("performance-reviewer", "DATA_QUALITY");
    body.put(member, value);

    post("admin", QUALIFICATIONS, body)
        .statusCode(422)
        .body("errors.pointer", hasItem("/" + member))
        .body("errors.code", hasItem(code));
  }

  @ParameterizedTest
  @CsvSource({"review_type=VIBES, 400", "limit=0, 422", "colour=red, 400", "subject=nobody, 422"})
  void refusesABadQuery(String query, int status) {
    get("auditor", QUALIFICATIONS + "?" + query).statusCode(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "00000000-0000-7000-8000-000000000000"})
  void knowsNoSuchQualification(String id) {
    get("auditor", QUALIFICATIONS + "/" + id).statusCode(404);
    withdraw("admin", id, 1).statusCode(404);
  }
}
