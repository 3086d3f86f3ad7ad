package org.assay.review.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.Tokens;
import org.assay.review.OwnerSql;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads on everything that people discuss, with the rules of the thing itself. */
@QuarkusTest
class ThreadIT extends ReviewTestCase {

  private static final String COMMENTS = "/api/v1/comments";
  private static final String NOBODY = "01900000-0000-7000-8000-000000000000";

  @Inject EventLog log;

  private static ValidatableResponse comment(
      String account, String on, String id, @Nullable String question, String text) {
    Map<String, Object> body = new HashMap<>(Map.of("on", on, "on_id", id, "text", text));
    if (question != null) {
      body.put("question_id", question);
    }
    return post(account, COMMENTS, body);
  }

  private static String thread(String on, String id) {
    return COMMENTS + "?on=%s&on_id=%s".formatted(on, id);
  }

  private static String created(ValidatableResponse answer) {
    return answer.statusCode(201).extract().jsonPath().getString("id");
  }

  private static String finding(String review) {
    claim("ethics-reviewer", review).statusCode(201);
    return created(
        post(
            "ethics-reviewer",
            REVIEWS + "/" + review + "/findings",
            Map.of("severity", "MINOR", "text", "No minutes")));
  }

  private static String condition(String review) {
    return post(
            "ethics-reviewer",
            REVIEWS + "/" + review + "/decisions",
            revision(review),
            Map.of(
                "decision",
                "APPROVED",
                "reason",
                "Fine if",
                "conditions",
                List.of(
                    Map.of(
                        "text",
                        "Hear them",
                        "owner",
                        "engineer",
                        "due_at",
                        Instant.now().plus(Duration.ofDays(9)).toString(),
                        "if_missed",
                        "HOLD"))))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("conditions[0].id");
  }

  private static String evidence(Subject subject) {
    return created(
        post(
            "engineer",
            subject.path() + "/evidence",
            Map.of("kind", "DOCUMENT", "title", "A plan", "digest", Subject.freshDigest())));
  }

  /** An override with the proposal that led to it. */
  private record Granted(String proposal, String override) {}

  private static Granted override(Subject subject) {
    OwnerSql.bind(
        subject,
        "open-to-talk",
        "{\"distinct_people\": 1, \"overridable_by\": {\"ethics-approved\": [\"lead\"]}}");
    String proposal =
        created(
            post(
                "lead-2",
                subject.path() + "/overrides",
                subject.revision(),
                Map.of(
                    "requirement",
                    "ethics-approved",
                    "reason",
                    "The ethics board has seen the harm table in May",
                    "until",
                    Instant.now().plus(Duration.ofDays(20)).toString())));
    post("performance-reviewer-2", "/api/v1/proposals/" + proposal + "/approvals", 1, Map.of())
        .statusCode(201);
    return new Granted(
        proposal, read("auditor", subject.path() + "/overrides").getString("items[0].id"));
  }

  /** Everybody who may read it reads it; each thread is of its own thing. */
  private void discussed(String on, String id) {
    get("engineer", thread(on, id)).statusCode(200).body("items", empty());
    String first = created(comment("engineer", on, id, null, "Why is that so?"));
    String second = created(comment("ethics-reviewer", on, id, null, "<b>See</b> the minutes"));

    get("auditor", thread(on, id))
        .statusCode(200)
        .body("items.id", contains(first, second))
        .body("items.on", contains(on, on))
        .body("items.on_id", contains(id, id))
        .body("items.author.account", contains("engineer", "ethics-reviewer"))
        .body("items[1].text", is("<b>See</b> the minutes"));
    comment("auditor", on, id, null, "I only read").statusCode(403);
    comment("service-account-ci", on, id, null, "I am a machine").statusCode(403);
    LoggedEvent told = log.history(UUID.fromString(first), 0, 10).getFirst();
    assertThat(told.type()).isEqualTo(EventTypes.COMMENT_ADDED);
    assertThat(told.actor()).isEqualTo(Tokens.subject("engineer"));
    assertThat(told.data().path("on").asText()).isEqualTo(on);
    assertThat(told.data().path("on_id").asText()).isEqualTo(id);
    assertThat(told.data().toString()).doesNotContain("Why is that so?");
  }

  @Test
  void takesCommentsOnFindingsConditionsAndEvidence() {
    Subject subject = submitted();
    String evidence = evidence(subject);
    String review = review(subject, "ETHICS");
    String finding = finding(review);
    String condition = condition(review);

    discussed("FINDING", finding);
    discussed("CONDITION", condition);
    discussed("EVIDENCE", evidence);
  }

  @Test
  void takesCommentsOnProposalsAndOverrides() {
    Granted made = override(submitted());

    discussed("PROPOSAL", made.proposal());
    discussed("OVERRIDE", made.override());
  }

