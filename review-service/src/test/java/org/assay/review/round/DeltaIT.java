package org.assay.review.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.event.EventLog;
import org.assay.review.OwnerSql;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a review shows of the approval that it goes on from, and what it takes over from that. */
@QuarkusTest
class DeltaIT extends ReviewTestCase {

  private static final String PLAN = Subject.freshDigest();
  private static final String REPORT = Subject.freshDigest();

  @Inject EventLog log;

  private static String document(Subject subject, String digest, @Nullable String supersedes) {
    Map<String, Object> document =
        new HashMap<>(Map.of("kind", "DOCUMENT", "title", "A plan", "digest", digest));
    if (supersedes != null) {
      document.put("supersedes", supersedes);
    }
    return post("engineer", subject.path() + "/evidence", document)
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static void asking(Subject subject, String type) {
    publish(
        subject,
        Map.of(
            "reviews", List.of(Map.of("type", type, "approvals", 1)), "checklists", "default/2"));
  }

  private static String checklist(String review) {
    return REVIEWS + "/" + review + "/checklist";
  }

  private static String delta(String review) {
    return REVIEWS + "/" + review + "/delta";
  }

  private static String question(String id, String member) {
    return "questions.find { it.id == '%s' }.%s".formatted(id, member);
  }

  private static ValidatableResponse yes(
      String account, String review, String question, String evidence) {
    JsonPath list = read("auditor", checklist(review));
    int seen = list.getInt(question(question, "revision"));
    boolean computed = !list.getList(question(question, "requires")).isEmpty();
    return as(account)
        .contentType("application/json")
        .header("If-Match", seen)
        .body(
            Map.of(
                "answer",
                computed ? "NOT_APPLICABLE" : "YES",
                "evidence_ids",
                List.of(evidence),
                "reason",
                "Seen"))
        .put(checklist(review) + "/" + question)
        .then();
  }

  private static ValidatableResponse confirm(
      String account, String review, Map<String, Object> body) {
    return post(account, checklist(review) + "/confirmations", revision(review), body);
  }

  /**
   * A version whose ethics review was approved: each question was answered by the plan, but ETH-03
   * by the report.
   */
  private static Subject approved(String plan, String report) {
    Subject subject = registered();
    String first = document(subject, plan, null);
    String second = document(subject, report, null);
    asking(subject, "ETHICS");
    submitAndWaitFor(subject, 1);
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    for (String id : read("auditor", checklist(review)).getList("questions.id", String.class)) {
      yes("ethics-reviewer", review, id, id.equals("ETH-03") ? second : first).statusCode(200);
    }
    decide("ethics-reviewer", review, "APPROVED").statusCode(201);
    return subject;
  }

  /** Waits for the review that follows on one; returns its id. */
  private static String nextReview(Subject subject, String type, String before) {
    await().untilAsserted(() -> assertThat(review(subject, type)).isNotEqualTo(before));
    return review(subject, type);
  }

  private static String renewed(Subject subject) {
    release("lead", subject, "production").statusCode(201);
    String before = review(subject, "ETHICS");
    tell(REGISTRY, List.of(subject.renewed("engineer")));
    return nextReview(subject, "ETHICS", before);
  }

  private long carried(String review) {
    return log.history(UUID.fromString(review), 0, 100).stream()
        .filter(event -> event.type().endsWith("review.answered.v1"))
        .filter(event -> event.data().path("cause").asText().endsWith(" CARRIED"))
        .count();
  }

  /** Round 1 is lost by another report; in round 2 only what rested on that is asked anew. */
  @Test
  void showsOnlyWhatChangedAndProposesTheOtherAnswers() {
    Subject subject = approved(PLAN, REPORT);
    String first = review(subject, "ETHICS");
    String report =
        read("auditor", subject.path() + "/evidence")
            .getString("items.find { it.digest == '%s' }.id".formatted(REPORT));
    String newer = document(subject, Subject.freshDigest(), report);
    String second = review(subject, "ETHICS");
    assertThat(second).isNotEqualTo(first);

    get("engineer", REVIEWS + "/" + second)
        .body("basis.review_id", is(first))
        .body("basis.version", is(1))
        .body("basis.round", is(1))
        .body("basis.approved_at", notNullValue());
    get("engineer", delta(second))
        .statusCode(200)
        .body("basis.review_id", is(first))
        .body("facts.what", contains("EVIDENCE"))
        .body("evidence.added", is(1))
        .body("evidence.superseded", is(1))
        .body("evidence.first.id", containsInAnyOrder(report, newer))
        .body("evidence.first.find { it.id == '%s' }.superseded_by".formatted(report), is(newer))
        .body("questions.id", contains("ETH-03"))
        .body("questions[0].change", is("EVIDENCE_CHANGED"));
    get("engineer", checklist(second) + "?only=changed")
        .body("questions.id", contains("ETH-03"))
        .body("questions[0].carried", nullValue());
    get("engineer", checklist(second))
        .body("basis_id", is(first))
        .body("questions", hasSize(12))
        .body(question("ETH-01", "state"), is("UNANSWERED"))
        .body(question("ETH-01", "change"), is("UNCHANGED"))
        .body(question("ETH-01", "carried.review_id"), is(first))
        .body(question("ETH-01", "carried.by.account"), is("ethics-reviewer"))
        .body(question("ETH-01", "carried.reason"), is("Seen"))
        .body("blocking", hasItems("ETH-01", "ETH-03"));

    claim("ethics-reviewer-2", second).statusCode(201);
    decide("ethics-reviewer-2", second, "APPROVED")
        .statusCode(409)
        .body("code", is("CHECKLIST_NOT_MET"))
        .body("questions", hasItem("ETH-01"));
    confirm("ethics-reviewer-2", second, Map.of())
        .statusCode(201)
        .body(question("ETH-01", "state"), is("YES"))
        .body(question("ETH-01", "carried"), nullValue())
        .body(question("ETH-01", "answer.by.account"), is("ethics-reviewer-2"))
        .body(question("ETH-01", "answer.confirms.review_id"), is(first))
        .body(question("ETH-01", "answer.confirms.by.account"), is("ethics-reviewer"))
        .body("blocking", contains("ETH-03"))
        .body("actions.find { it.name == 'confirm' }.allowed", is(false));
    assertThat(carried(second)).isEqualTo(11);
    confirm("ethics-reviewer-2", second, Map.of())
        .statusCode(409)
        .body("code", is("REVIEW_STATE_REFUSES"));
    decide("ethics-reviewer-2", second, "APPROVED")
        .statusCode(409)
        .body("questions", contains("ETH-03"));
    yes("ethics-reviewer-2", second, "ETH-03", newer).statusCode(200);
    decide("ethics-reviewer-2", second, "APPROVED").statusCode(201).body("state", is("APPROVED"));
  }

  @Test
  void takesARenewalFromTheLastApproval() {
    Subject subject = approved(PLAN, REPORT);
    String first = review(subject, "ETHICS");
    String second = renewed(subject);

    get("engineer", delta(second))
        .body("basis.review_id", is(first))
        .body("facts", empty())
        .body("evidence.added", is(0))
        .body("evidence.first", empty())
        .body("questions", empty());
    get("engineer", checklist(second) + "?only=changed").body("questions", empty());
    get("engineer", checklist(second))
        .body("questions.change", everyItem(is("UNCHANGED")))
        .body("blocking", hasItem("ETH-01"));
  }

  @Test
  void proposesNoAnswerWhoseEvidenceHasEnded() {
    Subject subject = approved(PLAN, REPORT);
    String second = renewed(subject);
    OwnerSql.execute(
        "update evidence set valid_until = clock_timestamp() where version_id = ? and digest = ?",
        subject.versionId(),
        REPORT);

    get("engineer", delta(second))
        .body("evidence.ended", is(1))
        .body("evidence.first.change", contains("ENDED"))
        .body("questions.id", contains("ETH-03"));
    claim("ethics-reviewer", second).statusCode(201);
    confirm("ethics-reviewer", second, Map.of("questions", List.of("ETH-01", "ETH-03")))
        .statusCode(422)
        .body("errors.pointer", contains("/questions/1"))
        .body("errors.code", contains("NOT_PROPOSED"));
    confirm("ethics-reviewer", second, Map.of("questions", List.of("ETH-01")))
        .statusCode(201)
        .body(question("ETH-01", "state"), is("YES"))
        .body(question("ETH-02", "state"), is("UNANSWERED"));
  }

  /** Invariant 21: a version that takes another's place inherits nothing without a word. */
  @Test
  void wantsEachAnswerNamedThatWasGivenForOtherBytes() {
    Subject first = approved(PLAN, REPORT);
    Subject second =
        new Subject(
                first.projectId(),
                first.modelId(),
                first.model(),
                2,
                Subject.freshDigest(),
                List.of("engineer"),
                "engineer")
            .superseding(first);
    tell(REGISTRY, List.of(second.drafted(), second.registered()));
    await().untilAsserted(() -> get("engineer", second.path() + "/requirements").statusCode(200));
    String same = document(second, PLAN, null);
    submitAndWaitFor(second, 1);
    String review = review(second, "ETHICS");

    get("engineer", delta(review))
        .body("basis.review_id", is(review(first, "ETHICS")))
        .body("basis.version", is(1))
        .body("facts.what", containsInAnyOrder("DIGEST", "EVIDENCE"))
        .body("facts.find { it.what == 'DIGEST' }.before", is(first.digest()))
        .body("facts.find { it.what == 'DIGEST' }.now", is(second.digest()))
        .body("evidence.absent", is(1))
        .body("evidence.added", is(0))
        .body("questions.id", contains("ETH-03"));
    claim("ethics-reviewer", review).statusCode(201);
    confirm("ethics-reviewer", review, Map.of())
        .statusCode(422)
        .body("errors.pointer", contains("/questions"))
        .body("errors.code", contains("REQUIRED"));
    get("engineer", checklist(review)).body("questions.state", everyItem(is("UNANSWERED")));
    confirm("ethics-reviewer", review, Map.of("questions", List.of("ETH-01")))
        .statusCode(201)
        .body(question("ETH-01", "answer.evidence_ids"), contains(same))
        .body(question("ETH-02", "state"), is("UNANSWERED"));
  }

  /** A round after a revocation is a full one. */
  @Test
  void wantsEachAnswerNamedAfterARevocation() {
    Subject subject = approved(PLAN, REPORT);
    release("lead", subject, "production").statusCode(201);
    String first = review(subject, "ETHICS");
    OwnerSql.execute(
        """
        insert into revocation (id, version_id, model_id, round, digest, cause, decided_at)
        select uuidv7(), version_id, model_id, round, digest, 'PROPOSAL', clock_timestamp()
          from release_decision where version_id = ?
        """,
        subject.versionId());
    tell(REGISTRY, List.of(subject.renewed("engineer")));
    String second = nextReview(subject, "ETHICS", first);
    claim("ethics-reviewer", second).statusCode(201);

    confirm("ethics-reviewer", second, Map.of())
        .statusCode(422)
        .body("errors.code", contains("REQUIRED"));
  }

  @Test
  void proposesNothingOfWhoHasAPartInTheVersionNow() {
    Subject subject = approved(PLAN, REPORT);
    release("lead", subject, "production").statusCode(201);
    String first = review(subject, "ETHICS");
    tell(
        REGISTRY,
        List.of(subject.withAuthors(List.of("engineer", "ethics-reviewer")).renewed("engineer")));
    String second = nextReview(subject, "ETHICS", first);

    get("engineer", checklist(second))
        .body("questions.change", everyItem(is("UNANSWERED")))
        .body("questions.carried", everyItem(nullValue()));
  }

  /** The mark of PERF-06 and PERF-10 follows the tier. */
  @Test
  void proposesNoAnswerToAQuestionThatWeighsOtherwise() {
    Subject subject = registered();
    String plan = document(subject, PLAN, null);
    asking(subject, "PERFORMANCE");
    submitAndWaitFor(subject, 1);
    String first = review(subject, "PERFORMANCE");
    claim("performance-reviewer", first).statusCode(201);
    for (String id : read("auditor", checklist(first)).getList("questions.id", String.class)) {
      yes("performance-reviewer", first, id, plan).statusCode(200);
    }
    decide("performance-reviewer", first, "APPROVED").statusCode(201);
    release("lead", subject, "production").statusCode(201);
    classify(subject, Map.of());
    tell(REGISTRY, List.of(subject.renewed("engineer")));
    String second = nextReview(subject, "PERFORMANCE", first);

    get("engineer", delta(second))
        .body("facts.what", hasItems("TIER", "CLASSIFICATION"))
        .body("facts.find { it.what == 'TIER' }.now", is("MINIMAL"))
        .body("questions.id", hasItems("PERF-06", "PERF-10"))
        .body("questions.id", not(hasItem("PERF-01")))
        .body(question("PERF-06", "change"), is("CHANGED"))
        .body(question("PERF-06", "before.mark"), is("B"))
        .body(question("PERF-06", "now.mark"), is("C"));
  }

  @Test
  void showsWhatARejectedRoundLeftOpen() {
    Subject subject = submitted();
    String rejected = review(subject, "ETHICS");
    claim("ethics-reviewer", rejected).statusCode(201);
    post(
            "ethics-reviewer",
            REVIEWS + "/" + rejected + "/findings",
            Map.of("severity", "MAJOR", "text", "No appeal"))
        .statusCode(201);
    decide("ethics-reviewer", rejected, "REJECTED").statusCode(201);
    document(subject, Subject.freshDigest(), null);
    submit(subject);
    String second = review(subject, "ETHICS");

    get("engineer", REVIEWS + "/" + second).body("basis", nullValue());
    get("engineer", delta(second))
        .statusCode(200)
        .body("basis", nullValue())
        .body("facts", empty())
        .body("questions", empty())
        .body("findings.review_id", contains(rejected))
        .body("findings.text", contains("No appeal"));
    get("engineer", delta(second) + "/evidence").body("items", empty());
  }

  @Test
  void refusesWhatIsNoConfirmation() {
    Subject subject = approved(PLAN, REPORT);
    String second = renewed(subject);
    confirm("ethics-reviewer-2", second, Map.of()).statusCode(403).body("code", is("NOT_ASSIGNEE"));
    confirm("engineer", second, Map.of()).statusCode(403);
    claim("ethics-reviewer", second).statusCode(201);
    confirm("ethics-reviewer", second, Map.of("questions", List.of()))
        .statusCode(422)
        .body("errors.pointer", contains("/questions"));
    confirm("ethics-reviewer", second, Map.of("questions", List.of("ETH-1<b>")))
        .statusCode(422)
        .body("errors.code", contains("PATTERN"));
    confirm("ethics-reviewer", second, Map.of("questions", List.of("DQ-01")))
        .statusCode(422)
        .body("errors.code", contains("NOT_PROPOSED"));
    as("ethics-reviewer")
        .contentType("application/json")
        .body(Map.of())
        .post(checklist(second) + "/confirmations")
        .then()
        .statusCode(428);
    post("ethics-reviewer", checklist(second) + "/confirmations", revision(second) - 1, Map.of())
        .statusCode(412);
    get("engineer", checklist(second) + "?only=all").statusCode(400);
    get("operator", delta(second)).statusCode(403);
    get("auditor", delta("01900000-0000-7000-8000-000000000000")).statusCode(404);
  }

  @Test
  void listsChangesOfEvidenceAPageAtATime() {
    Subject subject = approved(PLAN, REPORT);
    for (int count = 0; count < 3; count++) {
      document(subject, Subject.freshDigest(), null);
    }
    String second = review(subject, "ETHICS");
    get("engineer", delta(second) + "/evidence?limit=2")
        .body("items", hasSize(2))
        .body("items.change", everyItem(is("ADDED")))
        .body("next", notNullValue());
    String next = read("engineer", delta(second) + "/evidence?limit=2").getString("next");
    as("engineer")
        .urlEncodingEnabled(false)
        .get(next)
        .then()
        .body("items", hasSize(1))
        .body("next", nullValue());
  }
}
