package org.assay.review;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody decides on their own work, whatever roles they hold. */
@QuarkusTest
class DutiesIT extends ReviewTestCase {

  private static ValidatableResponse claimAs(String token, String review) {
    return withToken(token)
        .contentType("application/json")
        .body("{}")
        .post(REVIEWS + "/" + review + "/assignments")
        .then();
  }

  private static String reviewerToken(String account) {
    return Tokens.forAccount(account)
        .withRoles("engineer", "ethics-reviewer", "performance-reviewer")
        .token();
  }

  private static Subject submittedBy(String author, String registrant) {
    Subject subject = registered(List.of(author), registrant);
    submit(subject);
    return subject;
  }

  @Test
  void refusesTheAuthor() {
    Subject subject = submittedBy("engineer-2", "service-account-ci");

    claimAs(reviewerToken("engineer-2"), review(subject, "ETHICS"))
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is("AUTHOR"));
  }

  @Test
  void refusesTheSubmitter() {
    Subject subject = submittedBy("engineer-2", "service-account-ci");

    claimAs(reviewerToken("engineer"), review(subject, "ETHICS"))
        .statusCode(403)
        .body("rule", is("SUBMITTER"));
  }

  @Test
  void refusesWhoeverRegisteredIt() {
    Subject subject = submittedBy("engineer-2", "performance-reviewer-2");

    claim("performance-reviewer-2", review(subject, "PERFORMANCE"))
        .statusCode(403)
        .body("rule", is("REGISTRANT"));
  }

  /** Invariant 1: an approver has no part in the version. */
  @ParameterizedTest
  @ValueSource(strings = {"RUN_STARTER", "DATA_OWNER", "ANCESTOR_CONTRIBUTOR"})
  void refusesWhoeverHadAPartInWhatItRestsOn(String part) {
    Subject subject = registered().involving("ethics-reviewer-2", part);
    submit(subject);

    claim("ethics-reviewer-2", review(subject, "ETHICS"))
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is(part));
  }

  /** Invariant 16: a release judges everything at its instant. */
  @Test
  void countsNoApprovalOfWhoeverIsFoundToHaveHadAPartLater() {
    Subject subject = submitted();
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");

    tell(
        REGISTRY,
        List.of(
            subject
                .involving("ethics-reviewer", "DATA_OWNER")
                .event("org.assay.registry.version.updated.v1", "APPROVED")));

    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                get(
                        "lead",
                        "/api/v1/models/{m}/versions/{n}/requirements",
                        subject.model(),
                        subject.number())
                    .body(
                        "requirements.find { it.key == 'separation-of-duties' }.state",
                        is("UNSATISFIED"))
                    .body(
                        "requirements.find { it.key == 'ethics-approved' }.state",
                        is("UNSATISFIED")));
  }

  @Test
  void letsWhatWasReleasedStandWhereItsReleaserSubmitsTheRenewal() {
    Subject subject = released();

    tell(REGISTRY, List.of(subject.submitted("lead")));
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                get("auditor", REVIEWS + "?model={m}&state=REQUESTED", subject.model())
                    .body("items.size()", is(2)));

    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production")
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is("SUBMITTER"));
  }

  @Test
  void refusesASubmitterOfAnEarlierRound() {
    Subject subject = registered();
    tell(REGISTRY, List.of(subject.submitted("ethics-reviewer-2")));
    tell(
        REGISTRY,
        List.of(
            subject.event("org.assay.registry.version.withdrawn.v1", "REGISTERED"),
            subject.submitted("engineer")));
    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                get("auditor", REVIEWS + "?model={m}&state=REQUESTED", subject.model())
                    .body("items.size()", is(2))
                    .body("items[0].round", is(2)));

    claim("ethics-reviewer-2", review(subject, "ETHICS"))
        .statusCode(403)
        .body("rule", is("SUBMITTER"));
  }

  /** Invariant 2: approvals are of different people, and never of machines. */
  @Test
  void refusesAServiceAccount() {
    String token = Tokens.forAccount("service-account-ci").withRoles("ethics-reviewer").token();

    claimAs(token, review(submitted(), "ETHICS"))
        .statusCode(403)
        .body("rule", is("SERVICE_ACCOUNT"));
  }

  /** Invariant 2: approvals are of different people, and never of machines. */
  @Test
  void refusesOnePersonForBothReviews() {
    Subject subject = submitted();
    approve("ethics-reviewer", subject, "ETHICS");
    String token =
        Tokens.forAccount("ethics-reviewer")
            .withRoles("ethics-reviewer", "performance-reviewer")
            .token();

    claimAs(token, review(subject, "PERFORMANCE"))
        .statusCode(403)
        .body("rule", is("DISTINCT_PEOPLE"));
  }

  @Test
  void refusesOnePersonForBothReviewsClaimedBeforeEitherWasDecided() {
    Subject subject = submitted();
    String ethics = review(subject, "ETHICS");
    String performance = review(subject, "PERFORMANCE");
    String token =
        Tokens.forAccount("ethics-reviewer")
            .withRoles("ethics-reviewer", "performance-reviewer")
            .token();
    claimAs(token, ethics).statusCode(201);
    claimAs(token, performance).statusCode(201);
    decide("ethics-reviewer", ethics, "APPROVED").statusCode(201);

    withToken(token)
        .contentType("application/json")
        .header("If-Match", revision(performance))
        .body(Map.of("decision", "APPROVED", "reason", "Fine too"))
        .post(REVIEWS + "/" + performance + "/decisions")
        .then()
        .statusCode(403)
        .body("rule", is("DISTINCT_PEOPLE"));
  }

  @Test
  void refusesALeadInTheLeadsOwnProject() {
    Subject subject = submitted();

    claim("lead", review(subject, "ETHICS")).statusCode(403).body("rule", is("OWN_PROJECT"));
    claim("lead-2", review(subject, "ETHICS")).statusCode(201);
  }

  @Test
  void refusesALeadToChooseOrRemoveReviewersOfTheLeadsOwnVersion() {
    Subject subject = submittedBy("lead-2", "engineer");
    String ethics = review(subject, "ETHICS");
    Map<String, String> reviewer = Map.of("account", "ethics-reviewer");

    post("lead-2", REVIEWS + "/" + ethics + "/assignments", reviewer)
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is("AUTHOR"));
    post("lead", REVIEWS + "/" + ethics + "/assignments", reviewer).statusCode(201);
    Map<String, String> off = Map.of("account", "ethics-reviewer", "reason", "Away");
    post("lead-2", REVIEWS + "/" + ethics + "/unassignments", off)
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is("AUTHOR"));
    post("lead", REVIEWS + "/" + ethics + "/unassignments", reviewer)
        .statusCode(422)
        .body("errors.pointer", contains("/reason"));
    post("lead", REVIEWS + "/" + ethics + "/unassignments", off).statusCode(201);
  }

  @ParameterizedTest
  @CsvSource({"lead", "engineer-2"})
  void assignsNobodyOfTheProject(String member) {
    String ethics = review(submitted(), "ETHICS");

    post("lead-2", REVIEWS + "/" + ethics + "/assignments", Map.of("account", member))
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is("OWN_PROJECT"));
  }

  @ParameterizedTest
  @CsvSource({
    "performance-reviewer, ETHICS",
    "ethics-reviewer, PERFORMANCE",
    "engineer, ETHICS",
    "auditor, ETHICS",
    "operator, ETHICS",
    "admin, ETHICS"
  })
  void refusesAnotherRole(String account, String type) {
    claim(account, review(submitted(), type)).statusCode(403).body("code", is("FORBIDDEN"));
  }

  @Test
  void refusesADecisionByWhoDoesNotReview() {
    Subject subject = submitted();
    String ethics = review(subject, "ETHICS");
    claim("ethics-reviewer", ethics);

    decide("ethics-reviewer-2", ethics, "APPROVED")
        .statusCode(403)
        .body("code", is("NOT_ASSIGNEE"));
  }

  @Test
  void refusesAReleaseByAnApprover() {
    Subject subject = submitted();
    approve("ethics-reviewer", subject, "ETHICS");
    approve("lead-2", subject, "PERFORMANCE");

    release("lead-2", subject, "production").statusCode(403).body("rule", is("APPROVER"));
  }

  @Test
  void refusesAReleaseByAnAuthor() {
    Subject subject = submittedBy("lead", "engineer");
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");

    release("lead", subject, "production").statusCode(403).body("rule", is("AUTHOR"));
  }

  /** Invariant 24: a role is necessary, and not sufficient. */
  @Test
  void refusesAReleaseByALeadOfAnotherUnit() {
    release("lead-2", passed(), "production").statusCode(403).body("code", is("NOT_PROJECT_LEAD"));
  }

  /** Invariant 24: a role is necessary, and not sufficient. */
  @ParameterizedTest
  @CsvSource({"engineer", "ethics-reviewer", "auditor", "operator", "admin", "service-account-ci"})
  void refusesAReleaseByAnotherRole(String account) {
    release(account, passed(), "production").statusCode(403);
  }

  /** Invariant 1: an approver has no part in the version. */
  @Test
  void refusesAnApproverWhoTurnsOutToBeAnAuthorAtTheRelease() {
    Subject subject = registered(List.of("engineer"), "engineer");
    submit(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    Subject withAuthor = subject.withAuthors(List.of("engineer", "ethics-reviewer"));
    follow(withAuthor, "org.assay.registry.version.approved.v1", "APPROVED");

    org.awaitility.Awaitility.await()
        .untilAsserted(
            () ->
                get("lead", subject.path() + "/requirements")
                    .body(state("separation-of-duties"), is("UNSATISFIED")));
    release("lead", withAuthor, "production")
        .statusCode(409)
        .body("code", is("REQUIREMENTS_NOT_MET"));
    gate("engineer", subject.digest(), "production").body("decision", is("DENY"));
  }

  @Test
  void decidesNothingForAnEndedSession() {
    Subject subject = submitted();
    String ethics = review(subject, "ETHICS");
    claim("ethics-reviewer", ethics);
    String token = Tokens.of("ethics-reviewer");
    IssuerResource.revoke(token);

    withToken(token)
        .contentType("application/json")
        .header("If-Match", revision(ethics))
        .body(Map.of("decision", "APPROVED", "reason", "Fine"))
        .post(REVIEWS + "/" + ethics + "/decisions")
        .then()
        .statusCode(401)
        .body("code", is("TOKEN_REVOKED"));
    get("auditor", REVIEWS + "/" + ethics).body("state", is("IN_PROGRESS"));
  }

  @Test
  void decidesNothingWhileTheProviderIsAway() {
    Subject subject = passed();
    IssuerResource.away();
    try {
      release("lead", subject, "production")
          .statusCode(503)
          .body("code", is("IDENTITY_PROVIDER_AWAY"));
    } finally {
      IssuerResource.back();
    }
    gate("engineer", subject.digest(), "production").body("decision", is("DENY"));
  }

  @Test
  void hidesOtherProjectsFromEngineersAndMachines() {
    Subject subject = submitted();
    String outsider =
        Tokens.forAccount("outsider").withRoles("engineer").claim("sub", "outsider").token();

    withToken(outsider).get(REVIEWS + "/" + review(subject, "ETHICS")).then().statusCode(404);
    withToken(outsider).get(subject.path() + "/requirements").then().statusCode(404);
    withToken(outsider).get(subject.path() + "/releases").then().statusCode(404);
    withToken(outsider)
        .get(REVIEWS + "?model=" + subject.model())
        .then()
        .statusCode(200)
        .body("items.size()", is(0));
  }
}
