package org.assay.review.publication;

import static org.assay.review.PolicyActs.BOTH_REVIEWS;
import static org.assay.review.PolicyActs.agreeAt;
import static org.assay.review.PolicyActs.publishedAt;
import static org.assay.review.PolicyActs.triedAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.review.OwnerSql;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An organisation's own questionnaires and checklists, from their drafts to what they ask. */
@QuarkusTest
class OwnQuestionsIT extends ReviewTestCase {

  private static final String QUESTIONNAIRES = "/api/v1/questionnaires";
  private static final String CHECKLISTS = "/api/v1/checklists";

  @Inject EventLog log;
  @Inject AskingAgain asking;

  private static Map<String, Object> choice(String value, int score) {
    return Map.of("value", value, "text", "It is " + value, "score", score);
  }

  private static Map<String, Object> question(String id, int score) {
    return new HashMap<>(
        Map.of(
            "id",
            id,
            "text",
            "Does the house mind?",
            "choices",
            List.of(choice("NO", 0), choice("YES", score))));
  }

  /** A questionnaire of one question of the house, whose worst answer is HIGH by its score. */
  private static Map<String, Object> questionnaire(String name) {
    return new HashMap<>(
        Map.of(
            "name",
            name,
            "text",
            "What the house wants to know",
            "scores",
            Map.of("limited", 5, "high", 10),
            "questions",
            List.of(question("HOUSE-1", 10))));
  }

  private static Map<String, Object> asked(String id, String mark) {
    return new HashMap<>(
        Map.of("id", id, "text", "Is it well?", "evidence", "A document", "mark", mark));
  }

  /** A question for some models alone: a dry run names 200 reviews of all that are open. */
  private static Map<String, Object> askedOf(String id, String mark, Subject... subjects) {
    Map<String, Object> question = asked(id, mark);
    question.put(
        "applies_if",
        Stream.of(subjects)
            .map(subject -> "version.model == '%s'".formatted(subject.model()))
            .collect(Collectors.joining(" || ")));
    return question;
  }

  private static Map<String, Object> list(String type, List<Map<String, Object>> questions) {
    return new HashMap<>(Map.of("type", type, "questions", questions));
  }

  private static Map<String, Object> checklists(String name, List<Map<String, Object>> lists) {
    return new HashMap<>(Map.of("name", name, "text", "What the house asks", "lists", lists));
  }

