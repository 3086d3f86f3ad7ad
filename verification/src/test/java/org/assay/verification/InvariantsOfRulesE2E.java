package org.assay.verification;

import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.ETHICS_REVIEWER_2;
import static org.assay.verification.Setting.JSON;
import static org.assay.verification.Setting.LEAD;
import static org.assay.verification.Setting.LEAD_2;
import static org.assay.verification.Setting.PERFORMANCE_REVIEWER;
import static org.assay.verification.Setting.PERFORMANCE_REVIEWER_2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is decided by, evidence, policies, checklists and overrides: each invariant, by its number,
 * is attacked through the gateway.
 */
@ExtendWith(RunningWhole.class)
class InvariantsOfRulesE2E {

  private static final String REASON = "The ethics board has seen the harm table in May";

  private final Setting setting;
  private final PolicyDesk desk;

  InvariantsOfRulesE2E(Whole whole) {
    this.setting = whole.setting();
    this.desk = new PolicyDesk(setting);
  }

  /** Invariant 4: an approval is of one evidence set; invariant 5: a correction makes another. */
  @Test
  void aCorrectionDropsTheApprovalsOfWhatItCorrects() {
    Setting.Version version = setting.registered();
    String first = added(version, Setting.document());
    setting.inReview(version);
    setting.approve(version);

    String second = added(version, Setting.document().put("supersedes", first));

    // Nobody had to notice for them not to count: the very next answers say so.
    assertThat(setting.state(version, "ethics-approved")).isNotEqualTo("SATISFIED");
    Answer refusal = setting.send(setting.release(version));
    assertThat(refusal.status()).as("%s", refusal.body()).isEqualTo(409);
    Refusal.of(
        setting,
        Request.post(
            ENGINEER, version.path() + "/evidence", Setting.document().put("supersedes", first)),
        409,
        "EVIDENCE_REFUSED");
    assertThat(setting.read(ENGINEER, "/api/v1/evidence/" + first).text("/superseded_by"))
        .isEqualTo(second);
  }

  /** Invariant 5: evidence is never changed, and never removed. */
  @Test
  void evidenceIsNeitherChangedNorRemoved() {
    Setting.Version version = setting.registered();
    String path = "/api/v1/evidence/" + added(version, Setting.document());
    JsonNode before = setting.read(ENGINEER, path).body();

    for (Sender sender : List.of(ENGINEER, LEAD, ETHICS_REVIEWER, Setting.ADMIN)) {
      for (String method : List.of("PUT", "PATCH", "DELETE")) {
        Answer answer =
            setting.send(
                new Request(sender, method, path, Map.of("If-Match", "\"1\""), Setting.document()));
        assertThat(answer.status()).as("%s %s", method, answer.body()).isEqualTo(405);
      }
    }

    assertThat(setting.read(ENGINEER, path).body()).isEqualTo(before);
  }

  private String added(Setting.Version version, ObjectNode evidence) {
    return setting
        .granted(Request.post(ENGINEER, version.path() + "/evidence", evidence))
        .text("/id");
  }

  /** Invariant 6: what cannot be evaluated is not fulfilled, and does not fail to apply either. */
  @Test
  void anErrorIsNeitherFulfilledNorNotApplicable() {
    String project = setting.project();
    String failing = "10 / (version.number - 1) > 0";
    ObjectNode draft = PolicyDesk.draft(project);
    PolicyDesk.requirement(draft, "fails", failing);
    PolicyDesk.requirement(draft, "fails-to-apply", "version.number > 0")
        .put("applies_if", failing);
    PolicyDesk.requirement(draft, "elsewhere", "version.number > 99")
        .put("applies_if", "version.kind == 'VISION'");
    desk.published(draft);
    Setting.Version version = setting.inReview(setting.registered(setting.model(project)));
    setting.decide(ETHICS_REVIEWER, setting.reviewOf(version, "ETHICS"), "APPROVED");
    assertThat(setting.state(version, "performance-approved")).isEqualTo("PENDING");
    setting.decide(PERFORMANCE_REVIEWER, setting.reviewOf(version, "PERFORMANCE"), "APPROVED");

    Answer refusal = Refusal.of(setting, setting.release(version), 409, "REQUIREMENTS_NOT_MET");

    assertThat(refusal.text("/detail")).contains("fails").doesNotContain("elsewhere");
    assertThat(setting.gateSays(version)).isEqualTo("DENY");
    assertThat(setting.state(version, "elsewhere")).isEqualTo("NOT_APPLICABLE");
    for (String key : List.of("fails", "fails-to-apply")) {
      JsonNode error = setting.requirement(version, key);
      assertThat(error.path("state").asText()).isEqualTo("ERROR");
      assertThat(error.path("reason").asText()).isNotBlank();
    }
  }

