package org.assay.review.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.Tokens;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the checklist of a review asks, and what it keeps from being approved. */
@QuarkusTest
class ChecklistIT extends ReviewTestCase {

  /** What Assay has to compute is not what this is about. */
  private static final Map<String, Object> UNCONCERNED =
      Map.of("answer", "NOT_APPLICABLE", "reason", "Nothing is computed of it here");

  @Inject EventLog log;

  /** A version under a policy that wants one review, which answers the checklist. */
  private static Subject asked(String type) {
    Subject subject = registered();
    evidence(subject, null);
    asking(subject, type);
    return subject;
  }

  private static void asking(Subject subject, String type) {
    publish(
        subject,
        Map.of(
            "reviews", List.of(Map.of("type", type, "approvals", 1)), "checklists", "default/2"));
    tell(REGISTRY, List.of(subject.submitted("engineer")));
    await()
        .untilAsserted(
            () ->
                get("auditor", REVIEWS + "?model={m}&state=REQUESTED", subject.model())
                    .body("items", hasSize(1))
                    .body("items[0].bound_to.checklist", is("default/2")));
  }

  private static String path(String review) {
    return REVIEWS + "/" + review + "/checklist";
  }

  private static List<String> questions(String review) {
    return read("auditor", path(review)).getList("questions.id");
  }

  private static ValidatableResponse answer(
      String account, String review, String question, int seen, Map<String, Object> answer) {
    return as(account)
        .contentType("application/json")
        .header("If-Match", seen)
        .body(answer)
        .put(path(review) + "/" + question)
        .then();
  }

  private static ValidatableResponse answer(String review, String question, String value) {
    String asked = "questions.find { it.id == '%s' }.".formatted(question);
    JsonPath list = read("auditor", path(review));
    int seen = list.getInt(asked + "revision");
    if (value.equals("YES") && !list.getList(asked + "requires").isEmpty()) {
      return answer(reviewer(review), review, question, seen, UNCONCERNED);
    }
    return answer(
        reviewer(review),
        review,
        question,
        seen,
        Map.of("answer", value, "evidence_ids", List.of(document(review))));
  }

  private static String reviewer(String review) {
    return read("auditor", REVIEWS + "/" + review).getString("type").equals("PERFORMANCE")
        ? "performance-reviewer"
        : "ethics-reviewer";
  }

  /** The first document of the version that a review is about. */
  private static String document(String review) {
    JsonPath read = read("auditor", REVIEWS + "/" + review);
    return read(
            "auditor",
            "/api/v1/models/%s/versions/%d/evidence"
                .formatted(read.getString("model"), read.getInt("version")))
        .getString("items[-1].id");
  }

  /** A yes that rests on the version's document. */
  private static Map<String, Object> yes(String review) {
    return Map.of("answer", "YES", "evidence_ids", List.of(document(review)));
  }

  /** Answers all questions with yes, but for the given. */
  private static void yesBut(String review, String... others) {
    for (String question : questions(review)) {
      if (!List.of(others).contains(question)) {
        answer(review, question, "YES").statusCode(200);
      }
    }
  }

  private static ValidatableResponse approve(String review, @Nullable String conditionAbout) {
    Map<String, Object> decision =
        new HashMap<>(Map.of("decision", "APPROVED", "reason", "Seen and judged"));
    if (conditionAbout != null) {
      decision.put(
          "conditions",
          List.of(
              Map.of(
                  "text",
                  "Hear those who are affected",
                  "owner",
                  "engineer",
                  "due_at",
                  Instant.now().plus(Duration.ofDays(3)).toString(),
                  "if_missed",
                  "REVOKE",
                  "question_id",
                  conditionAbout)));
    }
    return post(
        reviewer(review), REVIEWS + "/" + review + "/decisions", revision(review), decision);
  }

