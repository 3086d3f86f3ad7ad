package org.assay.verification;

import static org.assay.verification.Setting.ADMIN;
import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.JSON;
import static org.assay.verification.Setting.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Invariant 13: an organisation's own questions, from their drafts to what they ask. */
@ExtendWith(RunningWhole.class)
class OwnQuestionsE2E {

  private static final String QUESTIONNAIRES = "/api/v1/questionnaires";
  private static final String CHECKLISTS = "/api/v1/checklists";
  private static final String CLASSIFICATIONS = "/api/v1/classifications";

  private final Setting setting;
  private final PolicyDesk policies;

  OwnQuestionsE2E(Whole whole) {
    this.setting = whole.setting();
    this.policies = new PolicyDesk(setting);
  }

  @Test
  void areDraftedTriedPublishedByTwoAndThenAsked() {
    String house = Setting.fresh("house");
    String questionnaire = drafted(QUESTIONNAIRES, questionnaire(house));
    String checklists = drafted(CHECKLISTS, checklists(house));
    String project = setting.project();
    policies.published(byTier(project));
    Setting.Version version = setting.registered(setting.model(project));
    ClassificationDesk classifications = new ClassificationDesk(setting);
    String useCase = classifications.useCase(project);
    String before = classifications.classified(version, useCase, "T1").text("/id");

    published(questionnaire, questionnaire(house));
    published(checklists, checklists(house));
    ObjectNode policy = byTier(project).put("questionnaire", house + "/1");
    policies.published(policy.put("checklists", house + "/1").put("rebind_after", "P0D"));

    Answer again = setting.read(AUDITOR, CLASSIFICATIONS + "/" + before);
    assertThat(again.text("/standing")).isEqualTo("ASKED_AGAIN");
    assertThat(again.text("/again/offered/T1")).isEqualTo("YES");
    assertThat(again.text("/again/questions/0")).isEqualTo("HOUSE-1");
    assertThat(setting.state(version, "classified")).isEqualTo("STALE");
    ObjectNode answer =
        JSON.objectNode()
            .put("model", version.model())
            .put("use_case_id", useCase)
            .put("based_on", before);
    answer.putObject("answers").put("HOUSE-1", "NO");
    Answer classified = setting.granted(Request.post(ENGINEER, CLASSIFICATIONS, answer));
    assertThat(classified.text("/tier")).isEqualTo("LIMITED");
    assertThat(classified.text("/standing")).isEqualTo("CURRENT");

    setting.submit(version);
    await().atMost(Setting.PATIENCE).until(() -> setting.reviews(version).size() == 2);
    answersTheQuestionOfTheHouse(version);
  }

  private void answersTheQuestionOfTheHouse(Setting.Version version) {
    String review = setting.reviewOf(version, "ETHICS");
    setting.granted(Setting.claim(ETHICS_REVIEWER, review));
    Answer early = setting.send(setting.decisionOn(ETHICS_REVIEWER, review, "APPROVED"));
    assertThat(early.text("/code")).isEqualTo("CHECKLIST_NOT_MET");
    String evidence =
        setting
            .granted(Request.post(ENGINEER, version.path() + "/evidence", Setting.document()))
            .text("/id");
    ObjectNode yes = JSON.objectNode().put("answer", "YES");
    yes.putArray("evidence_ids").add(evidence);
    String path = "/api/v1/reviews/" + review + "/checklist";
    assertThat(setting.read(ETHICS_REVIEWER, path).text("/questions/0/id")).isEqualTo("HOUSE-E1");
    setting.granted(
        new Request(ETHICS_REVIEWER, "PUT", path + "/HOUSE-E1", Map.of("If-Match", "0"), yes));
    setting.granted(setting.decisionOn(ETHICS_REVIEWER, review, "APPROVED"));
  }

  private String drafted(String root, ObjectNode draft) {
    return root + "/" + setting.granted(Request.post(ETHICS_REVIEWER, root, draft)).text("/id");
  }

  /** Neither the drafter nor one person alone publishes, and nobody edits it then. */
  private void published(String path, ObjectNode draft) {
    assertThat(setting.send(policies.agreementAt(LEAD, path)).text("/code"))
        .isEqualTo("DRY_RUN_MISSING");
    policies.tryOutAt(path);
    assertThat(setting.send(policies.agreementAt(ETHICS_REVIEWER, path)).status()).isEqualTo(403);
    assertThat(setting.granted(policies.agreementAt(LEAD, path)).text("/state")).isEqualTo("DRAFT");
    assertThat(setting.send(policies.agreementAt(LEAD, path)).text("/code"))
        .isEqualTo("LEAD_AND_ADMIN_NEEDED");
    assertThat(setting.granted(policies.agreementAt(ADMIN, path)).text("/state"))
        .isEqualTo("PUBLISHED");
    Answer seen = setting.read(AUDITOR, path);
    ObjectNode other = draft.deepCopy().put("text", "Something else");
    other.remove("name");
    Answer edited =
        setting.send(
            new Request(
                ETHICS_REVIEWER, "PUT", path, Map.of("If-Match", seen.text("/revision")), other));
    assertThat(edited.text("/code")).isEqualTo("QUESTIONS_STATE_REFUSES");
  }

  private static ObjectNode questionnaire(String name) {
    ObjectNode draft = JSON.objectNode().put("name", name).put("text", "What the house asks");
    draft.putObject("scores").put("limited", 5).put("high", 10);
    ObjectNode question =
        draft.putArray("questions").addObject().put("id", "HOUSE-1").put("text", "Does it matter?");
    question.putArray("choices").addObject().put("value", "NO").put("text", "No").put("score", 0);
    question
        .withArray("choices")
        .addObject()
        .put("value", "YES")
        .put("text", "Yes")
        .put("score", 10);
    return draft;
  }

  private static ObjectNode checklists(String name) {
    ObjectNode draft = JSON.objectNode().put("name", name).put("text", "What the house asks");
    ObjectNode list = draft.putArray("lists").addObject().put("type", "ETHICS");
    list.putArray("questions")
        .addObject()
        .put("id", "HOUSE-E1")
        .put("text", "Is it fair to the people of the house?")
        .put("evidence", "A document")
        .put("mark", "B");
    return draft;
  }

  private static ObjectNode byTier(String project) {
    ObjectNode policy = PolicyDesk.draft(project);
    policy.putArray("reviews").addObject().put("type", "ETHICS").put("approvals", 1);
    policy.withArray("reviews").addObject().put("type", "PERFORMANCE").put("approvals", 1);
    policy.putArray("tiers").addObject().put("tier", "HIGH").put("distinct_people", 2);
    return policy;
  }
}
