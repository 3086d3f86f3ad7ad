package org.assay.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.Tokens;
import org.junit.jupiter.api.Test;

/** One version from its submission to the gate, and the ways it may go wrong on the way. */
@QuarkusTest
class StoryIT extends ReviewTestCase {

  @Inject EventLog log;

  private List<String> history(String id) {
    return log.history(UUID.fromString(id), 0, 100).stream()
        .map(event -> event.type().replaceAll("org.assay.review.|.v1", ""))
        .toList();
  }

  @Test
  void goesFromSubmissionToAnAllowedDeployment() {
    Subject subject = registered();
    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("submitted"), is("UNSATISFIED"));

    submit(subject);
    gate("engineer", subject.digest(), "production").body(state("ethics-approved"), is("PENDING"));
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    String assessment =
        read("auditor", REVIEWS + "/" + review(subject, "ETHICS")).getString("assessment_id");
    get("engineer", "/api/v1/assessments/" + assessment)
        .statusCode(200)
        .body("state", is("PASSED"))
        .body("policy", is("starter/1"));
    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body("reason_code", is("REQUIREMENTS_NOT_MET"))
        .body(state("released"), is("UNSATISFIED"));

    String location =
        release("lead", subject, "production")
            .statusCode(201)
            .body("environment", is("production"))
            .body("outcome", is("RELEASED"))
            .body("stands", is(true))
            .body("requirements.state", everyItem(is("SATISFIED")))
            .extract()
            .header("Location");