  @Test
  void takesCommentsOnEachQuestionOfAReview() {
    Subject subject = registered();
    publish(
        subject,
        Map.of(
            "reviews",
            List.of(Map.of("type", "ETHICS", "approvals", 1)),
            "checklists",
            "default/1"));
    submitAndWaitFor(subject, 1);
    String review = review(subject, "ETHICS");

    comment("engineer", "QUESTION", review, "ETH-01", "The board asked that")
        .statusCode(201)
        .body("question_id", is("ETH-01"))
        .header("Location", containsString("question_id=ETH-01"));

    get("auditor", thread("QUESTION", review) + "&question_id=ETH-01")
        .body("items.text", contains("The board asked that"));
    get("auditor", thread("QUESTION", review) + "&question_id=ETH-02").body("items", empty());
    get("auditor", thread("REVIEW", review)).body("items", empty());
    comment("engineer", "QUESTION", review, "PERF-01", "Elsewhere").statusCode(404);
    comment("engineer", "QUESTION", review, null, "Which one?")
        .statusCode(422)
        .body("errors.pointer", contains("/question_id"))
        .body("errors.code", contains("REQUIRED"));
    comment("engineer", "REVIEW", review, "ETH-01", "Both?")
        .statusCode(422)
        .body("errors.code", contains("ONLY_WITH_QUESTION"));
  }

  /** A review's thread is the same by either path, and moves the review's revision. */
  @Test
  void isOneThreadWithThatOfTheReview() {
    String review = review(submitted(), "ETHICS");
    long before = revision(review);
    comment("engineer", "REVIEW", review, null, "One").statusCode(201);
    post("engineer", REVIEWS + "/" + review + "/comments", Map.of("text", "Two"))
        .statusCode(201)
        .body("review_id", is(review));

    assertThat(revision(review)).isEqualTo(before + 2);
    get("auditor", thread("REVIEW", review)).body("items.text", contains("One", "Two"));
    get("auditor", REVIEWS + "/" + review + "/comments").body("items.text", contains("One", "Two"));
    get("auditor", thread("REVIEW", review) + "&limit=1")
        .body("items", hasSize(1))
        .body("next", notNullValue());
  }

  @Test
  void hidesWhatTheCallerMayNotKnowOf() {
    Subject subject = submitted();
    String evidence = evidence(subject);
    OwnerSql.execute(
        "update member_copy set until = clock_timestamp() where project_id = ? and subject = ?",
        subject.projectId(),
        Tokens.subject("engineer"));

    get("engineer", thread("EVIDENCE", evidence)).statusCode(404);
    comment("engineer", "EVIDENCE", evidence, null, "Still here").statusCode(404);
    get("auditor", thread("EVIDENCE", evidence)).body("items", empty());
    get("operator", thread("EVIDENCE", evidence)).statusCode(403);
    for (ThreadKind kind : ThreadKind.values()) {
      String question = kind == ThreadKind.QUESTION ? "ETH-01" : null;
      comment("lead", kind.name(), NOBODY, question, "Nothing there")
          .statusCode(404)
          .body("code", is("NOT_FOUND"));
    }
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of("on", "WEATHER", "UNKNOWN_VALUE"),
        Arguments.of("on", null, "REQUIRED"),
        Arguments.of("on_id", null, "REQUIRED"),
        Arguments.of("text", null, "REQUIRED"),
        Arguments.of("text", " ", "PLAIN_TEXT"),
        Arguments.of("text", "x".repeat(4001), "PLAIN_TEXT"),
        Arguments.of("text", "gpj\u202Eexe", "PLAIN_TEXT"),
        Arguments.of("text", "bell\u0007", "PLAIN_TEXT"),
        Arguments.of("question_id", "ETH-1<b>", "PATTERN"),
        Arguments.of("author", "me", "UNKNOWN_FIELD"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("bad")
  void refusesABadComment(String member, @Nullable Object value, String code) {
    String evidence = evidence(registered());
    Map<String, Object> body =
        new HashMap<>(Map.of("on", "EVIDENCE", "on_id", evidence, "text", "Fine"));
    body.put(member, value);

    post("engineer", COMMENTS, body)
        .statusCode(422)
        .body("errors.pointer", contains("/" + member))
        .body("errors.code", contains(code));
    get("auditor", thread("EVIDENCE", evidence)).body("items", empty()).body("next", nullValue());
  }

  @Test
  void refusesWhatIsTooLargeOrNamesNothing() {
    String evidence = evidence(registered());
    comment("engineer", "EVIDENCE", evidence, null, "x".repeat(1_048_577))
        .statusCode(413)
        .contentType("application/problem+json");
    get("auditor", COMMENTS).statusCode(422);
    get("auditor", COMMENTS + "?on=WEATHER&on_id=" + evidence).statusCode(400);
    get("auditor", thread("EVIDENCE", evidence) + "&limit=201").statusCode(422);
  }
}