  private static String drafted(String root, Map<String, Object> draft) {
    return post("ethics-reviewer", root, draft)
        .statusCode(201)
        .body("state", is("DRAFT"))
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static ValidatableResponse revise(String path, Map<String, Object> draft) {
    Map<String, Object> content = new HashMap<>(draft);
    content.remove("name");
    return as("ethics-reviewer")
        .contentType("application/json")
        .header("If-Match", read("auditor", path).getLong("revision"))
        .body(content)
        .put(path)
        .then();
  }

  /** A policy that asks by tier, with two reviews. */
  private static Map<String, Object> byTier(Map<String, Object> more) {
    Map<String, Object> policy = new HashMap<>(more);
    policy.put("reviews", BOTH_REVIEWS);
    policy.put("tiers", List.of(Map.of("tier", "HIGH", "distinct_people", 2)));
    return policy;
  }

  @Test
  void publishesAQuestionnaireByTwoWhichAPolicyThenNames() {
    String name = freshKey();
    Map<String, Object> draft = questionnaire(name);
    String path = QUESTIONNAIRES + "/" + drafted(QUESTIONNAIRES, draft);
    Subject subject = registered();
    publish(subject, byTier(Map.of()));
    classify(subject, Map.of());
    submit(subject);

    agreeAt("lead", path, "publications").statusCode(409).body("code", is("DRY_RUN_MISSING"));
    JsonPath run = triedAt(path);
    String mine = "tier_changes.find { it.version_id == '%s' }.".formatted(subject.versionId());
    assertThat(run.getString(mine + "tier")).isEqualTo("MINIMAL");
    assertThat(run.getString(mine + "would_be")).isEqualTo("HIGH");
    agreeAt("ethics-reviewer", path, "publications").statusCode(403);
    agreeAt("lead", path, "publications")
        .statusCode(201)
        .body("state", is("DRAFT"))
        .body("publishing[0].reason", is("The board agreed"));
    agreeAt("lead", path, "publications").statusCode(403).body("code", is("LEAD_AND_ADMIN_NEEDED"));
    agreeAt("lead-2", path, "publications")
        .statusCode(403)
        .body("code", is("LEAD_AND_ADMIN_NEEDED"));
    post(
            "lead",
            "/api/v1/policies",
            Map.of(
                "name",
                freshKey(),
                "scope",
                Map.of("kind", "ORGANISATION"),
                "text",
                "Too early",
                "questionnaire",
                name + "/1"))
        .statusCode(422)
        .body("errors.code", contains("UNKNOWN_QUESTIONNAIRE"));
    agreeAt("admin", path, "publications").statusCode(201).body("state", is("PUBLISHED"));

    revise(path, draft).statusCode(409).body("code", is("QUESTIONS_STATE_REFUSES"));
    as("lead")
        .header("If-Match", read("auditor", path).getLong("revision"))
        .delete(path)
        .then()
        .statusCode(409);
    List<LoggedEvent> told =
        log.history(UUID.fromString(read("auditor", path).getString("id")), 0, 9);
    assertThat(told)
        .extracting(LoggedEvent::type)
        .containsExactly("org.assay.review.questionnaire.published.v1");

    publish(subject, byTier(Map.of("questionnaire", name + "/1", "rebind_after", "P0D")));
    String current = QUESTIONNAIRES + "/current?model=" + subject.model();
    String together = read("engineer", current).getString("reference");
    assertThat(together.split("\\+")).containsExactlyInAnyOrder("default/1", name + "/1");
    get("engineer", current)
        .body("questions.id", hasItems("P1", "I1", "HOUSE-1"))
        .body("questions.find { it.id == 'P1' }.law", is(true))
        .body("questions.find { it.id == 'HOUSE-1' }.law", is(false));
    classify(subject, Map.of("HOUSE-1", "YES"));
    get("auditor", "/api/v1/classifications?model={m}", subject.model())
        .body("items[0].questionnaire", is(together))
        .body("items[0].tier", is("HIGH"));
    get("engineer", QUESTIONNAIRES + "/" + name + "/1")
        .statusCode(200)
        .body("questions.id", not(hasItem("I1")));
  }

  /** Section 2: re-asked at every policy or questionnaire version; the answers come along. */
  @Test
  void asksAgainSincePoliciesNameOtherQuestionsAndOffersTheAnswers() {
    String name = freshKey();
    publishedAt(QUESTIONNAIRES + "/" + drafted(QUESTIONNAIRES, questionnaire(name)));
    Subject subject = registered();
    publish(subject, byTier(Map.of()));
    UUID useCase = UUID.randomUUID();
    classify("engineer", subject, useCase, Map.of("T1", "YES"));
    String before =
        read("auditor", "/api/v1/classifications?model=" + subject.model())
            .getString("items[0].id");
    get("auditor", "/api/v1/classifications/" + before)
        .body("standing", is("CURRENT"))
        .body("again", nullValue());
    submit(subject);

    publish(subject, byTier(Map.of("questionnaire", name + "/1")));

    get("auditor", "/api/v1/classifications/" + before)
        .body("standing", is("ASKED_AGAIN"))
        .body("tier", is("LIMITED"))
        .body("again.questions", contains("HOUSE-1"))
        .body("again.offered.T1", is("YES"))
        .body("again.offered.size()", is(32));
    get("engineer", subject.path() + "/requirements").body(state("classified"), is("SATISFIED"));
    asking.askAgain();
    assertThat(log.history(UUID.fromString(before), 0, 9))
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.CLASSIFICATION_DECIDED, EventTypes.CLASSIFICATION_EXPIRED);
    Subject later = secondOf(subject);
    tell(REGISTRY, List.of(later.submitted("engineer")));
    await()
        .untilAsserted(
            () ->
                get("engineer", later.path() + "/requirements")
                    .body("round", is(1))
                    .body(state("classified"), is("STALE"))
                    .body(
                        "requirements.find { it.key == 'classified' }.reason",
                        containsString("answers given are offered")));

    Map<String, Object> answer =
        Map.of(
            "model",
            subject.model(),
            "use_case_id",
            useCase.toString(),
            "based_on",
            before,
            "answers",
            Map.of("HOUSE-1", "NO"));
    post("engineer", "/api/v1/classifications", answer)
        .statusCode(201)
        .body("standing", is("CURRENT"))
        .body("tier", is("LIMITED"))
        .body("answers.T1", is("YES"))
        .body("answers.size()", is(33));
    get("engineer", later.path() + "/requirements").body(state("classified"), is("SATISFIED"));
    get("engineer", subject.path() + "/requirements").body(state("classified"), is("SATISFIED"));
    Map<String, Object> foreign = new HashMap<>(answer);
    foreign.put("use_case_id", UUID.randomUUID().toString());
    post("engineer", "/api/v1/classifications", foreign)
        .statusCode(422)
        .body("errors.code", contains("UNKNOWN_CLASSIFICATION"));
  }