  /** Invariant 7: what nobody could fulfil is named when it is saved, and is not saved. */
  @Test
  void whatNobodyCouldFulfilIsNoPolicy() {
    String project = setting.project();
    desk.drafted(PolicyDesk.draft(project));
    ObjectNode draft = PolicyDesk.draft(project).put("distinct_people", 3);
    draft.withArray("reviews").addObject().put("type", "ETHICS").put("approvals", 1);
    PolicyDesk.requirement(draft, "never", "1 > 2");
    PolicyDesk.requirement(draft, "not-asked", "reviews.legal.state == 'APPROVED'");

    Answer refusal = Refusal.of(setting, PolicyDesk.drafting(draft), 422, "VALIDATION_FAILED");

    assertThat(refusal.body().path("errors"))
        .filteredOn(error -> error.path("code").asText().equals("IMPOSSIBLE"))
        .extracting(error -> error.path("pointer").asText())
        .containsExactlyInAnyOrder(
            "/distinct_people", "/requirements/0/satisfied_if", "/requirements/1/satisfied_if");
  }

  /** Invariant 8: a condition replaces no blocking answer, and a lesser one needs a condition. */
  @Test
  void aConditionReplacesNoBlockingAnswer() {
    String project = setting.project();
    ObjectNode draft = PolicyDesk.draft(project).put("checklists", "default/2");
    draft.withArray("reviews").addObject().put("type", "ETHICS").put("approvals", 1);
    draft.withArray("reviews").addObject().put("type", "PERFORMANCE").put("approvals", 1);
    desk.published(draft);
    Setting.Version version = setting.registered(setting.model(project));
    String evidence = added(version, Setting.document());
    setting.inReview(version);
    String review = "/api/v1/reviews/" + setting.reviewOf(version, "ETHICS");
    setting.granted(Setting.claim(ETHICS_REVIEWER, setting.reviewOf(version, "ETHICS")));
    JsonNode questions = setting.read(ETHICS_REVIEWER, review + "/checklist").body();
    for (JsonNode question : questions.path("questions")) {
      String id = question.path("id").asText();
      answer(review, question, List.of("ETH-01", "ETH-02").contains(id) ? "NO" : "YES", evidence);
    }
    ObjectNode unconditional = Setting.decision("APPROVED");
    ObjectNode conditional = Setting.decision("APPROVED");
    conditional.withArray("conditions").add(condition().put("question_id", "ETH-01"));
    conditional.withArray("conditions").add(condition().put("question_id", "ETH-02"));
    ObjectNode lesser = Setting.decision("APPROVED");
    lesser.withArray("conditions").add(condition().put("question_id", "ETH-02"));

    Answer blocked =
        Refusal.of(
            setting,
            setting.act(ETHICS_REVIEWER, review, "decisions", conditional),
            409,
            "CHECKLIST_NOT_MET");
    assertThat(blocked.text("/rule")).isEqualTo("NO_BLOCKS");
    JsonNode first = setting.read(ETHICS_REVIEWER, review + "/checklist").body().at("/questions/0");
    assertThat(first.path("id").asText()).isEqualTo("ETH-01");
    answer(review, first, "YES", evidence);
    Refusal.of(
        setting,
        setting.act(ETHICS_REVIEWER, review, "decisions", unconditional),
        409,
        "CHECKLIST_NOT_MET");
    setting.granted(setting.act(ETHICS_REVIEWER, review, "decisions", lesser));

    assertThat(setting.read(AUDITOR, review).text("/state")).isEqualTo("APPROVED_WITH_CONDITIONS");
  }

  private void answer(String review, JsonNode question, String value, String evidence) {
    boolean computed = value.equals("YES") && !question.path("requires").isEmpty();
    ObjectNode answer = JSON.objectNode().put("answer", computed ? "NOT_APPLICABLE" : value);
    answer.put("reason", "Said by a reviewer");
    answer.putArray("evidence_ids").add(evidence);
    setting.granted(
        new Request(
            ETHICS_REVIEWER,
            "PUT",
            review + "/checklist/" + question.path("id").asText(),
            Map.of("If-Match", question.path("revision").asText()),
            answer));
  }