  @Test
  void letsAReviewBeApprovedOnceEveryQuestionIsAnswered() {
    Subject subject = asked("ETHICS");
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    get("engineer", path(review))
        .statusCode(200)
        .body("checklist", is("default/2"))
        .body("questions", hasSize(12))
        .body("questions.find { it.id == 'ETH-01' }.state", is("UNANSWERED"))
        .body("questions.find { it.id == 'ETH-01' }.mark", is("B"))
        .body("blocking", hasItem("ETH-01"))
        .body("needing_condition", contains("ETH-02", "ETH-06", "ETH-11"));
    approve(review, null)
        .statusCode(409)
        .body("code", is("CHECKLIST_NOT_MET"))
        .body("rule", is("NO_BLOCKS"))
        .body("questions", hasItems("ETH-01", "ETH-12"));
    get("ethics-reviewer", REVIEWS + "/" + review)
        .body("actions.find { it.name == 'approve' }.allowed", is(false))
        .body("actions.find { it.name == 'approve' }.reason_code", is("CHECKLIST_NOT_MET"));

    yesBut(review);

    get("engineer", path(review)).body("blocking", empty()).body("needing_condition", empty());
    approve(review, null).statusCode(201);
    get("engineer", subject.path() + "/requirements")
        .body(state("ethics-approved"), is("SATISFIED"));
    answer(review, "ETH-01", "NO").statusCode(409).body("code", is("REVIEW_STATE_REFUSES"));
  }

