package org.assay.review.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.review.PolicyActs;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions from the approval that sets them to their end, by a person or by the clock. */
@QuarkusTest
class ConditionIT extends ReviewTestCase {

  private static final String CONDITIONS = "/api/v1/conditions/";

  @Inject EventLog log;
  @Inject DataSource dataSource;
  @Inject MissedConditions missedConditions;
  @Inject ConditionMeeting meeting;

  private List<String> history(String id) {
    return log.history(UUID.fromString(id), 0, 100).stream()
        .map(LoggedEvent::type)
        .map(type -> type.replaceAll("org.assay.review.|.v1", ""))
        .toList();
  }

  private static Instant inDays(int days) {
    return Instant.now().plus(Duration.ofDays(days));
  }

  private static Map<String, Object> condition(String ifMissed) {
    return Map.of(
        "text",
        "Have the appeal process tried by three people",
        "owner",
        "engineer",
        "due_at",
        inDays(10).toString(),
        "if_missed",
        ifMissed);
  }

  private static ValidatableResponse approveWith(String review, Object... conditions) {
    return post(
        "ethics-reviewer",
        REVIEWS + "/" + review + "/decisions",
        revision(review),
        Map.of("decision", "APPROVED", "reason", "Fine if", "conditions", List.of(conditions)));
  }

  /** A version whose round passed, its ethics review under one condition; returns that. */
  private static String conditional(Subject subject, String ifMissed) {
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    String condition =
        approveWith(review, condition(ifMissed))
            .statusCode(201)
            .body("state", is("APPROVED_WITH_CONDITIONS"))
            .body("conditions.state", contains("OPEN"))
            .extract()
            .jsonPath()
            .getString("conditions[0].id");
    approve("performance-reviewer", subject, "PERFORMANCE");
    return condition;
  }

  private static ValidatableResponse act(
      String account, String condition, String act, Object body) {
    long revision = read("auditor", CONDITIONS + condition).getLong("revision");
    return post(account, CONDITIONS + condition + "/" + act, revision, body);
  }

  /** A dry run holds past releases against the conditions that were open then, met since or not. */
  @Test
  void countsTheConditionsOfPastReleasesInADryRun() {
    Subject subject = submitted();
    classify(subject, Map.of());
    String condition = conditional(subject, "HOLD");
    release("lead", subject, "production").statusCode(201);
    act("ethics-reviewer", condition, "confirmations", Map.of("reason", "Three tried it"))
        .statusCode(201);

    assertThat(stopped(subject, 1)).isEmpty();
    assertThat(stopped(subject, 0)).containsExactly("open-conditions");
  }

  private static List<String> stopped(Subject subject, int most) {
    Map<String, Object> draft = PolicyActs.draft("PROJECT", PolicyActs.keyOf(subject), List.of());
    draft.put("reviews", PolicyActs.BOTH_REVIEWS);
    draft.put(
        "tiers",
        List.of(
            Map.of("tier", "MINIMAL", "open_conditions", Map.of("most", most, "within", "P30D"))));
    JsonPath run = PolicyActs.tried(PolicyActs.drafted(draft));
    assertThat(run.getInt("releases")).isEqualTo(1);
    List<List<String>> unmet = run.getList("stopped_releases.unmet");
    return unmet.stream().flatMap(List::stream).toList();
  }

  private static JsonPath round(Subject subject) {
    String id = read("auditor", subject.path() + "/requirements").getString("assessment_id");
    return read("auditor", "/api/v1/assessments/" + id);
  }