  private static ObjectNode condition() {
    return JSON.objectNode()
        .put("text", "Have the appeal process tried by three people")
        .put("owner", "engineer")
        .put("due_at", Instant.now().plus(Duration.ofDays(10)).toString())
        .put("if_missed", "HOLD");
  }

  /** A version that passes everything but a requirement that its policy lets a lead override. */
  private Setting.Version unfulfilled() {
    String project = setting.project();
    setting.member(project, "ethics-reviewer-2", "CONTRIBUTOR");
    ObjectNode draft = PolicyDesk.draft(project);
    PolicyDesk.requirement(draft, "ninth", "version.number >= 9")
        .withArray("overridable_by")
        .add("lead");
    desk.published(draft);
    Setting.Version version =
        setting.inReview(
            setting.registered(
                setting.model(project),
                plan -> plan.withArray("authors").add("ethics-reviewer-2")));
    setting.decide(ETHICS_REVIEWER, setting.reviewOf(version, "ETHICS"), "APPROVED");
    setting.decide(PERFORMANCE_REVIEWER, setting.reviewOf(version, "PERFORMANCE"), "APPROVED");
    return version;
  }

  private Request override(Sender sender, Setting.Version version, String requirement) {
    return overrideFor(sender, version, requirement, REASON);
  }

  private Request overrideFor(
      Sender sender, Setting.Version version, String requirement, String reason) {
    ObjectNode body =
        Setting.reason(reason)
            .put("requirement", requirement)
            .put("until", Instant.now().plus(Duration.ofDays(2)).toString());
    return Request.post(sender, version.path() + "/overrides", body)
        .ifUnchangedSince(setting.read(LEAD, version.path()));
  }

  /** Invariant 11: an override is two uninvolved people's, for one requirement of these bytes. */
  @Test
  void anOverrideIsTwoPeoplesForTheseBytesAndShows() {
    Setting.Version version = unfulfilled();

    Refusal.byDuty(setting, override(ETHICS_REVIEWER_2, version, "ninth"), "AUTHOR");
    Refusal.of(setting, overrideFor(LEAD_2, version, "ninth", "Because"), 422, "VALIDATION_FAILED");
    Answer proposal = setting.granted(override(LEAD_2, version, "ninth"));
    Refusal.of(setting, setting.approval(LEAD_2, proposal), 403, "TWO_PEOPLE_NEEDED");
    Refusal.byDuty(setting, setting.approval(ETHICS_REVIEWER_2, proposal), "AUTHOR");
    assertThat(setting.state(version, "ninth")).isEqualTo("UNSATISFIED");
    setting.granted(setting.approval(PERFORMANCE_REVIEWER_2, proposal));

    setting.awaitState(version, "APPROVED");
    Answer released = setting.granted(setting.release(version));
    assertThat(setting.gateSays(version)).isEqualTo("ALLOW");
    String id = setting.read(ENGINEER, version.path() + "/overrides").text("/items/0/id");
    assertThat(setting.requirement(version, "ninth").path("evidence").toString()).contains(id);
    assertThat(released.body().path("requirements").toString())
        .contains("{\"key\":\"ninth\",\"state\":\"OVERRIDDEN\"}");
    Answer text = setting.send(Request.get(ENGINEER, version.gate()).with("Accept", "text/plain"));
    assertThat(text.body().asText()).contains("\nOVERRIDDEN ninth: ");
    Setting.Version other = setting.inReview(setting.registered(version.model()));
    assertThat(setting.state(other, "ninth")).isEqualTo("UNSATISFIED");
  }

  /** Invariant 12: who decides, and every act that closes, is never overridden. */
  @Test
  void whatIsNeverOverridableIsNot() {
    Setting.Version version = unfulfilled();
    Setting.Version begun = setting.inReview(setting.registered(version.model()));
    for (String never :
        List.of(
            "separation-of-duties",
            "distinct-approvers",
            "submitted",
            "tier-permitted",
            "classified",
            "version-known",
            "not-revoked",
            "not-held")) {
      Refusal.of(setting, override(LEAD_2, begun, never), 409, "NOT_OVERRIDABLE");
    }
    Answer proposal = setting.granted(override(LEAD_2, begun, "ninth"));
    setting.granted(setting.approval(PERFORMANCE_REVIEWER_2, proposal));
    assertThat(setting.state(begun, "ninth")).isEqualTo("OVERRIDDEN");
    String review = setting.reviewOf(begun, "ETHICS");
    setting.granted(Setting.claim(ETHICS_REVIEWER, review));

    setting.finding(ETHICS_REVIEWER, review, "BLOCKER", "engineer");

    assertThat(setting.state(begun, "ninth")).isEqualTo("UNSATISFIED");
  }

