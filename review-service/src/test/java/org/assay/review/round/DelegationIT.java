package org.assay.review.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.IssuerResource;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An assignee hands a review to somebody who may review it, or keeps it. */
@QuarkusTest
class DelegationIT extends ReviewTestCase {

  private static final String REASON = "I am away until the end of June";

  @Inject EventLog log;

  /** The ethics review of a version, begun by the ethics-reviewer. */
  private static String begun(Subject subject) {
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    return review;
  }

  private static ValidatableResponse delegate(String account, String review, String to) {
    return post(
        account, REVIEWS + "/" + review + "/delegations", Map.of("to", to, "reason", REASON));
  }

  private static void isKept(String review) {
    get("auditor", REVIEWS + "/" + review)
        .body("assignees.reviewer.account", contains("ethics-reviewer"))
        .body("revision", is(3));
  }

  @Test
  void handsAReviewOverInOneActAndAsksForADeclaration() {
    String review = begun(submitted());
    get("ethics-reviewer", REVIEWS + "/" + review)
        .body("actions.find { it.name == 'delegate' }.allowed", is(true));

    delegate("ethics-reviewer", review, "ethics-reviewer-2")
        .statusCode(201)
        .body("state", is("ASSIGNED"))
        .body("assignees.reviewer.account", contains("ethics-reviewer-2"))
        .body("assignees.started", contains(false))
        .body("actions.find { it.name == 'delegate' }.allowed", is(false));

    List<LoggedEvent> told = log.history(UUID.fromString(review), 0, 100);
    assertThat(told)
        .extracting(LoggedEvent::type)
        .containsExactly(
            EventTypes.REVIEW_REQUESTED,
            EventTypes.REVIEW_ASSIGNED,
            EventTypes.REVIEW_STARTED,
            EventTypes.REVIEW_UNASSIGNED,
            EventTypes.REVIEW_ASSIGNED);
    assertThat(told).extracting(LoggedEvent::aggregateVersion).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(told.subList(3, 5))
        .allSatisfy(
            event -> {
              assertThat(event.data().path("cause").asText()).isEqualTo("DELEGATED");
              assertThat(event.data().path("text_digest").asText()).hasSize(64);
              assertThat(event.data().toString()).doesNotContain("June");
            });
    get("auditor", REVIEWS + "/" + review + "/comments")
        .body("items.text", contains(REASON))
        .body("items.author.account", contains("ethics-reviewer"));
    decide("ethics-reviewer", review, "APPROVED").statusCode(403).body("code", is("NOT_ASSIGNEE"));
    decide("ethics-reviewer-2", review, "APPROVED")
        .statusCode(409)
        .body("code", is("CONFLICT_NOT_DECLARED"));
    claim("ethics-reviewer-2", review).statusCode(201).body("state", is("IN_PROGRESS"));
    decide("ethics-reviewer-2", review, "APPROVED").statusCode(201);
  }

  @ParameterizedTest
  @CsvSource({
    "performance-reviewer, 403, FORBIDDEN, REVIEWER_ROLE",
    "auditor, 403, FORBIDDEN, REVIEWER_ROLE",
    "engineer-2, 403, FORBIDDEN, REVIEWER_ROLE",
    "lead, 403, SEPARATION_OF_DUTIES, OWN_PROJECT",
    "service-account-ci, 403, SEPARATION_OF_DUTIES, SERVICE_ACCOUNT",
    "ethics-reviewer, 409, REVIEW_TAKEN, ",
    "nobody, 422, UNKNOWN_SUBJECT, "
  })
  void isNotHandedToWhoMayNotReviewIt(String to, int status, String code, @Nullable String rule) {
    String review = begun(submitted());

    delegate("ethics-reviewer", review, to)
        .statusCode(status)
        .body("code", is(code))
        .body("rule", is(rule));

    isKept(review);
  }

  @Test
  void isNotHandedToWhoHadAPart() {
    Subject subject = registered(List.of("ethics-reviewer-2"), "engineer");
    submit(subject);
    String review = begun(subject);

    delegate("ethics-reviewer", review, "ethics-reviewer-2")
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is("AUTHOR"));

