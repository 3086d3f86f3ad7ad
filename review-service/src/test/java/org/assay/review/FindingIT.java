package org.assay.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.MemberChanged;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.Tokens;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Findings from their opening to their end by somebody else. */
@QuarkusTest
class FindingIT extends ReviewTestCase {

  private static final String FINDINGS = "/api/v1/findings/";

  @Inject EventLog log;

  private List<String> history(String id) {
    return log.history(UUID.fromString(id), 0, 100).stream()
        .map(LoggedEvent::type)
        .map(type -> type.replaceAll("org.assay.review.|.v1", ""))
        .toList();
  }

  /** The ethics review of a version, claimed by the ethics reviewer. */
  private static String claimed(Subject subject) {
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    return review;
  }

  private static ValidatableResponse raise(String account, String review, Object body) {
    return post(account, REVIEWS + "/" + review + "/findings", body);
  }

  private static String raised(String review, String severity) {
    return raise("ethics-reviewer", review, Map.of("severity", severity, "text", "No harm table"))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static ValidatableResponse answer(String account, String finding) {
    return post(account, FINDINGS + finding + "/answers", Map.of("text", "It is in the annex"));
  }

  private static ValidatableResponse close(String account, String finding, String outcome) {
    long revision = read("auditor", FINDINGS + finding).getLong("revision");
    return post(
        account,
        FINDINGS + finding + "/closures",
        revision,
        Map.of("outcome", outcome, "reason", "Seen and judged"));
  }

  @ParameterizedTest
  @CsvSource({"BLOCKER, true", "MAJOR, true", "MINOR, true", "NOTE, false"})
  void isOwnedByTheSubmitterAndDueByItsSeverity(String severity, boolean due) {
    String review = claimed(submitted());

    raise(
            "ethics-reviewer",
            review,
            Map.of("severity", severity, "text", "No harm table", "question_id", "ETH-08"))
        .statusCode(201)
        .body("state", is("OPEN"))
        .body("question_id", is("ETH-08"))
        .body("owner.account", is("engineer"))
        .body("opened_by.account", is("ethics-reviewer"))
        .body("due_at", due ? notNullValue() : nullValue());
  }

  @Test
  void keepsAReviewFromBeingApprovedWhileItIsOpen() {
    String review = claimed(submitted());
    String finding = raised(review, "BLOCKER");
    raised(review, "MINOR");

    decide("ethics-reviewer", review, "APPROVED")
        .statusCode(409)
        .body("code", is("REVIEW_STATE_REFUSES"));
    answer("engineer", finding).statusCode(201).body("state", is("ANSWERED"));
    decide("ethics-reviewer", review, "APPROVED")
        .statusCode(409)
        .body("code", is("REVIEW_STATE_REFUSES"));
    close("ethics-reviewer", finding, "ACCEPTED").statusCode(201);

    decide("ethics-reviewer", review, "APPROVED").statusCode(201);
  }

  /** Somebody who holds the roles of both sides and contributes to the project. */
  private static RequestSpecification both() {
    return withToken(
            Tokens.forAccount("engineer-2").withRoles("engineer", "ethics-reviewer").token())
        .contentType("application/json");
  }

  private static void contributes(Subject subject) {
    tell(
        PROJECTS,
        List.of(
            projectEvent(
                EventTypes.MEMBER_ROLE_CHANGED,
                subject.projectId(),
                subject.model().split("\\.", -1)[0],
                5,
                new MemberChanged(
                    subject.projectId(),
                    Tokens.subject("engineer-2"),
                    "CONTRIBUTOR",
                    "credit",
                    Instant.EPOCH,
                    null))));
    await()
        .until(
            () ->
                OwnerSql.count(
                        "select count(*) from member_copy where project_id = ? and subject = ?"
                            + " and role = 'CONTRIBUTOR'",
                        subject.projectId(),
                        Tokens.subject("engineer-2"))
                    == 1);
  }

  @Test
  void keepsWhoAnsweredItFromApprovingTheReview() {
    Subject subject = submitted();
    contributes(subject);
    String review = claimed(subject);
    String finding = raised(review, "MAJOR");
    both()
        .body(Map.of("text", "It is in the annex"))
        .post(FINDINGS + finding + "/answers")
        .then()
        .statusCode(201);
    close("ethics-reviewer", finding, "ACCEPTED").statusCode(201);
    post("ethics-reviewer", REVIEWS + "/" + review + "/unassignments", Map.of()).statusCode(201);
    both().body(Map.of()).post(REVIEWS + "/" + review + "/assignments").then().statusCode(201);

    both()
        .header("If-Match", revision(review))
        .body(Map.of("decision", "APPROVED", "reason", "Seen and judged"))
        .post(REVIEWS + "/" + review + "/decisions")
        .then()
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is("FINDING_OWNER"));
  }