    gate("engineer", subject.digest(), "production")
        .body("decision", is("ALLOW"))
        .body("reason_code", nullValue())
        .body("version.model", is(subject.model()))
        .body("version.number", is(1))
        .body("requirements.state", everyItem(is("SATISFIED")))
        .body("copy_age", notNullValue())
        .body("valid_until", endsWith("Z"));
    gate("engineer", subject.digest(), "staging").body("decision", is("DENY"));
    gate("engineer", Subject.freshDigest(), "production")
        .body("decision", is("DENY"))
        .body("reason_code", is("UNKNOWN_DIGEST"))
        .body("requirements.key", contains("version-known"));
    get("lead", location.substring(location.indexOf("/api")))
        .statusCode(200)
        .body("decided_by.account", is("lead"));
    get("lead", subject.path() + "/releases").body("items", hasSize(1));
    assertThat(history(assessment)).containsExactly("assessment.opened", "assessment.passed");
    assertThat(history(review(subject, "ETHICS")))
        .containsExactly(
            "review.requested",
            "review.assigned",
            "review.started",
            "review.approval-recorded",
            "review.approved");
  }

  @Test
  void keepsWhyAVersionWasReleased() {
    Subject subject = passed();
    String path = subject.path() + "/releases";
    post(
            "lead",
            path,
            subject.revision(),
            Map.of("environment", "production", "reason", "\u202Eneve"))
        .statusCode(422)
        .body("errors[0].pointer", is("/reason"));

    String id =
        post(
                "lead",
                path,
                subject.revision(),
                Map.of("environment", "production", "reason", "The pilot went well"))
            .statusCode(201)
            .body("reason", is("The pilot went well"))
            .extract()
            .jsonPath()
            .getString("id");
    release("lead", subject, "staging").statusCode(201).body("reason", nullValue());

    get("auditor", path + "/" + id).body("reason", is("The pilot went well"));
    LoggedEvent told = log.history(UUID.fromString(id), 0, 1).getFirst();
    assertThat(told.data().path("text_digest").asText()).matches("[0-9a-f]{64}");
    assertThat(told.data().toString()).doesNotContain("pilot");
  }

  /** Invariant 25: every change leads back to a person. */
  @Test
  void leadsEveryActOfTheSystemBackToAPerson() {
    Subject subject = passed();
    String assessment =
        read("auditor", REVIEWS + "/" + review(subject, "ETHICS")).getString("assessment_id");

    List<LoggedEvent> events = log.history(UUID.fromString(assessment), 0, 10);

    assertThat(events)
        .allSatisfy(event -> assertThat(event.actor()).isEqualTo("system:review-service"))
        .allSatisfy(event -> assertThat(event.causedBy()).isNotNull())
        .extracting(LoggedEvent::onBehalfOf)
        .containsExactly(Tokens.subject("engineer"), Tokens.subject("performance-reviewer"));
  }

  @Test
  void keepsWhatPeopleWroteOutOfTheLog() {
    Subject subject = submitted();
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review);
    post("engineer", REVIEWS + "/" + review + "/comments", Map.of("text", "Look at the harm table"))
        .statusCode(201)
        .body("author.account", is("engineer"));
    decide("ethics-reviewer", review, "APPROVED").statusCode(201);

    get("engineer", REVIEWS + "/" + review + "/comments")
        .body("items.text", contains("Look at the harm table"));
    get("engineer", REVIEWS + "/" + review).body("decisions.reason", contains("Seen and judged"));
    assertThat(log.history(UUID.fromString(review), 0, 100))
        .allSatisfy(
            event ->
                assertThat(event.data().toString()).doesNotContain("harm").doesNotContain("judged"))
        .filteredOn(event -> event.type().contains("commented"))
        .singleElement()
        .satisfies(
            event -> assertThat(event.data().path("text_digest").asText()).matches("[0-9a-f]{64}"));
  }

  @Test
  void asksForChangesAndGoesOnOnceTheyAreAnswered() {
    Subject subject = submitted();
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review);

    decide("ethics-reviewer", review, "CHANGES_REQUESTED")
        .statusCode(201)
        .body("state", is("CHANGES_REQUESTED"))
        .body("findings.state", contains("OPEN"))
        .body("findings.severity", contains("MAJOR"));
    decide("ethics-reviewer", review, "APPROVED")
        .statusCode(409)
        .body("code", is("REVIEW_STATE_REFUSES"));
    post("engineer-2", REVIEWS + "/" + review + "/responses", Map.of("text", "Mine"))
        .statusCode(403);
    post("engineer", REVIEWS + "/" + review + "/responses", Map.of())
        .statusCode(422)
        .body("code", is("FINDINGS_UNANSWERED"));
    post("engineer", REVIEWS + "/" + review + "/responses", Map.of("text", "See the new table"))
        .statusCode(201)
        .body("state", is("IN_PROGRESS"))
        .body("findings.state", contains("ANSWERED"))
        .body("findings.answer", contains("See the new table"));
    decide("ethics-reviewer", review, "APPROVED")
        .statusCode(409)
        .body("code", is("REVIEW_STATE_REFUSES"));
    acceptFindings("ethics-reviewer", review);
    decide("ethics-reviewer", review, "APPROVED").statusCode(201).body("state", is("APPROVED"));
  }

  @Test
  void keepsAnOpenFindingWhoeverReviews() {
    Subject subject = submitted();
    String review = review(subject, "ETHICS");
    changesRequestedByWhoLeft(review);
    claim("ethics-reviewer-2", review).statusCode(201).body("state", is("IN_PROGRESS"));

    get("ethics-reviewer-2", REVIEWS + "/" + review)
        .body("actions.find { it.name == 'approve' }.allowed", is(false));
    decide("ethics-reviewer-2", review, "APPROVED")
        .statusCode(409)
        .body("code", is("REVIEW_STATE_REFUSES"));
    post("engineer", REVIEWS + "/" + review + "/responses", Map.of("text", "See the new table"))
        .statusCode(201)
        .body("state", is("IN_PROGRESS"))
        .body("findings.state", contains("ANSWERED"));
    acceptFindings("ethics-reviewer-2", review);
    decide("ethics-reviewer-2", review, "APPROVED").statusCode(201).body("state", is("APPROVED"));
  }

  @Test
  void letsFindingsBeAnsweredWhileNobodyReviews() {
    Subject subject = submitted();
    String review = review(subject, "ETHICS");
    changesRequestedByWhoLeft(review);
    int before = (int) revision(review);

    post("engineer", REVIEWS + "/" + review + "/responses", Map.of("text", "See the new table"))
        .statusCode(201)
        .body("state", is("REQUESTED"))
        .body("revision", is(before + 1))
        .body("findings.state", contains("ANSWERED"));
    post("engineer", REVIEWS + "/" + review + "/responses", Map.of("text", "Once more"))
        .statusCode(409);
    claim("ethics-reviewer-2", review).statusCode(201);
    acceptFindings("ethics-reviewer-2", review);
    decide("ethics-reviewer-2", review, "APPROVED").statusCode(201);
  }

  private static void changesRequestedByWhoLeft(String review) {
    claim("ethics-reviewer", review).statusCode(201);
    decide("ethics-reviewer", review, "CHANGES_REQUESTED").statusCode(201);
    post("ethics-reviewer", REVIEWS + "/" + review + "/unassignments", Map.of())
        .statusCode(201)
        .body("state", is("REQUESTED"))
        .body("findings.state", contains("OPEN"));
  }

  /** Invariant 15: one rejection ends the round; the next one needs something changed. */
  @Test
  void endsTheRoundByOneRejection() {
    Subject subject = submitted();
    approve("performance-reviewer", subject, "PERFORMANCE");
    String ethics = review(subject, "ETHICS");
    claim("ethics-reviewer", ethics);

    decide("ethics-reviewer", ethics, "REJECTED").statusCode(201).body("state", is("REJECTED"));

    String assessment = read("auditor", REVIEWS + "/" + ethics).getString("assessment_id");
    get("auditor", "/api/v1/assessments/" + assessment)
        .body("state", is("FAILED"))
        .body("cause", is("REJECTED"));
    release("lead", subject, "production")
        .statusCode(409)
        .body("code", is("REQUIREMENTS_NOT_MET"))
        .body("requirements.find { it.key == 'submitted' }.state", is("UNSATISFIED"));
  }

  @Test
  void voidsTheOpenReviewsOfARejectedRound() {
    Subject subject = submitted();
    String ethics = review(subject, "ETHICS");
    claim("ethics-reviewer", ethics);

    decide("ethics-reviewer", ethics, "REJECTED").statusCode(201);

    get("auditor", REVIEWS + "/" + review(subject, "PERFORMANCE")).body("state", is("VOIDED"));
  }

  /** Invariant 15: one rejection ends the round; the next one needs something changed. */
  @Test
  void failsARepeatedRoundInWhichNothingChanged() {
    Subject subject = submitted();
    String ethics = review(subject, "ETHICS");
    claim("ethics-reviewer", ethics);
    decide("ethics-reviewer", ethics, "REJECTED").statusCode(201);

    tell(REGISTRY, List.of(subject.submitted("engineer")));

    await()
        .untilAsserted(
            () ->
                get("engineer", subject.path() + "/requirements")
                    .body("round", is(2))
                    .body("requirements.find { it.key == 'submitted' }.state", is("UNSATISFIED")));
    String second = read("engineer", subject.path() + "/requirements").getString("assessment_id");
    get("auditor", "/api/v1/assessments/" + second)
        .body("state", is("FAILED"))
        .body("cause", is("UNCHANGED"));
    assertThat(history(second)).containsExactly("assessment.opened", "assessment.failed");
  }

  @Test
  void losesAPassedRoundByARetractionAndMayPassItAgain() {
    Subject subject = passed();
    String ethics = review(subject, "ETHICS");
    String assessment = read("auditor", REVIEWS + "/" + ethics).getString("assessment_id");
    Map<String, String> reason = Map.of("reason", "I overlooked a table");

    post("performance-reviewer", REVIEWS + "/" + ethics + "/retractions", revision(ethics), reason)
        .statusCode(403);
    post("ethics-reviewer", REVIEWS + "/" + ethics + "/retractions", 1, reason)
        .statusCode(412)
        .body("code", is("STALE_REVISION"));
    post("ethics-reviewer", REVIEWS + "/" + ethics + "/retractions", revision(ethics), reason)
        .statusCode(201)
        .body("state", is("IN_PROGRESS"));
    get("auditor", "/api/v1/assessments/" + assessment)
        .body("state", is("LOST"))
        .body("cause", is("RETRACTED"));
    release("lead", subject, "production").statusCode(409);
    decide("ethics-reviewer", ethics, "APPROVED").statusCode(201);
    get("auditor", "/api/v1/assessments/" + assessment).body("state", is("PASSED"));
    release("lead", subject, "production").statusCode(201);
    post("ethics-reviewer", REVIEWS + "/" + ethics + "/retractions", revision(ethics), reason)
        .statusCode(409)
        .body("code", is("REVIEW_STATE_REFUSES"));
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void voidsAWithdrawnRoundAndRevokesWhatWasReleasedMeanwhile() {
    Subject subject = released();

    follow(subject, "org.assay.registry.version.withdrawn.v1", "REGISTERED");

    await()
        .untilAsserted(
            () -> gate("engineer", subject.digest(), "production").body("decision", is("DENY")));
    gate("engineer", subject.digest(), "production")
        .body(state("submitted"), is("UNSATISFIED"))
        .body(state("not-revoked"), is("UNSATISFIED"));
    get("auditor", REVIEWS + "?model={m}", subject.model())
        .body("items.state", containsInAnyOrder("VOIDED", "VOIDED"));
    get("lead", subject.path() + "/releases")
        .body("items.stands", contains(false))
        .body("items.revocation_id", contains(notNullValue()));

    submit(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer-2", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void revokesByALeadAndAReviewer() {
    Subject subject = released();
    Map<String, String> reason = Map.of("reason", "A group is harmed");

    post("engineer-2", subject.path() + "/revocations", subject.revision(), reason).statusCode(403);
    String proposal =
        post("lead-2", subject.path() + "/revocations", subject.revision(), reason)
            .statusCode(201)
            .body("state", is("OPEN"))
            .body("proposer.account", is("lead-2"))
            .body("reason", is("A group is harmed"))
            .extract()
            .jsonPath()
            .getString("id");
    post("lead", subject.path() + "/revocations", subject.revision(), reason)
        .statusCode(409)
        .body("code", is("PROPOSAL_OPEN"));
    String approvals = "/api/v1/proposals/" + proposal + "/approvals";
    post("lead-2", approvals, 1, Map.of()).statusCode(403).body("code", is("TWO_PEOPLE_NEEDED"));
    post("lead", approvals, 1, Map.of()).statusCode(403).body("code", is("TWO_PEOPLE_NEEDED"));
    post("ethics-reviewer", approvals, Map.of()).statusCode(428);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));

    post("ethics-reviewer", approvals, 1, Map.of()).statusCode(201).body("state", is("APPROVED"));

    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("not-revoked"), is("UNSATISFIED"))
        .body(state("released"), is("UNSATISFIED"));
    post("performance-reviewer", approvals, 2, Map.of())
        .statusCode(409)
        .body("code", is("PROPOSAL_CLOSED"));
    get("engineer", "/api/v1/proposals?state=APPROVED").body("items.id", hasItem(proposal));
    assertThat(history(proposal)).containsExactly("proposal.opened", "proposal.approved");
  }

  @Test
  void opensAgainAfterARevocationOnlyByALaterPassedRound() {
    Subject subject = released();
    String proposal =
        post(
                "performance-reviewer",
                subject.path() + "/revocations",
                subject.revision(),
                Map.of("reason", "Drift"))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");
    post("lead", "/api/v1/proposals/" + proposal + "/approvals", 1, Map.of()).statusCode(201);
    release("lead", subject, "staging")
        .statusCode(409)
        .body("requirements.find { it.key == 'not-revoked' }.state", is("UNSATISFIED"));

    submit(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    gate("engineer", subject.digest(), "production").body("decision", is("DENY"));
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);

    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void takesNoApprovalBackOfARevokedRound() {
    Subject subject = released();
    String ethics = review(subject, "ETHICS");
    revoke(subject);

    retract("ethics-reviewer", ethics).statusCode(409).body("code", is("REVIEW_STATE_REFUSES"));

    get("lead", subject.path() + "/requirements")
        .body(state("not-revoked"), is("UNSATISFIED"))
        .body(state("ethics-approved"), is("SATISFIED"));
    release("lead", subject, "production").statusCode(409);
  }

  @Test
  void endsARevocationOnlyByARoundThatWasOpenedAfterIt() {
    Subject first = released();
    Subject second = secondOf(first);
    submit(second);
    approve("ethics-reviewer", second, "ETHICS");
    approve("performance-reviewer", second, "PERFORMANCE");
    String ethics = review(second, "ETHICS");
    revoke(first);

    retract("ethics-reviewer", ethics).statusCode(201);
    decide("ethics-reviewer", ethics, "APPROVED").statusCode(201);

    release("lead", second, "production")
        .statusCode(409)
        .body("requirements.find { it.key == 'not-revoked' }.state", is("UNSATISFIED"));
    submit(second);
    approve("ethics-reviewer", second, "ETHICS");
    approve("performance-reviewer", second, "PERFORMANCE");
    release("lead", second, "production").statusCode(201);
    gate("engineer", second.digest(), "production").body("decision", is("ALLOW"));
  }

  private static void revoke(Subject subject) {
    String proposal =
        post(
                "performance-reviewer",
                subject.path() + "/revocations",
                subject.revision(),
                Map.of("reason", "Drift"))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");
    post("lead", "/api/v1/proposals/" + proposal + "/approvals", 1, Map.of()).statusCode(201);
  }

  private static ValidatableResponse retract(String account, String review) {
    return post(
        account,
        REVIEWS + "/" + review + "/retractions",
        revision(review),
        Map.of("reason", "I overlooked a table"));
  }

  @Test
  void listsWhatACallerMayClaim() {
    Subject subject = submitted();
    String ethics = review(subject, "ETHICS");
    String performance = review(subject, "PERFORMANCE");
    String inbox = REVIEWS + "?inbox=me&model={m}";

    get("ethics-reviewer", inbox, subject.model()).body("items.id", contains(ethics));
    get("performance-reviewer", inbox, subject.model()).body("items.id", contains(performance));
    get("lead-2", inbox, subject.model()).body("items.id", containsInAnyOrder(ethics, performance));
    get("lead", inbox, subject.model()).body("items", hasSize(0));
    get("engineer", inbox, subject.model()).body("items", hasSize(0));
    claim("ethics-reviewer", ethics).statusCode(201);
    get("ethics-reviewer", inbox, subject.model()).body("items.id", contains(ethics));
    get("ethics-reviewer-2", inbox, subject.model()).body("items", hasSize(0));
    get("auditor", REVIEWS + "?assignee=ethics-reviewer&model={m}", subject.model())
        .body("items.id", contains(ethics));
    get("ethics-reviewer", REVIEWS + "?assignee=me&model={m}", subject.model())
        .body("items.id", contains(ethics));
  }

  @Test
  void showsWhatACallerMayDo() {
    Subject subject = submitted();
    String ethics = REVIEWS + "/" + review(subject, "ETHICS");
    String allowed = "actions.findAll { it.allowed }.name";

    get("ethics-reviewer", ethics).body(allowed, contains("claim", "comment"));
    get("engineer", ethics).body(allowed, contains("comment"));
    get("auditor", ethics).body(allowed, hasSize(0));
    claim("ethics-reviewer", review(subject, "ETHICS"));
    get("ethics-reviewer", ethics)
        .body(
            allowed,
            containsInAnyOrder(
                "unassign",
                "delegate",
                "approve",
                "request-changes",
                "reject",
                "raise-finding",
                "comment"));
    get("ethics-reviewer-2", ethics)
        .body("actions.find { it.name == 'claim' }.reason_code", is("REVIEW_TAKEN"));
    get("lead", subject.path() + "/requirements")
        .body("actions.find { it.name == 'release' }.reason_code", is("REQUIREMENTS_NOT_MET"));
  }

  @Test
  void letsALeadAssignAndAnAssigneeDecline() {
    Subject subject = submitted();
    String ethics = review(subject, "ETHICS");
    String assignments = REVIEWS + "/" + ethics + "/assignments";

    post("ethics-reviewer", assignments, Map.of("account", "ethics-reviewer-2")).statusCode(403);
    post("lead", assignments, Map.of("account", "engineer"))
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"));
    post("lead", assignments, Map.of("account", "nobody"))
        .statusCode(422)
        .body("code", is("UNKNOWN_SUBJECT"));
    post("lead", assignments, Map.of("account", "ethics-reviewer-2"))
        .statusCode(201)
        .body("state", is("ASSIGNED"));
    decide("ethics-reviewer-2", ethics, "APPROVED").statusCode(409);
    claim("ethics-reviewer", ethics).statusCode(409).body("code", is("REVIEW_TAKEN"));
    claim("ethics-reviewer-2", ethics).statusCode(201).body("state", is("IN_PROGRESS"));
    post("ethics-reviewer-2", REVIEWS + "/" + ethics + "/unassignments", Map.of())
        .statusCode(201)
        .body("state", is("REQUESTED"))
        .body("assignees", hasSize(0));
    claim("ethics-reviewer", ethics).statusCode(201);
  }

  @Test
  void wantsADeclarationOfEachAssigneeBeforeADecision() {
    String ethics = review(submitted(), "ETHICS");
    OwnerSql.execute(
        "update review set approvals_required = 2 where id = ?", UUID.fromString(ethics));
    claim("ethics-reviewer", ethics).statusCode(201).body("state", is("IN_PROGRESS"));
    post("lead", REVIEWS + "/" + ethics + "/assignments", Map.of("account", "ethics-reviewer-2"))
        .statusCode(201);

    decide("ethics-reviewer-2", ethics, "APPROVED")
        .statusCode(409)
        .body("code", is("CONFLICT_NOT_DECLARED"));
    decide("ethics-reviewer-2", ethics, "REJECTED")
        .statusCode(409)
        .body("code", is("CONFLICT_NOT_DECLARED"));
    get("ethics-reviewer-2", REVIEWS + "/" + ethics)
        .body("actions.find { it.name == 'claim' }.allowed", is(true))
        .body("actions.find { it.name == 'approve' }.allowed", is(false));

    claim("ethics-reviewer-2", ethics).statusCode(201).body("state", is("IN_PROGRESS"));
    assertThat(history(ethics)).endsWith("review.assigned", "review.started");
    claim("ethics-reviewer-2", ethics).statusCode(409);
    decide("ethics-reviewer-2", ethics, "APPROVED").statusCode(201);
  }

  @Test
  void takesTwoApprovalsOfTwoPeopleAndLeavesWhoReviewsDeclared() {
    String ethics = review(submitted(), "ETHICS");
    OwnerSql.execute(
        "update review set approvals_required = 2 where id = ?", UUID.fromString(ethics));
    claim("ethics-reviewer", ethics).statusCode(201);
    decide("ethics-reviewer", ethics, "APPROVED").statusCode(201).body("state", is("IN_PROGRESS"));

    get("ethics-reviewer", REVIEWS + "/" + ethics)
        .body("actions.find { it.name == 'approve' }.allowed", is(false));
    decide("ethics-reviewer", ethics, "APPROVED")
        .statusCode(409)
        .body("code", is("REVIEW_STATE_REFUSES"));
    post("lead", REVIEWS + "/" + ethics + "/assignments", Map.of("account", "ethics-reviewer"))
        .statusCode(409)
        .body("code", is("REVIEW_TAKEN"));

    claim("ethics-reviewer-2", ethics).statusCode(201);
    decide("ethics-reviewer-2", ethics, "APPROVED").statusCode(201).body("state", is("APPROVED"));
  }

  @Test
  void takesNoApprovalBackOfARoundThatFailed() {
    Subject subject = submitted();
    approve("ethics-reviewer", subject, "ETHICS");
    String ethics = review(subject, "ETHICS");
    String performance = review(subject, "PERFORMANCE");
    claim("performance-reviewer", performance).statusCode(201);
    decide("performance-reviewer", performance, "REJECTED").statusCode(201);

    post(
            "ethics-reviewer",
            REVIEWS + "/" + ethics + "/retractions",
            revision(ethics),
            Map.of("reason", "A table was wrong"))
        .statusCode(409)
        .body("code", is("REVIEW_STATE_REFUSES"));
    get("auditor", REVIEWS + "/" + ethics).body("state", is("APPROVED"));
  }

  @Test
  void claimsWithoutAnyBody() {
    String ethics = review(submitted(), "ETHICS");

    as("ethics-reviewer")
        .noContentType()
        .post(REVIEWS + "/" + ethics + "/assignments")
        .then()
        .statusCode(201)
        .body("state", is("IN_PROGRESS"))
        .body("assignees.reviewer.account", contains("ethics-reviewer"));
    as("ethics-reviewer")
        .contentType("application/json")
        .post(REVIEWS + "/" + ethics + "/unassignments")
        .then()
        .statusCode(201)
        .body("state", is("REQUESTED"));
  }

  @Test
  void answersARepeatedRequestOnce() {
    String ethics = review(submitted(), "ETHICS");
    claim("ethics-reviewer", ethics);
    long revision = revision(ethics);
    String key = UUID.randomUUID().toString();
    Map<String, String> body = Map.of("decision", "APPROVED", "reason", "Fine");

    String first = decideOnce(key, ethics, revision, body);
    String second = decideOnce(key, ethics, revision, body);

    assertThat(second).isEqualTo(first);
    assertThat(history(ethics)).filteredOn(type -> type.endsWith("approval-recorded")).hasSize(1);
  }

  private static String decideOnce(
      String key, String review, long revision, Map<String, String> body) {
    return io.restassured.RestAssured.given()
        .header("Authorization", "Bearer " + Tokens.of("ethics-reviewer"))
        .header("Idempotency-Key", key)
        .header("If-Match", revision)
        .contentType("application/json")
        .body(body)
        .post(REVIEWS + "/" + review + "/decisions")
        .then()
        .statusCode(201)
        .extract()
        .asString();
  }

  @Test
  void pagesThroughReviews() {
    Subject subject = submitted();
    String first = REVIEWS + "?model=" + subject.model() + "&limit=1";

    String next =
        get("auditor", first).body("items", hasSize(1)).extract().jsonPath().getString("next");
    String id = read("auditor", first).getString("items[0].id");

    get("auditor", next).body("items", hasSize(1)).body("items.id", not(hasItem(id)));
    get("auditor", next.replace("model=" + subject.model(), "model=other.model"))
        .statusCode(400)
        .body("code", is("CURSOR_MISMATCH"));
  }
}