  @Test
  void hidesDraftsFromWhoMayNotAct() {
    String id = drafted(QUESTIONNAIRES, questionnaire(freshKey()));
    String set =
        drafted(
            CHECKLISTS, checklists(freshKey(), List.of(list("LEGAL", List.of(asked("L-1", "B"))))));

    get("engineer", QUESTIONNAIRES + "/" + id).statusCode(404);
    get("engineer", CHECKLISTS + "/" + set).statusCode(404);
    get("engineer", QUESTIONNAIRES).statusCode(200).body("items.id", not(hasItem(id)));
    get("engineer", CHECKLISTS + "/sets").statusCode(200).body("items.id", not(hasItem(set)));
    get("auditor", QUESTIONNAIRES + "?state=DRAFT").body("items.id", hasItem(id));
    get("auditor", CHECKLISTS + "/sets?state=DRAFT").body("items.id", hasItem(set));
    post("engineer", QUESTIONNAIRES, questionnaire(freshKey())).statusCode(403);
    get("admin", QUESTIONNAIRES + "/" + set).statusCode(404);
  }

  static Stream<Arguments> badQuestionnaires() {
    Map<String, Object> unknown = question("HOUSE-1", 1);
    unknown.put("choices", List.of(choice("NO", 0), choice("UNKNOWN", 1)));
    Map<String, Object> twice = question("HOUSE-1", 1);
    twice.put("choices", List.of(choice("NO", 0), choice("NO", 1)));
    Map<String, Object> markup = question("HOUSE-1", 1);
    markup.put("text", "Is it \u202ehidden?");
    Map<String, Object> closed = question("HOUSE-1", 1);
    closed.put("choices", List.of(prohibited("NO"), prohibited("YES")));
    return Stream.of(
        Arguments.of("questions", List.of(question("P1", 0)), "/questions/0/id", "RESERVED"),
        Arguments.of("questions", List.of(question("A9", 0)), "/questions/0/id", "RESERVED"),
        Arguments.of("questions", List.of(question("A", 0)), "/questions/0/id", "RESERVED"),
        Arguments.of("questions", List.of(closed), "/questions/0/choices", "IMPOSSIBLE"),
        Arguments.of(
            "questions",
            List.of(question("H", 0), question("H", 0)),
            "/questions/1/id",
            "DUPLICATE"),
        Arguments.of("questions", List.of(unknown), "/questions/0/choices/1/value", "RESERVED"),
        Arguments.of("questions", List.of(twice), "/questions/0/choices/1/value", "DUPLICATE"),
        Arguments.of("questions", List.of(markup), "/questions/0/text", "PLAIN_TEXT"),
        Arguments.of("questions", List.of(question("house", 0)), "/questions/0/id", "PATTERN"),
        Arguments.of("scores", Map.of("limited", 5, "high", 5), "/scores/high", "OUT_OF_RANGE"),
        Arguments.of("validity", Map.of("high", "P11Y"), "/validity/high", "OUT_OF_RANGE"),
        Arguments.of("name", "default", "/name", "RESERVED"));
  }