  @Test
  void isNotAnsweredByWhoApprovedTheReview() {
    Subject subject = submitted();
    contributes(subject);
    String review = review(subject, "ETHICS");
    OwnerSql.execute(
        "update review set approvals_required = 2 where id = ?", UUID.fromString(review));
    claim("ethics-reviewer", review).statusCode(201);
    both().body(Map.of()).post(REVIEWS + "/" + review + "/assignments").then().statusCode(201);
    both()
        .header("If-Match", revision(review))
        .body(Map.of("decision", "APPROVED", "reason", "Seen and judged"))
        .post(REVIEWS + "/" + review + "/decisions")
        .then()
        .statusCode(201)
        .body("state", is("IN_PROGRESS"));
    both().body(Map.of()).post(REVIEWS + "/" + review + "/unassignments").then().statusCode(201);
    String finding = raised(review, "MAJOR");

    both()
        .body(Map.of("text", "It is in the annex"))
        .post(FINDINGS + finding + "/answers")
        .then()
        .statusCode(403);
    raise(
            "ethics-reviewer",
            review,
            Map.of("severity", "MINOR", "text", "No harm table", "owner", "engineer"))
        .statusCode(201);
  }

  @Test
  void isAnsweredMendedAndAcceptedBySomebodyElse() {
    Subject subject = submitted();
    String review = claimed(subject);
    String finding = raised(review, "MAJOR");
    String evidence =
        post(
                "engineer",
                subject.path() + "/evidence",
                Map.of("kind", "DOCUMENT", "title", "Harms", "digest", Subject.freshDigest()))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");

    close("ethics-reviewer", finding, "ACCEPTED")
        .statusCode(409)
        .body("code", is("FINDING_STATE_REFUSES"));
    answer("engineer-2", finding).statusCode(403);
    answer("engineer", finding).statusCode(201).body("answer", is("It is in the annex"));
    answer("engineer", finding).statusCode(409).body("allowed", hasSize(3));
    post(
            "engineer",
            FINDINGS + finding + "/fixes",
            Map.of("text", "Added", "fixed_in", UUID.randomUUID().toString()))
        .statusCode(422)
        .body("errors.code", contains("UNKNOWN_EVIDENCE"));
    post("engineer", FINDINGS + finding + "/fixes", Map.of("text", "Added", "fixed_in", evidence))
        .statusCode(201)
        .body("state", is("FIXED"))
        .body("fixed_in", is(evidence));
    close("ethics-reviewer-2", finding, "ACCEPTED")
        .statusCode(403)
        .body("code", is("NOT_ASSIGNEE"));
    post(
            "ethics-reviewer",
            FINDINGS + finding + "/closures",
            1,
            Map.of("outcome", "ACCEPTED", "reason", "Stale"))
        .statusCode(412);

    close("ethics-reviewer", finding, "ACCEPTED")
        .statusCode(201)
        .body("state", is("ACCEPTED"))
        .body("closed_by.account", is("ethics-reviewer"))
        .body("closure_reason", is("Seen and judged"));

    close("ethics-reviewer", finding, "WITHDRAWN").statusCode(409);
    assertThat(history(finding))
        .containsExactly(
            "finding.opened", "finding.answered", "finding.answered", "finding.closed");
    assertThat(log.history(UUID.fromString(finding), 0, 10))
        .allSatisfy(event -> assertThat(event.data().toString()).doesNotContain("annex"));
  }

  /** Invariant 23: nobody ends the finding that is theirs to answer. */
  @Test
  void isNotEndedByItsOwner() {
    Subject subject = submitted();
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    String finding =
        raise(
                "ethics-reviewer",
                review,
                Map.of("severity", "MAJOR", "text", "No harm table", "owner", "engineer"))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");

    close("engineer", finding, "WITHDRAWN").statusCode(403);
    close("lead", finding, "WITHDRAWN").statusCode(403);
    get("engineer", FINDINGS + finding)
        .body("actions.find { it.name == 'withdraw' }.allowed", is(false))
        .body("actions.find { it.name == 'answer' }.allowed", is(true));
    close("ethics-reviewer", finding, "WITHDRAWN").statusCode(201);
    decide("ethics-reviewer", review, "APPROVED").statusCode(201);
  }

