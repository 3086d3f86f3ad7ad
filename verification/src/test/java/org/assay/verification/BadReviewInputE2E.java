package org.assay.verification;

import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.JSON;
import static org.assay.verification.Setting.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input of those who review and who write policies: each is answered by a problem that names
 * the place, and changes nothing. What is merely odd is kept as it was written.
 */
@ExtendWith(RunningWhole.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadReviewInputE2E {

  private static final String PAST = "2001-01-01T00:00:00Z";
  private static final String MARKUP = "<script>alert(1)</script> \"><img src=x onerror=alert(2)>";

  private final Setting setting;
  private Setting.Version version = new Setting.Version("", 0, "");
  private String review = "";
  private String withoutChecklist = "";
  private String foreignEvidence = "";

  BadReviewInputE2E(Whole whole) {
    this.setting = whole.setting();
  }

  /** One row of the table, with the error that is told for a place in the body, if for one. */
  record Bad(String what, Request request, int status, String code, String pointer, String error) {

    @Override
    public String toString() {
      return what + " is " + status;
    }
  }

  private static Bad invalid(String what, Request request, String pointer, String error) {
    return new Bad(what, request, 422, "VALIDATION_FAILED", pointer, error);
  }

  private static Bad bad(String what, Request request, int status, String code) {
    return new Bad(what, request, status, code, "", "");
  }

  @BeforeAll
  void prepare() {
    String project = setting.project();
    ObjectNode policy = PolicyDesk.draft(project).put("checklists", "default/2");
    policy.withArray("reviews").addObject().put("type", "ETHICS").put("approvals", 1);
    policy.withArray("reviews").addObject().put("type", "PERFORMANCE").put("approvals", 1);
    new PolicyDesk(setting).published(policy);
    String model = setting.model(project);
    version = setting.registered(model);
    foreignEvidence =
        setting
            .granted(
                Request.post(
                    ENGINEER, setting.registered(model).path() + "/evidence", Setting.document()))
            .text("/id");
    setting.submit(version);
    review = "/api/v1/reviews/" + setting.reviewOf(version, "ETHICS");
    setting.granted(Request.post(ETHICS_REVIEWER, review + "/assignments", JSON.objectNode()));
    withoutChecklist = "/api/v1/reviews/" + setting.reviewOf(setting.inReview(), "ETHICS");
    setting.granted(
        Request.post(ETHICS_REVIEWER, withoutChecklist + "/assignments", JSON.objectNode()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void isAnsweredWell(Bad bad) {
    List<JsonNode> before = state();

    Answer answer = Refusal.of(setting, bad.request(), bad.status(), bad.code());

    if (!bad.error().isEmpty()) {
      assertThat(answer.body().path("errors"))
          .as("%s", answer.body())
          .anySatisfy(
              error -> {
                assertThat(error.path("pointer").asText()).isEqualTo(bad.pointer());
                assertThat(error.path("code").asText()).isEqualTo(bad.error());
              });
    }
    assertThat(state()).isEqualTo(before);
  }

  Stream<Bad> table() {
    return Stream.of(policies(), checklists(), texts(), dates()).flatMap(rows -> rows);
  }

  private Stream<Bad> policies() {
    String place = "/requirements/0/satisfied_if";
    return Stream.of(
        invalid(
            "a rule that is too dear",
            policy("reviews.ethics.units.all(a, approvals.units.all(b, a != b))"),
            place,
            "TOO_DEAR"),
        invalid("a rule on a field of none", policy("version.nope == 1"), place, "UNKNOWN_FIELD"),
        invalid("half a rule", policy("version.number =="), place, "SYNTAX"),
        invalid("a rule that nobody satisfies", policy("1 > 2"), place, "IMPOSSIBLE"),
        invalid(
            "more people than approvals",
            PolicyDesk.drafting(demanding(7)),
            "/distinct_people",
            "IMPOSSIBLE"),
        bad(
            "a policy of a megabyte",
            PolicyDesk.drafting(
                PolicyDesk.draft(version.project()).put("text", "x".repeat(1 << 20))),
            413,
            "PAYLOAD_TOO_LARGE"));
  }

  private Request policy(String rule) {
    ObjectNode draft = PolicyDesk.draft(version.project());
    PolicyDesk.requirement(draft, "rule", rule);
    return PolicyDesk.drafting(draft);
  }

  private ObjectNode demanding(int people) {
    ObjectNode draft = PolicyDesk.draft(version.project()).put("distinct_people", people);
    draft.withArray("reviews").addObject().put("type", "ETHICS").put("approvals", 1);
    return draft;
  }

  private Stream<Bad> checklists() {
    ObjectNode yes = JSON.objectNode().put("answer", "YES");
    ObjectNode foreign = yes.deepCopy();
    foreign.putArray("evidence_ids").add(foreignEvidence);
    return Stream.of(
        bad("an answer to another review's question", answer("DQ-01", foreign), 404, "NOT_FOUND"),
        bad("an answer to no question", answer("ETH-99", foreign), 404, "NOT_FOUND"),
        invalid("a yes that rests on nothing", answer("ETH-01", yes), "/evidence_ids", "REQUIRED"),
        invalid(
            "an answer that rests on another version's evidence",
            answer("ETH-01", foreign),
            "/evidence_ids/0",
            "UNKNOWN_EVIDENCE"),
        invalid(
            "an answer that is none",
            answer("ETH-01", JSON.objectNode().put("answer", "MAYBE")),
            "/answer",
            "UNKNOWN_VALUE"));
  }

  private Request answer(String question, ObjectNode answer) {
    return new Request(
        ETHICS_REVIEWER, "PUT", review + "/checklist/" + question, Map.of("If-Match", "0"), answer);
  }

  private Stream<Bad> texts() {
    return Stream.of(
        bad(
            "a comment of a megabyte",
            text("comments", "text", "x".repeat(1 << 20)),
            413,
            "PAYLOAD_TOO_LARGE"),
        invalid(
            "a comment that is too long",
            text("comments", "text", "x".repeat(4001)),
            "/text",
            "PLAIN_TEXT"),
        invalid(
            "a null character in a comment",
            text("comments", "text", "a\u0000b"),
            "/text",
            "WRONG_TYPE"),
        invalid(
            "a bidirectional override in a comment",
            text("comments", "text", "gpj\u202Eexe"),
            "/text",
            "PLAIN_TEXT"),
        invalid(
            "an escape in a finding",
            Request.post(ETHICS_REVIEWER, review + "/findings", finding("\u001B[2Jgone")),
            "/text",
            "PLAIN_TEXT"),
        invalid(
            "an isolate in a decision's reason",
            setting.act(
                ETHICS_REVIEWER,
                review,
                "decisions",
                Setting.decision("REJECTED").put("reason", "a\u2066b")),
            "/reason",
            "PLAIN_TEXT"),
        invalid(
            "an override in the title of evidence",
            Request.post(
                ENGINEER,
                version.path() + "/evidence",
                Setting.document().put("title", "gpj\u202Eexe")),
            "/title",
            "PLAIN_TEXT"));
  }

  private Stream<Bad> dates() {
    ObjectNode conditional = Setting.decision("APPROVED");
    conditional.putArray("conditions").add(condition().put("due_at", PAST));
    return Stream.of(
        invalid(
            "a finding that was due",
            Request.post(
                ETHICS_REVIEWER, review + "/findings", finding("No table").put("due_at", PAST)),
            "/due_at",
            "IN_THE_PAST"),
        invalid(
            "a condition that was due",
            setting.act(ETHICS_REVIEWER, withoutChecklist, "decisions", conditional),
            "/conditions/0/due_at",
            "IN_THE_PAST"),
        invalid(
            "a hold that is over",
            Request.post(
                ETHICS_REVIEWER,
                version.path() + "/holds",
                Setting.reason("A group may be harmed").put("until", PAST)),
            "/until",
            "FUTURE"),
        invalid(
            "evidence that is no longer valid",
            Request.post(
                ENGINEER,
                version.path() + "/evidence",
                Setting.document().put("valid_until", PAST)),
            "/valid_until",
            "IN_THE_PAST"));
  }

  private Request text(String act, String member, String text) {
    return Request.post(ETHICS_REVIEWER, review + "/" + act, JSON.objectNode().put(member, text));
  }

  private static ObjectNode finding(String text) {
    return JSON.objectNode().put("severity", "NOTE").put("text", text);
  }

  private static ObjectNode condition() {
    return JSON.objectNode()
        .put("text", "Have the appeal process tried")
        .put("owner", "engineer")
        .put("if_missed", "HOLD");
  }

  /** Markup is a text like any other: kept literally, and told as data that no browser runs. */
  @Test
  void markupStaysText() {
    Setting.Version other = setting.inReview();
    String ethics = "/api/v1/reviews/" + setting.reviewOf(other, "ETHICS");
    setting.granted(Request.post(ETHICS_REVIEWER, ethics + "/assignments", JSON.objectNode()));
    ObjectNode comment = JSON.objectNode().put("text", MARKUP);
    setting.granted(Request.post(ENGINEER, ethics + "/comments", comment));
    String finding =
        setting
            .granted(Request.post(ETHICS_REVIEWER, ethics + "/findings", finding(MARKUP)))
            .text("/id");
    String hold =
        setting
            .granted(Request.post(LEAD, other.path() + "/holds", Setting.reason(MARKUP)))
            .text("/id");

    for (Map.Entry<String, String> kept :
        Map.of(
                ethics + "/comments", "/items/0/text",
                "/api/v1/findings/" + finding, "/text",
                "/api/v1/holds/" + hold, "/reason")
            .entrySet()) {
      Answer answer =
          setting.granted(
              Request.get(AUDITOR, kept.getKey()).with("Accept", "text/html, application/json"));
      assertThat(answer.text(kept.getValue())).isEqualTo(MARKUP);
      assertThat(answer.header("Content-Type")).startsWith("application/json");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
    assertThat(setting.read(ENGINEER, other.gate()).body().toString()).doesNotContain("<script>");
  }

  /** What anybody could see of the review, its version and the policies of the project. */
  private List<JsonNode> state() {
    return Stream.of(
            review,
            review + "/comments",
            review + "/findings",
            review + "/checklist",
            version.path() + "/evidence",
            version.path() + "/holds",
            withoutChecklist,
            "/api/v1/policies?scope=PROJECT&limit=200")
        .map(path -> setting.read(LEAD, path).body())
        .toList();
  }
}