  private static Map<String, Object> prohibited(String value) {
    Map<String, Object> choice = new HashMap<>(choice(value, 1));
    choice.put("floor", "PROHIBITED");
    return choice;
  }

  /** Invariant 13: what is published never changes, whoever writes to the database. */
  @Test
  void letsNobodyChangeOrDeleteWhatIsPublished() {
    String path = QUESTIONNAIRES + "/" + drafted(QUESTIONNAIRES, questionnaire(freshKey()));
    publishedAt(path);
    UUID id = UUID.fromString(path.substring(path.lastIndexOf('/') + 1));

    assertThatThrownBy(() -> OwnerSql.execute("update policy set document = '{}' where id = ?", id))
        .hasStackTraceContaining("is published and never changes");
    assertThatThrownBy(() -> OwnerSql.execute("delete from policy where id = ?", id))
        .hasStackTraceContaining("is published and never changes");
  }

  @ParameterizedTest
  @MethodSource("badQuestionnaires")
  void refusesAQuestionnaireThatCouldNotBeAsked(
      String member, Object value, String pointer, String code) {
    Map<String, Object> draft = questionnaire(freshKey());
    draft.put(member, value);

    post("lead", QUESTIONNAIRES, draft)
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.code", hasItem(code));
  }

  static Stream<Arguments> badChecklists() {
    Map<String, Object> condition = asked("H-1", "B");
    condition.put("applies_if", "version.nothing > 1");
    Map<String, Object> never = asked("H-1", "B");
    never.put("applies_if", "1 > 2");
    Map<String, Object> late = asked("H-1", "B");
    late.put("applies_if", "approvals.count > 1");
    Map<String, Object> prohibited = asked("H-1", "B");
    prohibited.put("marks", Map.of("PROHIBITED", "N"));
    String question = "/lists/0/questions/0";
    return Stream.of(
        Arguments.of(List.of(condition), question + "/applies_if", "UNKNOWN_FIELD"),
        Arguments.of(List.of(never), question + "/applies_if", "NEVER_APPLIES"),
        Arguments.of(List.of(late), question + "/applies_if", "NOT_ALLOWED"),
        Arguments.of(List.of(prohibited), question + "/marks/PROHIBITED", "NOT_ALLOWED"),
        Arguments.of(
            List.of(asked("H-1", "B"), asked("H-1", "C")), "/lists/0/questions/1/id", "DUPLICATE"));
  }

  @ParameterizedTest
  @MethodSource("badChecklists")
  void refusesChecklistsThatCouldNotBeAnswered(
      List<Map<String, Object>> questions, String pointer, String code) {
    post("lead", CHECKLISTS, checklists(freshKey(), List.of(list("ETHICS", questions))))
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.code", hasItem(code));
  }