  @Test
  void isNotOwnedByWhoseApprovalStandsThoughThatPersonReviewsNoMore() {
    Subject subject = submitted();
    String review = claimed(subject);
    OwnerSql.execute(
        "update review set approvals_required = 2 where id = ?", UUID.fromString(review));
    claim("ethics-reviewer-2", review).statusCode(201);
    decide("ethics-reviewer", review, "APPROVED").statusCode(201).body("state", is("IN_PROGRESS"));
    post("ethics-reviewer", REVIEWS + "/" + review + "/unassignments", Map.of()).statusCode(201);
    String key = subject.model().substring(0, subject.model().indexOf('.'));
    tell(
        PROJECTS,
        List.of(
            projectEvent(
                EventTypes.MEMBER_ADDED,
                subject.projectId(),
                key,
                5,
                new MemberChanged(
                    subject.projectId(),
                    Tokens.subject("ethics-reviewer"),
                    "CONTRIBUTOR",
                    "credit",
                    Instant.EPOCH,
                    null))));

    await()
        .untilAsserted(
            () ->
                raise(
                        "ethics-reviewer-2",
                        review,
                        Map.of("severity", "MINOR", "text", "Harm?", "owner", "ethics-reviewer"))
                    .statusCode(422)
                    .body("errors.pointer", contains("/owner"))
                    .body("errors.code", contains("APPROVED")));
  }

  @Test
  void letsAReviewGoOnOnceTheLastOneIsAnsweredOrWithdrawn() {
    String review = claimed(submitted());
    String first = raised(review, "MAJOR");
    String second = raised(review, "MINOR");
    decide("ethics-reviewer", review, "CHANGES_REQUESTED")
        .statusCode(201)
        .body("findings", hasSize(2));

    answer("engineer", first).statusCode(201);
    get("auditor", REVIEWS + "/" + review).body("state", is("CHANGES_REQUESTED"));
    close("ethics-reviewer", second, "WITHDRAWN").statusCode(201);

    get("auditor", REVIEWS + "/" + review).body("state", is("IN_PROGRESS"));
    get("engineer", REVIEWS + "/" + review + "/findings").body("items.id", contains(first, second));
    get("engineer", REVIEWS + "/" + review + "/findings?state=WITHDRAWN")
        .body("items.id", contains(second));
    assertThat(history(review)).endsWith("review.changes-requested", "review.resumed");
  }

  @ParameterizedTest
  @CsvSource({"engineer", "auditor", "performance-reviewer", "ethics-reviewer-2"})
  void isRaisedByAnAssigneeOnly(String account) {
    raise(account, claimed(submitted()), Map.of("severity", "NOTE", "text", "Mine"))
        .statusCode(403);
  }

  static Stream<Arguments> badFindings() {
    return Stream.of(
        Arguments.of("severity", "AWFUL", "UNKNOWN_VALUE"),
        Arguments.of("severity", null, "REQUIRED"),
        Arguments.of("text", null, "REQUIRED"),
        Arguments.of("text", "x".repeat(4001), "PLAIN_TEXT"),
        Arguments.of("question_id", "no question", "PATTERN"),
        Arguments.of("owner", "nobody-at-all", "UNKNOWN_SUBJECT"),
        Arguments.of("owner", "engineer-2", "NOT_A_CONTRIBUTOR"),
        Arguments.of("due_at", "2001-01-01T00:00:00Z", "IN_THE_PAST"),
        Arguments.of("state", "FIXED", "UNKNOWN_FIELD"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("badFindings")
  void refusesABadFinding(String member, @Nullable Object value, String code) {
    String review = claimed(submitted());
    Map<String, Object> body = new HashMap<>(Map.of("severity", "MINOR", "text", "Unclear"));
    body.put(member, value);

    raise("ethics-reviewer", review, body)
        .statusCode(422)
        .body("errors.pointer", contains("/" + member))
        .body("errors.code", contains(code));
    get("auditor", REVIEWS + "/" + review).body("findings", hasSize(0));
  }
}