    isKept(review);
  }

  @Test
  void isNotHandedToWhoLostTheRole() {
    String review = begun(submitted());
    IssuerResource.takeRoles("ethics-reviewer-2");
    try {
      delegate("ethics-reviewer", review, "ethics-reviewer-2")
          .statusCode(403)
          .body("rule", is("REVIEWER_ROLE"));
    } finally {
      IssuerResource.giveRoles("ethics-reviewer-2");
    }

    isKept(review);
  }

  @Test
  void mayBeHandedToALeadOfNoPartInTheProject() {
    String review = begun(submitted());

    delegate("ethics-reviewer", review, "lead-2").statusCode(201);

    claim("lead-2", review).statusCode(201);
  }

  @ParameterizedTest
  @CsvSource({
    "ethics-reviewer-2, NOT_ASSIGNEE",
    "lead-2, NOT_ASSIGNEE",
    "performance-reviewer, FORBIDDEN",
    "engineer, FORBIDDEN",
    "auditor, FORBIDDEN",
    "admin, FORBIDDEN"
  })
  void isTheAssigneesOwnAct(String account, String code) {
    String review = begun(submitted());

    delegate(account, review, "ethics-reviewer-2").statusCode(403).body("code", is(code));

    isKept(review);
  }

  @Test
  void isNoWayOutOfAnApprovalThatStands() {
    Subject subject = registered();
    publish(
        subject,
        Map.of(
            "reviews",
            List.of(
                Map.of("type", "ETHICS", "approvals", 2),
                Map.of("type", "PERFORMANCE", "approvals", 1))));
    submit(subject);
    String review = begun(subject);
    decide("ethics-reviewer", review, "APPROVED").statusCode(201);

    delegate("ethics-reviewer", review, "ethics-reviewer-2")
        .statusCode(409)
        .body("code", is("REVIEW_STATE_REFUSES"))
        .body("rule", is("APPROVAL_STANDS"));
    get("ethics-reviewer", REVIEWS + "/" + review)
        .body("actions.find { it.name == 'delegate' }.allowed", is(false));
    approve("ethics-reviewer-2", subject, "ETHICS");
    post(
            "ethics-reviewer",
            REVIEWS + "/" + review + "/retractions",
            revision(review),
            Map.of("reason", "I was wrong"))
        .statusCode(201);
    delegate("ethics-reviewer", review, "lead-2").statusCode(201);
  }

  @Test
  void isOverOnceTheReviewIsDecided() {
    Subject subject = submitted();
    approve("ethics-reviewer", subject, "ETHICS");

    delegate("ethics-reviewer", review(subject, "ETHICS"), "ethics-reviewer-2")
        .statusCode(409)
        .body("code", is("REVIEW_STATE_REFUSES"));
  }

  @Test
  void leavesFindingsOpenForWhoTakesIt() {
    String review = begun(submitted());
    decide("ethics-reviewer", review, "CHANGES_REQUESTED").statusCode(201);

    delegate("ethics-reviewer", review, "ethics-reviewer-2")
        .statusCode(201)
        .body("state", is("ASSIGNED"))
        .body("findings", hasSize(1))
        .body("findings[0].state", is("OPEN"));
  }

  @Test
  void isDoneOnceWhereTwoAreNamedAtOnce() throws Exception {
    String review = begun(submitted());

    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      var one =
          two.submit(
              () ->
                  delegate("ethics-reviewer", review, "ethics-reviewer-2").extract().statusCode());
      var other =
          two.submit(() -> delegate("ethics-reviewer", review, "lead-2").extract().statusCode());

      assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(201, 403);
    }
    get("auditor", REVIEWS + "/" + review).body("assignees", hasSize(1)).body("revision", is(5));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({"to, , REQUIRED", "reason, , REQUIRED", "account, me, UNKNOWN_FIELD"})
  void refusesBadInput(String member, @Nullable String value, String code) {
    String review = begun(submitted());
    Map<String, Object> body = new HashMap<>(Map.of("to", "ethics-reviewer-2", "reason", REASON));
    body.put(member, value);

    post("ethics-reviewer", REVIEWS + "/" + review + "/delegations", body)
        .statusCode(422)
        .body("errors.pointer", hasItem("/" + member))
        .body("errors.code", hasItem(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "00000000-0000-7000-8000-000000000000"})
  void knowsNoSuchReview(String id) {
    delegate("ethics-reviewer", id, "ethics-reviewer-2").statusCode(404);
  }
}
