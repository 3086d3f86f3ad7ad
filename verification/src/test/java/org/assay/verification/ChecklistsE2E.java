package org.assay.verification;

import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.ETHICS_REVIEWER;
import static org.assay.verification.Setting.JSON;
import static org.assay.verification.Setting.PERFORMANCE_REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.demo.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A version of LIMITED risk passes the reviews of its tier once their checklists are answered. */
@ExtendWith(RunningWhole.class)
class ChecklistsE2E {

  private static final Map<String, Sender> REVIEWERS =
      Map.of(
          "ETHICS", ETHICS_REVIEWER,
          "PRIVACY", ETHICS_REVIEWER,
          "PERFORMANCE", PERFORMANCE_REVIEWER,
          "DATA_QUALITY", PERFORMANCE_REVIEWER);

  private final Setting setting;

  ChecklistsE2E(Whole whole) {
    this.setting = whole.setting();
  }

  @Test
  void approvesAVersionOfItsTierOnceEveryQuestionIsAnswered() {
    String project = setting.project();
    new PolicyDesk(setting).published(policy(project));
    Setting.Version version = setting.registered(setting.model(project));
    new ClassificationDesk(setting).limited(version);
    String document = document(version);

    setting.submit(version);
    List<JsonNode> reviews =
        await()
            .atMost(Setting.PATIENCE)
            .until(() -> setting.reviews(version), found -> found.size() == REVIEWERS.size());
    for (JsonNode review : reviews) {
      Sender reviewer = Objects.requireNonNull(REVIEWERS.get(review.path("type").asText()));
      String id = review.path("id").asText();
      setting.granted(Setting.claim(reviewer, id));
      Answer early = setting.send(setting.decisionOn(reviewer, id, "APPROVED"));
      assertThat(early.text("/code")).isEqualTo("CHECKLIST_NOT_MET");
      answerAll(reviewer, id, document);
      setting.granted(setting.decisionOn(reviewer, id, "APPROVED"));
    }

    setting.awaitState(version, "APPROVED");
    Answer requirements = setting.read(ENGINEER, version.path() + "/requirements");
    assertThat(requirements.body().path("requirements"))
        .filteredOn(requirement -> requirement.path("key").asText().equals("privacy-approved"))
        .singleElement()
        .satisfies(
            requirement -> assertThat(requirement.path("state").asText()).isEqualTo("SATISFIED"));
  }

  /** What the answers rest on. */
  private String document(Setting.Version version) {
    ObjectNode document =
        JSON.objectNode()
            .put("kind", "DOCUMENT")
            .put("title", "What the reviewers looked into")
            .put("digest", Setting.freshDigest());
    return setting
        .granted(Request.post(ENGINEER, version.path() + "/evidence", document))
        .text("/id");
  }

  private void answerAll(Sender reviewer, String review, String document) {
    String path = "/api/v1/reviews/" + review + "/checklist";
    JsonNode questions = setting.read(reviewer, path).body().path("questions");
    assertThat(questions).hasSizeGreaterThan(8);
    ObjectNode unfounded = JSON.objectNode().put("answer", "YES");
    Answer refused = setting.send(answering(reviewer, path, questions.get(0), unfounded));
    assertThat(refused.text("/errors/0/pointer")).isEqualTo("/evidence_ids");
    for (JsonNode question : questions) {
      ObjectNode yes = JSON.objectNode().put("answer", "YES");
      yes.putArray("evidence_ids").add(document);
      List<String> computed = question.path("computed").findValuesAsText("state");
      if (!Set.of("DOCUMENT").containsAll(computed)) {
        Answer unproven = setting.send(answering(reviewer, path, question, yes));
        assertThat(unproven.text("/errors/0/code")).isEqualTo("NOT_COMPUTED");
        yes.put("answer", "NOT_APPLICABLE").put("reason", "Nothing is predicted here");
      }
      setting.granted(answering(reviewer, path, question, yes));
    }
  }

  private static Request answering(
      Sender reviewer, String path, JsonNode question, ObjectNode answer) {
    return new Request(
        reviewer,
        "PUT",
        path + "/" + question.path("id").asText(),
        Map.of("If-Match", question.path("revision").asText()),
        answer);
  }

  /** Two reviews of every version, two more of LIMITED. */
  private static ObjectNode policy(String project) {
    ObjectNode policy = PolicyDesk.draft(project).put("checklists", "default/2");
    asking(policy.putArray("reviews"), "ETHICS", "PERFORMANCE");
    ObjectNode limited = policy.putArray("tiers").addObject().put("tier", "LIMITED");
    asking(limited.putArray("reviews"), "PRIVACY", "DATA_QUALITY");
    return policy;
  }

  private static void asking(ArrayNode reviews, String... types) {
    for (String type : types) {
      reviews.addObject().put("type", type).put("approvals", 1);
    }
  }
}
