package org.assay.verification;

import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.ETHICS_REVIEWER_2;
import static org.assay.verification.Setting.JSON;
import static org.assay.verification.Setting.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.assay.verification.plan.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a later review takes over from the last approval, and what people say and ask meanwhile. */
@ExtendWith(RunningWhole.class)
class DeltaE2E {

  private static final String REVIEWS = "/api/v1/reviews/";

  private final Setting setting;

  DeltaE2E(Whole whole) {
    this.setting = whole.setting();
  }

  /** A registered version whose project asks for one ethics review, and for answers. */
  private Setting.Version asked() {
    String project = setting.project();
    ObjectNode policy = PolicyDesk.draft(project).put("checklists", "default/2");
    policy.withArray("reviews").addObject().put("type", "ETHICS").put("approvals", 1);
    new PolicyDesk(setting).published(policy);
    return setting.registered(setting.model(project));
  }

  private String added(Setting.Version version, ObjectNode evidence) {
    return setting
        .granted(Request.post(ENGINEER, version.path() + "/evidence", evidence))
        .text("/id");
  }

  /** The path of a version's only review of a round. */
  private String review(Setting.Version version, int round) {
    return REVIEWS
        + await()
            .atMost(Setting.PATIENCE)
            .until(
                () ->
                    setting.reviews(version).stream()
                        .filter(review -> review.path("round").asInt() == round)
                        .map(review -> review.path("id").asText())
                        .findFirst()
                        .orElse(""),
                found -> !found.isEmpty());
  }

  private void claim(Sender reviewer, String review) {
    setting.granted(Setting.claim(reviewer, review.substring(REVIEWS.length())));
  }

  private JsonNode questions(String review) {
    return setting.read(AUDITOR, review + "/checklist").body().path("questions");
  }

  private void yes(Sender reviewer, String review, JsonNode question, String evidence) {
    ObjectNode yes = JSON.objectNode().put("answer", answer(question));
    yes.put("reason", "Nothing is computed here").putArray("evidence_ids").add(evidence);
    setting.granted(
        new Request(
            reviewer,
            "PUT",
            review + "/checklist/" + question.path("id").asText(),
            Map.of("If-Match", question.path("revision").asText()),
            yes));
  }

  /** Nobody uploads what Assay would compute of it. */
  private static String answer(JsonNode question) {
    return question.path("requires").isEmpty() ? "YES" : "NOT_APPLICABLE";
  }

  private Request approval(Sender reviewer, String review) {
    return setting.act(reviewer, review, "decisions", Setting.decision("APPROVED"));
  }

  @Test
  void aRenewalAsksAnewOnlyWhatRestedOnOtherEvidence() {
    Setting.Version version = asked();
    String plan = added(version, Setting.document());
    String report = added(version, Setting.document());
    setting.submit(version);
    String first = review(version, 1);
    claim(ETHICS_REVIEWER, first);
    for (JsonNode question : questions(first)) {
      boolean reported = question.path("id").asText().equals("ETH-07");
      yes(ETHICS_REVIEWER, first, question, reported ? report : plan);
    }
    setting.granted(approval(ETHICS_REVIEWER, first));
    setting.awaitState(version, "APPROVED");
    setting.granted(setting.release(version));
    setting.awaitState(version, "RELEASED");

    setting.granted(setting.submission(LEAD, version));
    String second = review(version, 2);
    assertThat(setting.read(AUDITOR, second + "/delta").body().path("questions")).isEmpty();
    String newer = added(version, Setting.document().put("supersedes", report));

    JsonNode delta = setting.read(ENGINEER, second + "/delta").body();
    assertThat(delta.at("/basis/review_id").asText()).isEqualTo(first.substring(REVIEWS.length()));
    assertThat(delta.path("facts").findValuesAsText("what")).containsExactly("EVIDENCE");
    assertThat(delta.at("/evidence/superseded").asInt()).isEqualTo(1);
    assertThat(delta.at("/evidence/first").findValuesAsText("id"))
        .containsExactlyInAnyOrder(report, newer);
    assertThat(delta.path("questions").findValuesAsText("id")).containsExactly("ETH-07");
    claim(ETHICS_REVIEWER_2, second);
    Refusal.of(setting, approval(ETHICS_REVIEWER_2, second), 409, "CHECKLIST_NOT_MET");

    String confirmations = "checklist/confirmations";
    setting.granted(setting.act(ETHICS_REVIEWER_2, second, confirmations, Plans.nothing()));

    for (JsonNode question : questions(second)) {
      boolean reported = question.path("id").asText().equals("ETH-07");
      assertThat(question.path("state").asText())
          .isEqualTo(reported ? "UNANSWERED" : answer(question));
    }
    Answer refused =
        Refusal.of(setting, approval(ETHICS_REVIEWER_2, second), 409, "CHECKLIST_NOT_MET");
    assertThat(refused.body().path("questions").get(0).asText()).isEqualTo("ETH-07");
    JsonNode changed = setting.read(AUDITOR, second + "/checklist?only=changed").body();
    assertThat(changed.path("questions")).hasSize(1);
    yes(ETHICS_REVIEWER_2, second, changed.path("questions").get(0), newer);
    setting.granted(approval(ETHICS_REVIEWER_2, second));
  }