  @Test
  void takesFindingsAndConditionsAboutItsOwnQuestionsOnly() {
    String review = review(asked("ETHICS"), "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    String findings = REVIEWS + "/" + review + "/findings";
    Map<String, Object> finding = Map.of("severity", "MINOR", "text", "No harm table");
    for (String foreign : List.of("DQ-01", "ETH-99")) {
      Map<String, Object> bad = new HashMap<>(finding);
      bad.put("question_id", foreign);
      post("ethics-reviewer", findings, bad)
          .statusCode(422)
          .body("errors.pointer", contains("/question_id"))
          .body("errors.code", contains("UNKNOWN_QUESTION"));
    }
    Map<String, Object> own = new HashMap<>(finding);
    own.put("question_id", "ETH-08");
    post("ethics-reviewer", findings, own).statusCode(201).body("question_id", is("ETH-08"));

    yesBut(review);
    approve(review, "PERF-01")
        .statusCode(422)
        .body("errors.pointer", contains("/conditions/0/question_id"))
        .body("errors.code", contains("UNKNOWN_QUESTION"));
    approve(review, "ETH-02").statusCode(201);
  }

  /** Invariant 8: a "no" blocks, or takes a condition. */
  @Test
  void blocksByANoAndWantsAConditionForALesserOne() {
    String review = review(asked("ETHICS"), "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    yesBut(review, "ETH-01", "ETH-02");
    answer(review, "ETH-01", "NO").statusCode(200).body("state", is("NO"));
    answer(review, "ETH-02", "NO").statusCode(200);
    get("engineer", path(review))
        .body("blocking", contains("ETH-01"))
        .body("needing_condition", contains("ETH-02"));

    approve(review, "ETH-01")
        .statusCode(409)
        .body("rule", is("NO_BLOCKS"))
        .body("questions", contains("ETH-01"));
    answer(review, "ETH-01", "YES").statusCode(200);
    approve(review, null)
        .statusCode(409)
        .body("rule", is("NO_NEEDS_CONDITION"))
        .body("questions", contains("ETH-02"));
    approve(review, "ETH-06").statusCode(409).body("questions", contains("ETH-02"));
    approve(review, "ETH-02").statusCode(201);

    get("auditor", REVIEWS + "/" + review).body("state", is("APPROVED_WITH_CONDITIONS"));
  }

  @Test
  void keepsEveryAnswerWithItsEvent() {
    String review = review(asked("ETHICS"), "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    answer(review, "ETH-03", "YES").statusCode(200);
    Map<String, Object> second =
        Map.of("answer", "NOT_APPLICABLE", "reason", "Nobody is affected by it");
    answer("ethics-reviewer", review, "ETH-03", 0, second).statusCode(412);
    answer("ethics-reviewer", review, "ETH-03", 1, second)
        .statusCode(200)
        .body("state", is("NOT_APPLICABLE"))
        .body("revision", is(2))
        .header("ETag", startsWith("\"2."));

    get("engineer", path(review) + "/ETH-03")
        .body("items.answer", contains("NOT_APPLICABLE", "YES"))
        .body("items[0].reason", is("Nobody is affected by it"))
        .body("items[0].by.account", is("ethics-reviewer"));
    List<LoggedEvent> told = new ArrayList<>(log.history(UUID.fromString(review), 0, 100));
    told.removeIf(event -> !event.type().equals("org.assay.review.review.answered.v1"));
    assertThat(told)
        .extracting(event -> event.data().path("cause").asText())
        .containsExactly("ETH-03 YES", "ETH-03 NOT_APPLICABLE");
    assertThat(told.getLast().data().path("bound_to").path("checklist").asText())
        .isEqualTo("default/2");
    assertThat(told.getLast().data().toString()).doesNotContain("Nobody is affected");
  }

  @Test
  void dropsAnAnswerWhoseEvidenceIsSuperseded() {
    Subject subject = asked("ETHICS");
    String review = review(subject, "ETHICS");
    String first = evidence(subject, null);
    claim("ethics-reviewer", review).statusCode(201);
    answer(
            "ethics-reviewer",
            review,
            "ETH-03",
            0,
            Map.of("answer", "YES", "evidence_ids", List.of(first)))
        .statusCode(200)
        .body("state", is("YES"))
        .body("answer.evidence_ids", contains(first));
    answer(review, "ETH-01", "YES").statusCode(200);

    String other = evidence(subject, first);

    get("engineer", path(review))
        .body("questions.find { it.id == 'ETH-03' }.state", is("DROPPED"))
        .body("questions.find { it.id == 'ETH-01' }.state", is("YES"))
        .body("blocking", hasItem("ETH-03"));
    answer(
            "ethics-reviewer",
            review,
            "ETH-03",
            1,
            Map.of("answer", "YES", "evidence_ids", List.of(first)))
        .statusCode(422)
        .body("errors[0].pointer", is("/evidence_ids/0"))
        .body("errors[0].code", is("UNKNOWN_EVIDENCE"));
    answer(
            "ethics-reviewer",
            review,
            "ETH-03",
            1,
            Map.of("answer", "YES", "evidence_ids", List.of(other)))
        .statusCode(200);
    get("engineer", path(review)).body("blocking", not(hasItem("ETH-03")));
  }

  private static String evidence(Subject subject, @Nullable String supersedes) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of("kind", "DOCUMENT", "title", "A plan", "digest", Subject.freshDigest()));
    if (supersedes != null) {
      body.put("supersedes", supersedes);
    }
    return post("engineer", subject.path() + "/evidence", body)
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  @Test
  void refusesWhatIsNoAnswerToThisReview() {
    Subject subject = asked("ETHICS");
    String review = review(subject, "ETHICS");
    String foreign = evidence(registered(), null);
    Map<String, Object> yes = yes(review);
    answer("ethics-reviewer", review, "ETH-01", 0, yes)
        .statusCode(403)
        .body("code", is("NOT_ASSIGNEE"));
    claim("ethics-reviewer", review).statusCode(201);

    answer("ethics-reviewer", review, "PERF-01", 0, yes).statusCode(404);
    answer("ethics-reviewer", review, "ETH-99", 0, yes).statusCode(404);
    answer("ethics-reviewer", review, "eth", 0, yes).statusCode(422);
    answer("ethics-reviewer-2", review, "ETH-01", 0, yes).statusCode(403);
    answer("engineer", review, "ETH-01", 0, yes).statusCode(403);
    answer("ethics-reviewer", review, "ETH-01", 0, Map.of("answer", "NOT_APPLICABLE"))
        .statusCode(422)
        .body("errors.pointer", hasItem("/reason"));
    for (Map<String, Object> unfounded :
        List.<Map<String, Object>>of(
            Map.of("answer", "YES"), Map.of("answer", "YES", "evidence_ids", List.of()))) {
      answer("ethics-reviewer", review, "ETH-01", 0, unfounded)
          .statusCode(422)
          .body("errors[0].pointer", is("/evidence_ids"))
          .body("errors[0].code", is("REQUIRED"));
    }
    answer("ethics-reviewer", review, "ETH-01", 0, Map.of("answer", "MAYBE")).statusCode(422);
    answer(
            "ethics-reviewer",
            review,
            "ETH-01",
            0,
            Map.of("answer", "YES", "evidence_ids", List.of(foreign)))
        .statusCode(422)
        .body("errors[0].code", is("UNKNOWN_EVIDENCE"));
    as("ethics-reviewer")
        .contentType("application/json")
        .body(yes)
        .put(path(review) + "/ETH-01")
        .then()
        .statusCode(428);
    get("engineer", path(review)).body("questions.state", not(hasItem("YES")));
  }

  @ParameterizedTest
  @CsvSource({
    "TABULAR, false, 11, PERF-11",
    "TABULAR, true, 21, FL-10",
    "RL_POLICY, false, 21, RL-10",
    "GENERATIVE, false, 22, GEN-11"
  })
  void asksTheSpecialSectionsOfTheKindOfModel(
      String kind, boolean federated, int questions, String last) {
    Subject subject = registered();
    tell(REGISTRY, List.of(subject.modelUpdated(kind, federated)));
    asking(subject, "PERFORMANCE");

    get("engineer", path(review(subject, "PERFORMANCE")))
        .body("questions", hasSize(questions))
        .body("questions.id", hasItem(last));
  }

  @Test
  void marksByTheTierOfTheModel() {
    Subject subject = asked("PERFORMANCE");
    String review = review(subject, "PERFORMANCE");
    String mark = "questions.find { it.id == 'PERF-06' }.mark";
    get("engineer", path(review)).body(mark, is("B"));

    classify(subject, Map.of("T1", "YES"));

    get("engineer", path(review)).body(mark, is("C"));
  }

  /** Approved on a "no" that takes a condition where the tier is LIMITED and blocks where HIGH. */
  private static Subject approvedOnALesserNo() {
    Subject subject = registered();
    evidence(subject, null);
    classify(subject, Map.of("T1", "YES"));
    asking(subject, "PERFORMANCE");
    String review = review(subject, "PERFORMANCE");
    claim("performance-reviewer", review).statusCode(201);
    yesBut(review, "PERF-06");
    answer(review, "PERF-06", "NO").statusCode(200);
    approve(review, "PERF-06").statusCode(201);
    get("engineer", subject.path() + "/requirements")
        .body(state("performance-approved"), is("SATISFIED"));
    return subject;
  }

  private static void raise(Subject subject) {
    String id =
        read("auditor", "/api/v1/classifications?model=" + subject.model())
            .getString("items[0].id");
    post(
            "lead-2",
            "/api/v1/classifications/" + id + "/raisings",
            Map.of("tier", "HIGH", "reason", "It reaches people who cannot object"))
        .statusCode(201);
  }

  @Test
  void takesAnApprovalBackOnceItsAnswersDoNotSufficeForTheTier() {
    Subject subject = approvedOnALesserNo();
    String review = review(subject, "PERFORMANCE");
    String assessment =
        "/api/v1/assessments/" + read("auditor", REVIEWS + "/" + review).getString("assessment_id");
    get("auditor", assessment).body("state", is("PASSED"));

    raise(subject);

    get("auditor", assessment).body("state", is("LOST")).body("cause", is("TIER_CHANGED"));
    get("auditor", REVIEWS + "/" + review)
        .body("state", is("IN_PROGRESS"))
        .body("decisions[0].retracted_at", notNullValue());
    release("lead", subject, "production").statusCode(409);
    approve(review, "PERF-06").statusCode(409).body("rule", is("NO_BLOCKS"));
    answer(review, "PERF-06", "YES").statusCode(200);
    approve(review, null).statusCode(201);
    get("auditor", assessment).body("state", is("PASSED"));
    release("lead", subject, "production").statusCode(201);
  }

  /** Invariant 16: what was approved under another tier lets nothing be deployed any more. */
  @Test
  void closesTheGateToAReleaseWhoseAnswersDoNotSufficeForTheTier() {
    Subject subject = approvedOnALesserNo();
    release("lead", subject, "production").statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));

    raise(subject);

    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("performance-approved"), is("UNSATISFIED"))
        .body(
            "requirements.find { it.key == 'performance-approved' }.reason",
            containsString("PERF-06"));
    release("lead", subject, "staging").statusCode(409).body("code", is("REQUIREMENTS_NOT_MET"));
  }

  @Test
  void rejectsForAQuestionThatIsAsked() {
    String review = review(asked("ETHICS"), "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    decide("ethics-reviewer", review, "REJECTED")
        .statusCode(422)
        .body("errors[0].pointer", is("/question_id"))
        .body("errors[0].code", is("REQUIRED"));
    deciding(review, "REJECTED", "PERF-01")
        .statusCode(422)
        .body("errors[0].code", is("UNKNOWN_QUESTION"));
    deciding(review, "REJECTED", "eth").statusCode(422);
    deciding(review, "CHANGES_REQUESTED", "ETH-03")
        .statusCode(422)
        .body("errors[0].code", is("ONLY_WITH_REJECTED"));

    deciding(review, "REJECTED", "ETH-03")
        .statusCode(201)
        .body("state", is("REJECTED"))
        .body("decisions[0].question_id", is("ETH-03"));

    assertThat(new ArrayList<>(log.history(UUID.fromString(review), 0, 100)))
        .filteredOn(event -> event.type().equals("org.assay.review.review.rejected.v1"))
        .extracting(event -> event.data().path("cause").asText())
        .containsExactly("ETH-03");
  }

  private static ValidatableResponse deciding(String review, String decision, String question) {
    return post(
        "ethics-reviewer",
        REVIEWS + "/" + review + "/decisions",
        revision(review),
        Map.of("decision", decision, "reason", "Seen and judged", "question_id", question));
  }

  @Test
  void asksNothingUnderAPolicyWithoutChecklists() {
    String review = review(submitted(), "ETHICS");

    get("engineer", path(review))
        .statusCode(200)
        .body("checklist", nullValue())
        .body("questions", empty());
    claim("ethics-reviewer", review).statusCode(201);
    answer("ethics-reviewer", review, "ETH-01", 0, Map.of("answer", "NO")).statusCode(404);
    deciding(review, "REJECTED", "ETH-01")
        .statusCode(422)
        .body("errors[0].code", is("UNKNOWN_QUESTION"));
    decide("ethics-reviewer", review, "APPROVED").statusCode(201);
  }

  @Test
  void showsTheChecklistsAndHidesThoseOfReviewsOfOthers() {
    String review = review(asked("ETHICS"), "ETHICS");

    get("engineer", "/api/v1/checklists")
        .statusCode(200)
        .body("items", hasSize(24))
        .body("items.find { it.type == 'PERFORMANCE' }.questions", hasSize(42));
    get("engineer", "/api/v1/checklists/ETHICS/versions/1")
        .body("reference", is("default/1"))
        .body("questions.find { it.id == 'ETH-09' }.marks.LIMITED", is("C"));
    get("engineer", "/api/v1/checklists/ETHICS/versions/3").statusCode(404);
    get("operator", "/api/v1/checklists").statusCode(403);
    withToken(Tokens.forAccount("stranger").withRoles("engineer").token())
        .get(path(review))
        .then()
        .statusCode(404);
  }

  @Test
  void refusesAPolicyThatNamesOtherChecklists() {
    post(
            "lead",
            POLICIES,
            Map.of(
                "name",
                freshKey(),
                "scope",
                Map.of("kind", "ORGANISATION"),
                "text",
                "What the house wants",
                "checklists",
                "default/3"))
        .statusCode(422)
        .body("errors.find { it.pointer == '/checklists' }.code", is("UNKNOWN_CHECKLISTS"));
  }
}