  /** Lets the due instant of a condition be now, so that no test waits for it. */
  private void due(String condition) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update review_condition set due_at = clock_timestamp() where id = ?")) {
      update.setObject(1, UUID.fromString(condition));
      update.executeUpdate();
    }
  }

  @Test
  void letsARoundPassAndIsMetByAnAssigneesWord() {
    Subject subject = submitted();
    String condition = conditional(subject, "REVOKE");
    String review = review(subject, "ETHICS");
    assertThat(round(subject).getString("state")).isEqualTo("PASSED");
    release("lead", subject, "production").statusCode(201);

    act("engineer", condition, "confirmations", Map.of("reason", "Done")).statusCode(403);
    act("ethics-reviewer-2", condition, "confirmations", Map.of("reason", "Done"))
        .statusCode(403)
        .body("code", is("NOT_ASSIGNEE"));
    act("ethics-reviewer", condition, "confirmations", Map.of("reason", "Three tried it"))
        .statusCode(201)
        .body("state", is("MET"));

    get("auditor", REVIEWS + "/" + review).body("state", is("APPROVED"));
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
    assertThat(history(condition)).containsExactly("condition.opened", "condition.met");
    assertThat(history(review)).endsWith("review.approved", "review.conditions-met");
    act("ethics-reviewer", condition, "confirmations", Map.of("reason", "Again"))
        .statusCode(409)
        .body("code", is("CONDITION_STATE_REFUSES"));
  }

  /** Invariant 9: a missed condition closes the gate without anybody; two extend it, once. */
  @Test
  void deniesFromTheDueInstantAndRevokesWithoutAnybody() throws SQLException {
    Subject subject = submitted();
    String condition = conditional(subject, "REVOKE");
    String review = review(subject, "ETHICS");
    String assessment = round(subject).getString("id");
    release("lead", subject, "production").statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));

    due(condition);

    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("ethics-approved"), is("UNSATISFIED"));
    get("auditor", CONDITIONS + condition).body("state", is("MISSED"));
    act("ethics-reviewer", condition, "confirmations", Map.of("reason", "Late")).statusCode(409);
    asTwoCopies();
    get("auditor", REVIEWS + "/" + review).body("state", is("VOIDED"));
    get("auditor", "/api/v1/assessments/" + assessment)
        .body("state", is("LOST"))
        .body("cause", is("CONDITION_MISSED"));
    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("not-revoked"), is("UNSATISFIED"));
    get("lead", subject.path() + "/releases")
        .body("items[0].revocation_id", notNullValue())
        .body("items[0].stands", is(false));
    assertThat(history(condition)).containsExactly("condition.opened", "condition.missed");
    assertThat(history(assessment))
        .containsExactly("assessment.opened", "assessment.passed", "assessment.lost");
  }

  @Test
  void closesTheGateWithoutARevocationWhereItHolds() throws SQLException {
    Subject subject = submitted();
    String condition = conditional(subject, "HOLD");
    release("lead", subject, "production").statusCode(201);

    due(condition);
    missedConditions.endOverdue();

    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("not-revoked"), is("SATISFIED"))
        .body(state("released"), is("STALE"));
    get("lead", subject.path() + "/releases").body("items[0].revocation_id", nullValue());
  }

  @Test
  void opensTheNextRoundOfWhatWasNotReleased() throws SQLException {
    Subject subject = submitted();
    String condition = conditional(subject, "REVOKE");

    due(condition);
    missedConditions.endOverdue();

    assertThat(round(subject).getInt("round")).isEqualTo(2);
    assertThat(round(subject).getString("state")).isEqualTo("OPEN");
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void opensTheNextRoundOfARenewal() throws SQLException {
    Subject subject = released();
    submitRenewal(subject);
    String condition = conditional(subject, "REVOKE");

    due(condition);
    missedConditions.endOverdue();

    assertThat(round(subject).getInt("round")).isEqualTo(3);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void revokesNothingThatALaterRoundRenewed() throws SQLException {
    Subject subject = submitted();
    String condition = conditional(subject, "REVOKE");
    release("lead", subject, "production").statusCode(201);
    submitRenewal(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201).body("outcome", is("RENEWED"));

    due(condition);
    missedConditions.endOverdue();

    get("auditor", CONDITIONS + condition).body("state", is("MISSED"));
    get("lead", subject.path() + "/releases").body("items.revocation_id", contains(null, null));
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void endsTheApprovalAloneInAnOpenRound() throws SQLException {
    Subject subject = submitted();
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    String condition =
        approveWith(review, condition("HOLD")).extract().jsonPath().getString("conditions[0].id");

    due(condition);
    missedConditions.endOverdue();

    get("auditor", REVIEWS + "/" + review)
        .body("state", is("IN_PROGRESS"))
        .body("decisions[0].retracted_at", notNullValue());
    decide("ethics-reviewer", review, "APPROVED").statusCode(201).body("state", is("APPROVED"));
    approve("performance-reviewer", subject, "PERFORMANCE");
    assertThat(round(subject).getString("state")).isEqualTo("PASSED");
  }

  /** Invariant 9: a missed condition closes the gate without anybody; two extend it, once. */
  @Test
  void isExtendedOnceByALeadAndAReviewer() {
    Subject subject = submitted();
    String condition = conditional(subject, "REVOKE");
    Map<String, Object> later =
        Map.of("due_at", inDays(20).toString(), "reason", "The third person was ill");

    act("ethics-reviewer", condition, "extensions", later).statusCode(403);
    act("ethics-reviewer", condition, "agreements", Map.of())
        .statusCode(409)
        .body("code", is("CONDITION_STATE_REFUSES"));
    act("lead", condition, "extensions", Map.of("due_at", inDays(5).toString(), "reason", "Sooner"))
        .statusCode(422)
        .body("errors.code", contains("NOT_LATER"));
    act("lead", condition, "extensions", later)
        .statusCode(201)
        .body("proposed_by.account", is("lead"))
        .body("extended_from", nullValue());
    act("lead", condition, "agreements", Map.of()).statusCode(403);
    act("ethics-reviewer", condition, "agreements", Map.of())
        .statusCode(201)
        .body("extended_from", notNullValue())
        .body("proposed_due_at", nullValue());

    act("lead", condition, "extensions", Map.of("due_at", inDays(30).toString(), "reason", "More"))
        .statusCode(409)
        .body("code", is("CONDITION_STATE_REFUSES"));
    assertThat(history(condition))
        .containsExactly("condition.opened", "condition.extension-proposed", "condition.extended");
  }

  private static Map<String, Object> checked(String check) {
    Map<String, Object> condition = new HashMap<>(condition("REVOKE"));
    condition.put("check", check);
    return condition;
  }

  private static String minorFinding(String review) {
    return post(
            "ethics-reviewer",
            REVIEWS + "/" + review + "/findings",
            Map.of("severity", "MINOR", "text", "No minutes"))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  /** A version that passed, its ethics review under a condition with a check; returns that. */
  private static String conditional(Subject subject, String check, boolean finding) {
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    if (finding) {
      minorFinding(review);
    }
    String condition =
        approveWith(review, checked(check))
            .statusCode(201)
            .body("state", is("APPROVED_WITH_CONDITIONS"))
            .body("conditions[0].check", is(check))
            .extract()
            .jsonPath()
            .getString("conditions[0].id");
    ReviewTestCase.approve("performance-reviewer", subject, "PERFORMANCE");
    return condition;
  }

  private static void answerFindings(Subject subject) {
    String findings = REVIEWS + "/" + review(subject, "ETHICS") + "/findings";
    String finding = read("auditor", findings).getString("items[0].id");
    post("engineer", "/api/v1/findings/" + finding + "/answers", Map.of("text", "Here they are"))
        .statusCode(201);
  }

  @Test
  void isMetOnceItsCheckHolds() {
    Subject subject = submitted();
    String condition = conditional(subject, "findings.minor == 0", true);
    String review = review(subject, "ETHICS");
    act("ethics-reviewer", condition, "confirmations", Map.of("reason", "Fine by me"))
        .statusCode(409)
        .body("code", is("CONDITION_STATE_REFUSES"));
    meeting.meetWhatHolds();
    get("auditor", CONDITIONS + condition).body("state", is("OPEN"));

    answerFindings(subject);

    get("auditor", CONDITIONS + condition).body("state", is("MET"));
    get("auditor", REVIEWS + "/" + review).body("state", is("APPROVED"));
    assertThat(history(condition)).containsExactly("condition.opened", "condition.met");
    assertThat(history(review)).endsWith("review.conditions-met");
    LoggedEvent met = log.history(UUID.fromString(condition), 0, 100).getLast();
    assertThat(met.actor()).isEqualTo("system:review-service");
    assertThat(met.data().path("check").asText()).isEqualTo("CEL");
  }

  /** What other services tell is looked at by the clock. */
  @Test
  void isMetByTheClockWhereNoActOfItsOwnTellsIt() {
    Subject subject = submitted();
    String condition = conditional(subject, "version.kind == 'RANKING'", false);
    tell(REGISTRY, List.of(subject.modelUpdated("RANKING", false)));

    await()
        .untilAsserted(
            () -> {
              meeting.meetWhatHolds();
              get("auditor", CONDITIONS + condition).body("state", is("MET"));
            });
    assertThat(history(condition)).containsExactly("condition.opened", "condition.met");
  }

  @Test
  void isNotMetByWhatCannotBeTold() throws SQLException {
    Subject subject = submitted();
    String condition = conditional(subject, "claims.performance.verdict == 'PASS'", false);
    meeting.meetWhatHolds();
    get("auditor", CONDITIONS + condition).body("state", is("OPEN"));

    due(condition);
    meeting.meetWhatHolds();
    missedConditions.endOverdue();

    assertThat(history(condition)).containsExactly("condition.opened", "condition.missed");
  }

  @Test
  void isNotMetFromItsDueInstantOn() throws SQLException {
    Subject subject = submitted();
    String condition = conditional(subject, "findings.minor == 0", true);
    due(condition);

    answerFindings(subject);
    meeting.meetWhatHolds();
    missedConditions.endOverdue();

    assertThat(history(condition)).containsExactly("condition.opened", "condition.missed");
  }

  static Stream<Arguments> badChecks() {
    return Stream.of(
        Arguments.of("true", "CONSTANT"),
        Arguments.of("1 > 2", "CONSTANT"),
        Arguments.of("version.number >= 1", "ALREADY_TRUE"),
        Arguments.of("approvals.count >= 1", "ALREADY_TRUE"),
        Arguments.of("reviews.ethics.state == 'APPROVED_WITH_CONDITIONS'", "ALREADY_TRUE"),
        Arguments.of("environment == 'production'", "NOT_ALLOWED"),
        Arguments.of("version.colour == 'red'", "UNKNOWN_FIELD"),
        Arguments.of("version.number", "NOT_BOOLEAN"),
        Arguments.of("version.number ==", "SYNTAX"),
        Arguments.of(
            "approvals.units.all(a, approvals.units.all(b, approvals.units.all(c, a != b)))",
            "TOO_DEAR"),
        Arguments.of("x".repeat(2001), "PLAIN_TEXT"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badChecks")
  void refusesABadCheck(String check, String code) {
    String review = review(submitted(), "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);

    approveWith(review, checked(check))
        .statusCode(422)
        .body("errors.pointer", contains("/conditions/0/check"))
        .body("errors.code", contains(code));
    get("auditor", REVIEWS + "/" + review)
        .body("state", is("IN_PROGRESS"))
        .body("conditions", hasSize(0))
        .body("decisions", hasSize(0));
  }

  static Stream<Arguments> badConditions() {
    return Stream.of(
        Arguments.of("text", null, "REQUIRED"),
        Arguments.of("text", "bell\u0007", "PLAIN_TEXT"),
        Arguments.of("owner", "engineer-2", "NOT_A_CONTRIBUTOR"),
        Arguments.of("owner", "nobody-at-all", "UNKNOWN_SUBJECT"),
        Arguments.of("due_at", "2001-01-01T00:00:00Z", "IN_THE_PAST"),
        Arguments.of("if_missed", "SHRUG", "UNKNOWN_VALUE"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("badConditions")
  void refusesABadCondition(String member, @Nullable Object value, String code) {
    String review = review(submitted(), "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    Map<String, Object> bad = new HashMap<>(condition("REVOKE"));
    bad.put(member, value);

    approveWith(review, bad)
        .statusCode(422)
        .body("errors.pointer", contains("/conditions/0/" + member))
        .body("errors.code", contains(code));
    get("auditor", REVIEWS + "/" + review)
        .body("state", is("IN_PROGRESS"))
        .body("conditions", hasSize(0));
  }

  private void asTwoCopies() {
    try (ExecutorService copies = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> one =
          CompletableFuture.runAsync(() -> missedConditions.endOverdue(), copies);
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(() -> missedConditions.endOverdue(), copies);
      one.join();
      other.join();
    }
  }
}