  @Test
  void aFindingIsDiscussedByThoseWhoReadIt() {
    Setting.Version version = setting.inReview();
    String review = setting.reviewOf(version, "ETHICS");
    setting.granted(Setting.claim(ETHICS_REVIEWER, review));
    String finding = setting.finding(ETHICS_REVIEWER, review, "MINOR", "engineer");
    String id = finding.substring(finding.lastIndexOf('/') + 1);
    ObjectNode question =
        JSON.objectNode().put("on", "FINDING").put("on_id", id).put("text", "Which table?");

    setting.granted(Request.post(ENGINEER, "/api/v1/comments", question));

    String thread = "/api/v1/comments?on=FINDING&on_id=" + id;
    assertThat(setting.read(AUDITOR, thread).body().path("items").findValuesAsText("text"))
        .containsExactly("Which table?");
    Refusal.of(setting, Request.post(AUDITOR, "/api/v1/comments", question), 403, "FORBIDDEN");
    Refusal.of(setting, Request.get(Setting.ENGINEER_2, thread), 404, "NOT_FOUND");
  }

  /** The evidence drops the approval as any does; the condition is met all the same, by rule. */
  @Test
  void aConditionIsMetByTheEvidenceThatItsCheckAsksFor() {
    String project = setting.project();
    ObjectNode policy = PolicyDesk.draft(project);
    policy.withArray("reviews").addObject().put("type", "ETHICS").put("approvals", 1);
    ObjectNode limited = policy.putArray("tiers").addObject().put("tier", "LIMITED");
    ObjectNode fairness = limited.putObject("fairness");
    fairness.put("group_rows", 100).put("group_conditioned", 30);
    fairness
        .putArray("criteria")
        .addObject()
        .putArray("any_of")
        .addObject()
        .put("statistic", "DEMOGRAPHIC_PARITY_RATIO")
        .put("limit", 0.8);
    new PolicyDesk(setting).published(policy);
    Setting.Version version = setting.registered(setting.model(project));
    new ClassificationDesk(setting).limited(version);
    setting.submit(version);
    String review = review(version, 1);
    claim(ETHICS_REVIEWER, review);
    Answer trivial =
        Refusal.of(setting, conditional(review, "version.number > 0"), 422, "VALIDATION_FAILED");
    assertThat(trivial.text("/errors/0/code")).isEqualTo("ALREADY_TRUE");
    String condition =
        "/api/v1/conditions/"
            + setting
                .granted(conditional(review, "claims.fairness.verdict == 'PASS'"))
                .text("/conditions/0/id");
    assertThat(setting.read(AUDITOR, condition).text("/state")).isEqualTo("OPEN");

    added(version, counts());

    assertThat(setting.read(AUDITOR, condition).text("/state")).isEqualTo("MET");
    String next = review(version, 2);
    assertThat(setting.read(AUDITOR, next + "/delta").body().path("conditions")).isEmpty();
  }

  private Request conditional(String review, String check) {
    ObjectNode decision = Setting.decision("APPROVED");
    decision
        .putArray("conditions")
        .addObject()
        .put("text", "Count the groups")
        .put("owner", "engineer")
        .put("due_at", Instant.now().plus(Duration.ofDays(5)).toString())
        .put("if_missed", "REVOKE")
        .put("check", check);
    return setting.act(ETHICS_REVIEWER, review, "decisions", decision);
  }

  private static ObjectNode counts() {
    ObjectNode counts =
        JSON.objectNode()
            .put("kind", "GROUP_COUNTS")
            .put("attribute", "applicant_sex")
            .put("positive_class", "granted");
    for (String group : new String[] {"female", "male"}) {
      counts
          .withArray("groups")
          .addObject()
          .put("name", group)
          .put("tp", 3000)
          .put("fp", 2000)
          .put("tn", 3000)
          .put("fn", 2000);
    }
    return counts;
  }
}