  /** Invariant 13: what is published was tried, is two people's, and never changes. */
  @Test
  void aPolicyIsTriedTwoPeoplesAndNeverChanged() {
    ObjectNode draft = PolicyDesk.draft(setting.project());
    PolicyDesk.requirement(draft, "small", "version.number < 100");
    ObjectNode changed = draft.deepCopy().put("text", "Changed after the first had agreed");
    changed.remove(List.of("name", "scope"));
    ObjectNode looser = changed.deepCopy();
    looser.putArray("requirements");
    String policy = desk.drafted(draft);
    String path = PolicyDesk.POLICIES + "/" + policy;

    Refusal.of(setting, desk.agreement(LEAD, policy), 409, "DRY_RUN_MISSING");
    desk.tryOut(policy);
    setting.granted(desk.agreement(LEAD, policy));
    Refusal.of(setting, desk.agreement(LEAD, policy), 403, "LEAD_AND_ADMIN_NEEDED");
    Refusal.of(setting, desk.agreement(LEAD_2, policy), 403, "LEAD_AND_ADMIN_NEEDED");
    Request read = desk.agreement(Setting.ADMIN, policy);
    setting.granted(change(path, "PUT", changed));
    Refusal.of(setting, read, 409, "DRY_RUN_MISSING");
    desk.tryOut(policy);
    assertThat(setting.granted(desk.agreement(Setting.ADMIN, policy)).text("/state"))
        .isEqualTo("DRAFT");
    assertThat(setting.granted(desk.agreement(LEAD, policy)).text("/state")).isEqualTo("PUBLISHED");

    JsonNode published = setting.read(AUDITOR, path).body();
    Refusal.of(setting, change(path, "PUT", looser), 409, "POLICY_STATE_REFUSES");
    Refusal.of(setting, change(path, "DELETE", looser), 409, "POLICY_STATE_REFUSES");
    assertThat(setting.read(AUDITOR, path).body()).isEqualTo(published);
  }

  private Request change(String path, String method, JsonNode body) {
    String revision = setting.read(AUDITOR, path).text("/revision");
    return new Request(
        ETHICS_REVIEWER,
        method,
        path,
        Map.of("If-Match", revision),
        method.equals("DELETE") ? null : body);
  }

  /** Invariant 22: withdrawn data flags every version that comes from it. */
  @Test
  void withdrawnDataFlagsEveryDescendant() {
    String model = setting.model();
    ObjectNode data =
        JSON.objectNode()
            .put("project_key", model.substring(0, model.indexOf('.')))
            .put("name", "applications")
            .put("version", "1")
            .put("digest", Setting.freshDigest())
            .put("source", "https://example.org/applications")
            .put("licence", "CC0-1.0")
            .put("personal_data", "NONE");
    String dataset = setting.granted(Request.post(ENGINEER, "/api/v1/datasets", data)).text("/id");
    Setting.Version trained =
        setting.registered(
            model,
            plan ->
                plan.withArray("lineage")
                    .addObject()
                    .put("kind", "TRAINED_ON")
                    .put("dataset_id", dataset));
    Setting.Version child = setting.childOf(trained);
    Setting.Version grandchild = setting.childOf(child);
    Setting.Version stranger = setting.registered(model);

    setting.granted(
        setting.act(
            ENGINEER,
            "/api/v1/datasets/" + dataset,
            "withdrawals",
            Setting.reason("The owner took the consent back")));

    for (Setting.Version flagged :
        List.of(trained, child, grandchild, setting.childOf(grandchild))) {
      await()
          .atMost(Setting.PATIENCE)
          .until(
              () -> !setting.read(ENGINEER, flagged.path()).text("/data_withdrawn_at").isEmpty());
    }
    assertThat(setting.read(ENGINEER, stranger.path()).text("/data_withdrawn_at")).isEmpty();
  }
}