  @Test
  void asksTheQuestionsOfTheHouseInItsReviews() {
    String name = freshKey();
    Subject open = submitted();
    Subject subject = registered();
    Map<String, Object> draft =
        checklists(
            name,
            List.of(
                list(
                    "ETHICS",
                    List.of(
                        askedOf("HOUSE-E1", "B", open, subject),
                        askedOf("HOUSE-E2", "N", open, subject))),
                list("LEGAL", List.of(askedOf("HOUSE-L1", "C", open, subject)))));
    String path = CHECKLISTS + "/" + drafted(CHECKLISTS, draft);
    JsonPath run = triedAt(path);
    String mine =
        "reviews_asked.find { it.review_id == '%s' }.questions".formatted(review(open, "ETHICS"));
    assertThat(run.getList(mine)).isEqualTo(List.of("HOUSE-E1", "HOUSE-E2"));
    publishedAt(path);
    revise(path, draft).statusCode(409).body("code", is("QUESTIONS_STATE_REFUSES"));
    assertThat(log.history(UUID.fromString(read("auditor", path).getString("id")), 0, 9))
        .extracting(LoggedEvent::type)
        .containsExactly("org.assay.review.checklist.published.v1");

    publish(subject, new HashMap<>(Map.of("checklists", name + "/1")));
    String evidence = legalReview(subject, Map.of("digest", Subject.freshDigest()));
    submit(subject);
    String review = review(subject, "ETHICS");
    get("auditor", REVIEWS + "/" + review + "/checklist")
        .body("questions.id", contains("HOUSE-E1", "HOUSE-E2"))
        .body("blocking", contains("HOUSE-E1"))
        .body("needing_condition", hasSize(0));
    claim("ethics-reviewer", review).statusCode(201);
    decide("ethics-reviewer", review, "APPROVED")
        .statusCode(409)
        .body("code", is("CHECKLIST_NOT_MET"));
    as("ethics-reviewer")
        .contentType("application/json")
        .header("If-Match", 0)
        .body(Map.of("answer", "YES", "evidence_ids", List.of(evidence)))
        .put(REVIEWS + "/" + review + "/checklist/HOUSE-E1")
        .then()
        .statusCode(200);
    decide("ethics-reviewer", review, "APPROVED").statusCode(201);
    get("auditor", CHECKLISTS + "/ETHICS/versions/1?set={s}", name)
        .statusCode(200)
        .body("questions.mark", contains("B", "N"));
  }

  @Test
  void keepsAQuestionWithItsKindOfReviewAndSaysWhatChanged() {
    String name = freshKey();
    Map<String, Object> first =
        checklists(
            name, List.of(list("ETHICS", List.of(asked("HOUSE-1", "B"), asked("HOUSE-2", "C")))));
    publishedAt(CHECKLISTS + "/" + drafted(CHECKLISTS, first));
    post(
            "lead",
            CHECKLISTS,
            checklists(name, List.of(list("LEGAL", List.of(asked("HOUSE-1", "B"))))))
        .statusCode(422)
        .body("errors.code", contains("MOVED"));

    List<Map<String, Object>> questions = new ArrayList<>();
    questions.add(asked("HOUSE-1", "C"));
    questions.add(asked("HOUSE-3", "B"));
    String second = drafted(CHECKLISTS, checklists(name, List.of(list("ETHICS", questions))));

    get("auditor", CHECKLISTS + "/" + second + "/differences")
        .statusCode(200)
        .body("from", is(name + "/1"))
        .body("to", is(name + "/2"))
        .body("added", contains("HOUSE-3"))
        .body("removed", contains("HOUSE-2"))
        .body("changed.id", contains("HOUSE-1"))
        .body("changed[0].members", contains("mark"));
    String own = drafted(QUESTIONNAIRES, questionnaire(freshKey()));
    get("auditor", QUESTIONNAIRES + "/" + own + "/differences?from=default/1")
        .statusCode(200)
        .body("added", contains("HOUSE-1"))
        .body("removed", hasItems("I1", "D1"))
        .body("members", containsInAnyOrder("scores", "text"));
    get("auditor", QUESTIONNAIRES + "/" + own + "/differences?from=none/1").statusCode(422);
  }
}
