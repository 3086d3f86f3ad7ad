package org.assay.review.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.UseCaseChanged;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.Tokens;
import org.assay.review.OwnerSql;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ClassificationIT extends ReviewTestCase {

  private static final String CLASSIFICATIONS = "/api/v1/classifications";

  @Inject EventLog log;
  @Inject ClassificationExpiry expiry;

  /** The project of the tests has an event for its founding and one for each of three members. */
  private static final long NEXT_REVISION = 5;

  @Test
  void computesTheTierWithItsReasons() {
    Subject subject = registered();
    UUID useCase = useCase(subject, NEXT_REVISION);

    answer("engineer", subject, useCase, answers("A5", "YES"))
        .statusCode(201)
        .body("model", is(subject.model()))
        .body("tier", is("HIGH"))
        .body("computed_tier", is("HIGH"))
        .body("score", is(0))
        .body("reasons[0].question", is("A5"))
        .body("reasons[0].tier", is("HIGH"))
        .body("reasons.tier", contains("HIGH", "MINIMAL"))
        .body("questionnaire", is("default/1"))
        .body("standing", is("CURRENT"))
        .body("raised", is(false))
        .body("supersedes", nullValue())
        .body("decided_by.account", is("engineer"));
    get("auditor", CLASSIFICATIONS + "?model={m}", subject.model())
        .statusCode(200)
        .body("items.tier", contains("HIGH"));
  }

  @Test
  void takesAHigherTierByOtherAnswersButNoLowerOne() {
    Subject subject = registered();
    UUID useCase = useCase(subject, NEXT_REVISION);
    answer("engineer", subject, useCase, answers("T1", "YES")).body("tier", is("LIMITED"));
    String high =
        answer("engineer", subject, useCase, answers("I1", "4"))
            .statusCode(201)
            .body("tier", is("HIGH"))
            .extract()
            .jsonPath()
            .getString("id");

    answer("engineer", subject, useCase, answers("I1", "0"))
        .statusCode(409)
        .body("code", is("TIER_WOULD_FALL"))
        .body("tier", is("HIGH"))
        .body("computed_tier", is("MINIMAL"));
    answer("engineer", subject, useCase, answers("A1", "YES"))
        .statusCode(201)
        .body("supersedes", is(high));
    get("auditor", CLASSIFICATIONS + "?model={m}", subject.model())
        .body("items.standing", contains("CURRENT", "SUPERSEDED", "SUPERSEDED"));
  }

  @Test
  void asksAgainWhereTheUseCaseChangedAndLowersNothing() {
    Subject subject = registered();
    UUID useCase = useCase(subject, NEXT_REVISION);
    String id =
        answer("engineer", subject, useCase, answers("A5", "YES"))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");

    tellUseCase(subject, useCase, NEXT_REVISION + 1);

    await()
        .untilAsserted(
            () ->
                get("auditor", CLASSIFICATIONS + "/" + id)
                    .body("standing", is("USE_CASE_CHANGED"))
                    .body("again.questions", hasSize(0))
                    .body("again.offered.A5", is("YES"))
                    .body("tier", is("HIGH")));
    assertThat(log.history(UUID.fromString(id), 0, 9))
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.CLASSIFICATION_DECIDED, EventTypes.CLASSIFICATION_EXPIRED);
    answer("engineer", subject, useCase, answers("T1", "YES"))
        .statusCode(409)
        .body("code", is("TIER_WOULD_FALL"));
    answer("engineer", subject, useCase, answers("A4", "YES"))
        .statusCode(201)
        .body("standing", is("CURRENT"))
        .body("tier", is("HIGH"));
  }

  @Test
  void tellsOnceThatTheTimeOfAnswersIsOver() {
    Subject subject = registered();
    UUID useCase = useCase(subject, NEXT_REVISION);
    String id =
        answer("engineer", subject, useCase, answers("T1", "YES"))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");
    OwnerSql.execute(
        "update classification set valid_until = clock_timestamp() where id = ?",
        UUID.fromString(id));

    expiry.expireDue();
    expiry.expireDue();

    get("auditor", CLASSIFICATIONS + "/" + id).body("standing", is("EXPIRED"));
    assertThat(log.history(UUID.fromString(id), 0, 9))
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.CLASSIFICATION_DECIDED, EventTypes.CLASSIFICATION_EXPIRED);
  }

  @Test
  void letsReviewersAndLeadsRaiseAndNobodyElse() {
    Subject subject = registered();
    UUID useCase = useCase(subject, NEXT_REVISION);
    String id =
        answer("engineer", subject, useCase, answers("T1", "YES"))
            .extract()
            .jsonPath()
            .getString("id");

    raise("engineer", id, "HIGH").statusCode(403);
    raise("auditor", id, "HIGH").statusCode(403);
    raise("ethics-reviewer", id, "LIMITED").statusCode(422).body("errors[0].pointer", is("/tier"));
    raise("ethics-reviewer", id, "HIGH")
        .statusCode(201)
        .body("tier", is("HIGH"))
        .body("computed_tier", is("LIMITED"))
        .body("raised", is(true))
        .body("reason", is("It reaches people who cannot object"))
        .body("supersedes", is(id));
    raise("lead", id, "PROHIBITED").statusCode(409).body("code", is("CLASSIFICATION_SUPERSEDED"));
    answer("engineer", subject, useCase, answers("T1", "YES"))
        .statusCode(409)
        .body("code", is("TIER_WOULD_FALL"));
  }

  @Test
  void keepsOneLineWhereManyAnswerAtOnce() throws Exception {
    Subject subject = registered();
    UUID useCase = useCase(subject, NEXT_REVISION);
    List<Callable<Integer>> answering = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      answering.add(
          () -> answer("engineer", subject, useCase, answers("A5", "YES")).extract().statusCode());
    }
    try (ExecutorService together = Executors.newFixedThreadPool(8)) {
      for (Future<Integer> done : together.invokeAll(answering)) {
        assertThat(done.get()).isEqualTo(201);
      }
    }

    get("auditor", CLASSIFICATIONS + "?model={m}", subject.model())
        .body("items.size()", is(8))
        .body("items.findAll { it.standing == 'CURRENT' }.size()", is(1))
        .body("items.findAll { it.supersedes == null }.size()", is(1));
  }

  @Test
  void closesTheGateToWhatIsProhibited() {
    Subject subject = released();
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
    UUID useCase = useCase(subject, NEXT_REVISION);
    answer("engineer", subject, useCase, answers("T1", "YES")).statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));

    answer("engineer", subject, useCase, answers("P3", "YES"))
        .statusCode(201)
        .body("tier", is("PROHIBITED"));

    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("tier-permitted"), is("UNSATISFIED"));
    get("engineer", subject.path() + "/requirements")
        .body(state("tier-permitted"), is("UNSATISFIED"));
    release("lead", subject, "staging").statusCode(409).body("code", is("REQUIREMENTS_NOT_MET"));
  }

  @ParameterizedTest
  @CsvSource({
    "engineer-2, 403",
    "lead-2, 403",
    "service-account-ci, 403",
    "ethics-reviewer, 403",
    "auditor, 403"
  })
  void letsOnlyPeopleAnswerWhoContribute(String account, int status) {
    Subject subject = registered();
    UUID useCase = useCase(subject, NEXT_REVISION);

    answer(account, subject, useCase, answers("A5", "NO")).statusCode(status);
    get("auditor", CLASSIFICATIONS + "?model={m}", subject.model()).body("items.size()", is(0));
  }

  @Test
  void showsNothingToWhoIsNoMember() {
    Subject subject = registered();
    UUID useCase = useCase(subject, NEXT_REVISION);
    String id =
        answer("engineer", subject, useCase, answers("A5", "NO"))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");
    Subject foreign = registered(List.of("lead"), "lead");

    String outsider =
        Tokens.forAccount("outsider").withRoles("engineer").claim("sub", "outsider").token();
    withToken(outsider).get(CLASSIFICATIONS + "/" + id).then().statusCode(404);
    withToken(outsider).get(CLASSIFICATIONS + "?model={m}", subject.model()).then().statusCode(404);
    get("auditor", CLASSIFICATIONS + "/" + UUID.randomUUID()).statusCode(404);
    answer("engineer", foreign, useCase, answers("A5", "NO"))
        .statusCode(422)
        .body("errors[0].code", is("UNKNOWN_USE_CASE"));
  }

  @ParameterizedTest
  @CsvSource({
    "X1, YES, /answers/X1, UNKNOWN_QUESTION",
    "a/b~c, YES, /answers/a~1b~0c, UNKNOWN_QUESTION",
    "A5, MAYBE, /answers/A5, UNKNOWN_CHOICE",
    "I1, 5, /answers/I1, UNKNOWN_CHOICE"
  })
  void refusesAnAnswerThatIsNone(String question, String value, String pointer, String code) {
    Subject subject = registered();
    UUID useCase = useCase(subject, NEXT_REVISION);

    answer("engineer", subject, useCase, answers(question, value))
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.code", hasItem(code));
  }

  @Test
  void liftsAFloorByWhatIsInTheEvidenceOfTheModelOnly() {
    Subject subject = registered();
    UUID useCase = useCase(subject, NEXT_REVISION);
    String review = Subject.freshDigest();
    document(registered(), review, Map.of());

    narrow(subject, useCase, review)
        .statusCode(422)
        .body("errors.pointer", contains("/evidence/A9"))
        .body("errors.code", contains("UNKNOWN_EVIDENCE"));
    String id = document(subject, review, Map.of());
    narrow(subject, useCase, review).statusCode(201).body("tier", is("LIMITED"));

    document(subject, Subject.freshDigest(), Map.of("supersedes", id));
    narrow(subject, useCase, review)
        .statusCode(422)
        .body("errors.code", contains("UNKNOWN_EVIDENCE"));
  }

  /** A use in essential services that only prepares a decision, by a legal review. */
  private static ValidatableResponse narrow(Subject subject, UUID useCase, String review) {
    Map<String, String> answers = answers("A5", "YES");
    answers.put("A9", "YES");
    return post(
        "engineer",
        CLASSIFICATIONS,
        Map.of(
            "model",
            subject.model(),
            "use_case_id",
            useCase.toString(),
            "answers",
            answers,
            "evidence",
            Map.of("A9", review)));
  }

  private static String document(Subject subject, String digest, Map<String, String> more) {
    Map<String, String> document = new HashMap<>(more);
    document.put("digest", digest);
    return legalReview(subject, document);
  }

  @Test
  void showsTheQuestionnaire() {
    get("engineer", "/api/v1/questionnaires/current")
        .statusCode(200)
        .body("reference", is("default/1"))
        .body("questions.size()", is(32))
        .body("questions.find { it.id == 'A9' }.evidence_for", is("YES"));
    get("engineer", "/api/v1/questionnaires/default/1").statusCode(200);
    get("engineer", "/api/v1/questionnaires/default/2").statusCode(404);
    get("operator", "/api/v1/questionnaires/current").statusCode(403);
  }

  private static Map<String, String> answers(String question, String value) {
    Map<String, String> answers = new HashMap<>();
    Questionnaires.read("/questionnaires/default-1.json")
        .questionnaire()
        .questions()
        .forEach(one -> answers.put(one.id(), one.choices().getFirst().value()));
    answers.put(question, value);
    return answers;
  }

  private static UUID useCase(Subject subject, long revision) {
    UUID id = UUID.randomUUID();
    tellUseCase(subject, id, revision);
    await()
        .untilAsserted(
            () ->
                answer("engineer", subject, id, Map.of("X", "X"))
                    .body("errors.code", hasItem("UNKNOWN_QUESTION")));
    return id;
  }

  private static void tellUseCase(Subject subject, UUID id, long revision) {
    tell(
        PROJECTS,
        List.of(
            projectEvent(
                EventTypes.USE_CASE_CHANGED,
                subject.projectId(),
                "any",
                revision,
                new UseCaseChanged(id, subject.projectId(), List.of("EU"), List.of("name")))));
  }

  private static ValidatableResponse answer(
      String account, Subject subject, UUID useCase, Map<String, String> answers) {
    return post(
        account,
        CLASSIFICATIONS,
        Map.of("model", subject.model(), "use_case_id", useCase.toString(), "answers", answers));
  }

  private static ValidatableResponse raise(String account, String id, String tier) {
    return post(
        account,
        CLASSIFICATIONS + "/" + id + "/raisings",
        Map.of("tier", tier, "reason", "It reaches people who cannot object"));
  }
}
