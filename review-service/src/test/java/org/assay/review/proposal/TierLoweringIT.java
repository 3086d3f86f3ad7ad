package org.assay.review.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assay.contracts.event.EventTypes;
import org.assay.contracts.event.UseCaseChanged;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.Tokens;
import org.assay.review.OwnerSql;
import org.assay.review.PolicyActs;
import org.assay.review.Races;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people of two units lower a tier: never one alone, never below what was answered. */
@QuarkusTest
class TierLoweringIT extends ReviewTestCase {

  private static final String CLASSIFICATIONS = "/api/v1/classifications";
  private static final String REASON = "It only sorts what people then read in full";

  /** A grave harm: HIGH by an answer that people may weigh. */
  private static final Map<String, String> GRAVE = Map.of("I1", "4");

  @Inject EventLog log;
  @Inject Lapsing lapsing;

  private static Subject classified(Map<String, String> differing) {
    Subject subject = registered();
    classify(subject, differing);
    return subject;
  }

  private static String last(Subject subject) {
    return read("auditor", CLASSIFICATIONS + "?model=" + subject.model()).getString("items[0].id");
  }

  private static ValidatableResponse propose(String account, String id, String tier) {
    return post(
        account, CLASSIFICATIONS + "/" + id + "/lowerings", Map.of("tier", tier, "reason", REASON));
  }

  private static String proposed(String account, Subject subject, String tier) {
    return propose(account, last(subject), tier)
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static ValidatableResponse agree(String account, String proposal) {
    return post(account, "/api/v1/proposals/" + proposal + "/approvals", 1, Map.of());
  }

  private static void lower(Subject subject, String tier) {
    agree("ethics-reviewer-2", proposed("lead-2", subject, tier)).statusCode(201);
  }

  private static void raise(Subject subject, String tier) {
    post(
            "lead-2",
            CLASSIFICATIONS + "/" + last(subject) + "/raisings",
            Map.of("tier", tier, "reason", "It reaches people who cannot object"))
        .statusCode(201);
  }

  private List<LoggedEvent> told(String id) {
    return log.history(UUID.fromString(id), 0, 100);
  }

  @Test
  void lowersByTwoPeopleOfTwoUnitsAndSaysSo() {
    Subject subject = classified(GRAVE);
    String high = last(subject);
    get("lead-2", CLASSIFICATIONS + "/" + high)
        .body("actions.find { it.name == 'lower' }.allowed", is(true));
    String proposal =
        propose("lead-2", high, "LIMITED")
            .statusCode(201)
            .body("act", is("LOWER_TIER"))
            .body("state", is("OPEN"))
            .body("model", is(subject.model()))
            .body("version", nullValue())
            .body("lowering.classification_id", is(high))
            .body("lowering.from", is("HIGH"))
            .body("lowering.tier", is("LIMITED"))
            .body("reason", is(REASON))
            .extract()
            .jsonPath()
            .getString("id");
    get("auditor", CLASSIFICATIONS + "/" + high)
        .body("tier", is("HIGH"))
        .body("standing", is("CURRENT"));
    get("ethics-reviewer-2", "/api/v1/proposals/" + proposal)
        .body("actions.find { it.name == 'approve' }.allowed", is(true));

    agree("ethics-reviewer-2", proposal).statusCode(201).body("state", is("APPROVED"));

    String low = last(subject);
    get("auditor", CLASSIFICATIONS + "/" + low)
        .body("tier", is("LIMITED"))
        .body("computed_tier", is("HIGH"))
        .body("raised", is(false))
        .body("lowered_by.account", contains("lead-2", "ethics-reviewer-2"))
        .body("reason", is(REASON))
        .body("answered_by.account", is("engineer"))
        .body("decided_by.account", is("ethics-reviewer-2"))
        .body("supersedes", is(high))
        .body("standing", is("CURRENT"));
    assertThat(told(proposal))
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.PROPOSAL_OPENED, EventTypes.PROPOSAL_APPROVED);
    assertThat(told(low))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type()).isEqualTo(EventTypes.CLASSIFICATION_DECIDED);
              assertThat(event.data().path("tier").asText()).isEqualTo("LIMITED");
              assertThat(event.data().path("previous_tier").asText()).isEqualTo("HIGH");
              assertThat(event.data().path("lowered_by"))
                  .extracting(one -> one.asText())
                  .containsExactly(Tokens.subject("lead-2"), Tokens.subject("ethics-reviewer-2"));
              assertThat(event.data().toString()).doesNotContain("sorts");
            });
  }

  @ParameterizedTest
  @CsvSource({"engineer", "auditor", "admin", "operator", "service-account-ci"})
  void isNotForOthersToProposeOrApprove(String account) {
    Subject subject = classified(GRAVE);

    propose(account, last(subject), "LIMITED").statusCode(403);
    agree(account, proposed("lead-2", subject, "LIMITED")).statusCode(403);
    get("auditor", CLASSIFICATIONS + "/" + last(subject))
        .body("actions.find { it.name == 'lower' }.allowed", is(false));
  }

  @Test
  void isNotForWhoHadAPartInAVersionOfTheModel() {
    Subject subject = registered(List.of("ethics-reviewer-2"), "engineer");
    classify(subject, GRAVE);
    String proposal = proposed("lead-2", subject, "LIMITED");

    propose("ethics-reviewer-2", last(subject), "LIMITED")
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is("AUTHOR"));
    agree("ethics-reviewer-2", proposal).statusCode(403).body("rule", is("AUTHOR"));
    get("ethics-reviewer-2", "/api/v1/proposals/" + proposal)
        .body("actions.find { it.name == 'approve' }.reason_code", is("SEPARATION_OF_DUTIES"));
    get("ethics-reviewer-2", CLASSIFICATIONS + "/" + last(subject))
        .body("actions.find { it.name == 'lower' }.reason_code", is("SEPARATION_OF_DUTIES"));
    agree("performance-reviewer-2", proposal).statusCode(201);
  }

  @Test
  void isNotDoneByTheWordOfWhoTurnsOutToHaveAPart() {
    Subject subject = classified(GRAVE);
    String proposal = proposed("lead-2", subject, "LIMITED");
    follow(
        subject.involving("lead-2", "DATA_OWNER"),
        "org.assay.registry.version.updated.v1",
        "REGISTERED");
    await()
        .untilAsserted(
            () ->
                get("lead-2", CLASSIFICATIONS + "/" + last(subject))
                    .body("actions.find { it.name == 'lower' }.allowed", is(false)));

    agree("ethics-reviewer-2", proposal).statusCode(403).body("rule", is("DATA_OWNER"));
  }

  @Test
  void isNotForWhoAnswered() {
    Subject subject = registered();
    classify("lead", subject, UUID.randomUUID(), GRAVE);

    propose("lead", last(subject), "LIMITED")
        .statusCode(403)
        .body("code", is("SEPARATION_OF_DUTIES"))
        .body("rule", is("ANSWERER"));
    agree("lead", proposed("lead-2", subject, "LIMITED"))
        .statusCode(403)
        .body("rule", is("ANSWERER"));
  }

  @Test
  void isNotForWhoAnsweredThoughAnotherRaisedIt() {
    Subject subject = registered();
    classify("lead", subject, UUID.randomUUID(), Map.of("T1", "YES"));
    raise(subject, "HIGH");

    agree("lead", proposed("ethics-reviewer", subject, "LIMITED"))
        .statusCode(403)
        .body("rule", is("ANSWERER"));
  }

  @Test
  void takesTwoPeopleOfTwoUnits() {
    Subject subject = classified(GRAVE);
    String proposal = proposed("lead-2", subject, "LIMITED");

    agree("lead-2", proposal).statusCode(403).body("code", is("TWO_PEOPLE_NEEDED"));
    agree("ethics-reviewer", proposal)
        .statusCode(403)
        .body("code", is("TWO_PEOPLE_NEEDED"))
        .body("rule", is("DISTINCT_UNITS"));
    get("ethics-reviewer", "/api/v1/proposals/" + proposal)
        .body("actions.find { it.name == 'approve' }.allowed", is(false));
    withToken(Tokens.forAccount("performance-reviewer-2").unit(null).token())
        .contentType("application/json")
        .header("If-Match", 1)
        .body("{}")
        .post("/api/v1/proposals/" + proposal + "/approvals")
        .then()
        .statusCode(403)
        .body("rule", is("DISTINCT_UNITS"));
    get("auditor", CLASSIFICATIONS + "/" + last(subject)).body("tier", is("HIGH"));

    agree("performance-reviewer-2", proposal).statusCode(201);
    agree("ethics-reviewer-2", proposal).statusCode(409).body("code", is("PROPOSAL_CLOSED"));
  }

  @Test
  void isNotDoneByTheWordOfSomebodyWhoLostTheRole() {
    Subject subject = classified(GRAVE);
    String proposal = proposed("lead-2", subject, "LIMITED");
    IssuerResource.takeRoles("lead-2");
    String anew;
    try {
      agree("ethics-reviewer-2", proposal)
          .statusCode(403)
          .body("code", is("TWO_PEOPLE_NEEDED"))
          .body("detail", containsString("propose it anew"));
      anew = proposed("lead", subject, "LIMITED");
    } finally {
      IssuerResource.giveRoles("lead-2");
    }

    assertThat(told(proposal))
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.PROPOSAL_OPENED, EventTypes.PROPOSAL_LAPSED);
    agree("ethics-reviewer-2", anew).statusCode(201);
  }

  @Test
  void isNotDoneOnceItsTimeIsOver() {
    Subject subject = classified(GRAVE);
    String proposal = proposed("lead-2", subject, "LIMITED");
    OwnerSql.execute(
        "update proposal set expires_at = ? where id = ?",
        Timestamp.from(Instant.now().minusSeconds(1)),
        UUID.fromString(proposal));

    agree("ethics-reviewer-2", proposal).statusCode(409).body("code", is("PROPOSAL_CLOSED"));
    lapsing.lapseOverdue();

    assertThat(told(proposal))
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.PROPOSAL_OPENED, EventTypes.PROPOSAL_LAPSED);
    get("auditor", CLASSIFICATIONS + "/" + last(subject)).body("tier", is("HIGH"));
  }

  @Test
  void isOfTheAnswersThatItWasProposedOn() {
    Subject subject = classified(GRAVE);
    String high = last(subject);
    String proposal = proposed("lead-2", subject, "LIMITED");
    raise(subject, "PROHIBITED");

    agree("ethics-reviewer-2", proposal)
        .statusCode(409)
        .body("code", is("CLASSIFICATION_SUPERSEDED"));
    propose("lead-2", high, "LIMITED")
        .statusCode(409)
        .body("code", is("CLASSIFICATION_SUPERSEDED"));
    get("auditor", CLASSIFICATIONS + "/" + last(subject)).body("tier", is("PROHIBITED"));
    lower(subject, "HIGH");
    get("auditor", CLASSIFICATIONS + "/" + last(subject)).body("tier", is("HIGH"));
  }

  @Test
  void isOfTheUseCaseThatItWasProposedFor() {
    Subject subject = registered();
    UUID useCase = UUID.randomUUID();
    classify("engineer", subject, useCase, GRAVE);
    String proposal = proposed("lead-2", subject, "LIMITED");
    tell(
        PROJECTS,
        List.of(
            projectEvent(
                EventTypes.USE_CASE_CHANGED,
                subject.projectId(),
                "any",
                6,
                new UseCaseChanged(
                    useCase, subject.projectId(), List.of("EU"), List.of("purpose")))));
    await()
        .untilAsserted(
            () ->
                get("auditor", CLASSIFICATIONS + "/" + last(subject))
                    .body("standing", is("USE_CASE_CHANGED")));

    agree("ethics-reviewer-2", proposal)
        .statusCode(409)
        .body("code", is("TIER_NOT_LOWERED"))
        .body("rule", is("USE_CASE_CHANGED"));
  }

  @ParameterizedTest
  @CsvSource({
    "A5, YES, HIGH, LIMITED",
    "P1, YES, PROHIBITED, HIGH",
    "P9, UNKNOWN, PROHIBITED, HIGH"
  })
  void neverPassesTheFloorsOfWhatWasAnswered(
      String question, String answer, String tier, String lower) {
    Subject subject = classified(Map.of(question, answer));

    propose("lead-2", last(subject), lower)
        .statusCode(409)
        .body("code", is("TIER_NOT_LOWERED"))
        .body("rule", is("FLOOR"));
    get("lead-2", CLASSIFICATIONS + "/" + last(subject))
        .body("tier", is(tier))
        .body("actions.find { it.name == 'lower' }.reason_code", is("TIER_NOT_LOWERED"));
  }

  @Test
  void goesNoFurtherThanTheFloorThatARaisingStandsAbove() {
    Subject subject = classified(Map.of("A5", "YES"));
    raise(subject, "PROHIBITED");

    propose("lead-2", last(subject), "LIMITED").statusCode(409).body("rule", is("FLOOR"));
    lower(subject, "HIGH");

    get("auditor", CLASSIFICATIONS + "/" + last(subject)).body("tier", is("HIGH"));
  }

  @Test
  void restsOnWhatLiftsAFloorOnlyWhileItIsInTheEvidence() {
    Subject subject = registered();
    String review = Subject.freshDigest();
    String document = legalReview(subject, Map.of("digest", review));
    classify(subject, Map.of("T1", "YES"));
    Map<String, String> answers =
        new HashMap<>(read("auditor", CLASSIFICATIONS + "/" + last(subject)).getMap("answers"));
    answers.putAll(Map.of("A5", "YES", "A9", "YES"));
    post(
            "engineer",
            CLASSIFICATIONS,
            Map.of(
                "model",
                subject.model(),
                "use_case_id",
                read("auditor", CLASSIFICATIONS + "/" + last(subject)).getString("use_case_id"),
                "answers",
                answers,
                "evidence",
                Map.of("A9", review)))
        .statusCode(201)
        .body("tier", is("LIMITED"));
    raise(subject, "PROHIBITED");
    String proposal = proposed("lead-2", subject, "LIMITED");
    legalReview(subject, Map.of("digest", Subject.freshDigest(), "supersedes", document));

    agree("ethics-reviewer-2", proposal)
        .statusCode(409)
        .body("code", is("TIER_NOT_LOWERED"))
        .body("rule", is("FLOOR"));
  }

  @Test
  void isProposedOnceAtATime() {
    Subject subject = classified(GRAVE);
    String proposal = proposed("lead-2", subject, "LIMITED");

    propose("ethics-reviewer", last(subject), "MINIMAL")
        .statusCode(409)
        .body("code", is("PROPOSAL_OPEN"))
        .body("proposal_id", is(proposal));
  }

  @Test
  void isDoneOnceByTwoWhoAgreeAtOnce() throws Exception {
    for (int time = 0; time < Math.min(Races.TIMES, 10); time++) {
      Subject subject = classified(GRAVE);
      String proposal = proposed("lead-2", subject, "LIMITED");

      try (ExecutorService two = Executors.newFixedThreadPool(2)) {
        var one = two.submit(() -> agree("ethics-reviewer-2", proposal).extract().statusCode());
        var other =
            two.submit(() -> agree("performance-reviewer-2", proposal).extract().statusCode());

        assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(201, 409);
      }
      get("auditor", CLASSIFICATIONS + "?model={m}", subject.model()).body("items", hasSize(2));
    }
  }

  @Test
  void isForgottenByTheNextAnswers() {
    Subject subject = registered();
    UUID useCase = UUID.randomUUID();
    classify("engineer", subject, useCase, GRAVE);
    lower(subject, "LIMITED");

    classify("engineer", subject, useCase, GRAVE);

    get("auditor", CLASSIFICATIONS + "/" + last(subject))
        .body("tier", is("HIGH"))
        .body("lowered_by", empty())
        .body("reason", nullValue());
  }

  private static Subject underTiers() {
    Subject subject = registered();
    publish(
        subject,
        Map.of(
            "reviews",
            PolicyActs.BOTH_REVIEWS,
            "tiers",
            List.of(
                Map.of("tier", "MINIMAL"),
                Map.of(
                    "tier",
                    "HIGH",
                    "reviews",
                    List.of(
                        Map.of("type", "ETHICS", "approvals", 2),
                        Map.of("type", "LEGAL", "approvals", 1)),
                    "distinct_people",
                    3))));
    return subject;
  }

  /** Invariant 1, of a lowering: judged for each version anew, like an approval. */
  @Test
  void doesNotCountForAVersionThatOneOfTheTwoHasAPartInSince() {
    Subject subject = underTiers();
    classify(subject, GRAVE);
    lower(subject, "LIMITED");
    Subject other = secondOf(subject);

    tell(REGISTRY, List.of(subject.involving("lead-2", "DATA_OWNER").submitted("engineer")));
    awaitRequested(subject, 3);

    get("engineer", subject.path() + "/requirements")
        .body(state("legal-approved"), is("PENDING"))
        .body(
            "requirements.find { it.key == 'classified' }.reason", containsString("does not count"))
        .body("requirements.find { it.key == 'tier-permitted' }.reason", containsString("HIGH"));
    get("engineer", other.path() + "/requirements")
        .body("requirements.find { it.key == 'tier-permitted' }.reason", containsString("LIMITED"));
    get("auditor", CLASSIFICATIONS + "/" + last(subject)).body("tier", is("LIMITED"));
  }

  /** Section 2: an answer "no" with the legal review attached, given by two people; floor HIGH. */
  @Test
  void letsALawfulExceptionBeHighByTwoPeopleAndNoLower() {
    Subject subject = registered();
    UUID useCase = UUID.randomUUID();
    classify("engineer", subject, useCase, Map.of());
    String review = Subject.freshDigest();
    String evidence = legalReview(subject, Map.of("digest", review));
    Map<String, Object> claim =
        Map.of(
            "model",
            subject.model(),
            "use_case_id",
            useCase.toString(),
            "based_on",
            last(subject),
            "answers",
            Map.of("P3", "NO"),
            "evidence",
            Map.of("P3", review));
    post("engineer", CLASSIFICATIONS, claim)
        .statusCode(201)
        .body("tier", is("PROHIBITED"))
        .body("reasons[0].question", is("P3"))
        .body("reasons[0].exception", is(true))
        .body("answers.size()", is(32));
    get("engineer", subject.path() + "/requirements")
        .body(state("tier-permitted"), is("UNSATISFIED"));

    propose("lead-2", last(subject), "LIMITED").statusCode(409).body("rule", is("FLOOR"));
    lower(subject, "HIGH");

    get("auditor", CLASSIFICATIONS + "/" + last(subject))
        .body("tier", is("HIGH"))
        .body("reasons[0].question", is("P3"))
        .body("reasons[0].tier", is("HIGH"))
        .body("reasons[0].exception", is(true))
        .body("lowered_by.account", contains("lead-2", "ethics-reviewer-2"));
    propose("lead-2", last(subject), "LIMITED").statusCode(409).body("rule", is("FLOOR"));
    get("engineer", subject.path() + "/requirements")
        .body(state("tier-permitted"), is("SATISFIED"));

    legalReview(subject, Map.of("digest", Subject.freshDigest(), "supersedes", evidence));
    post("engineer", CLASSIFICATIONS, claim)
        .statusCode(422)
        .body("errors.code", contains("UNKNOWN_EVIDENCE"));
  }

  /** What was asked for stays asked for: a tier that falls lets no round pass by itself. */
  @Test
  void leavesAnOpenRoundAskedForWhatItWas() {
    Subject subject = underTiers();
    classify(subject, GRAVE);
    submitAndWaitFor(subject, 3);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");

    lower(subject, "LIMITED");

    get("engineer", subject.path() + "/requirements")
        .body(state("ethics-approved"), is("PENDING"))
        .body("requirements.find { it.key == 'ethics-approved' }.values[0].limit", is(2.0f))
        .body(state("legal-approved"), is("PENDING"))
        .body("fulfilled", is(false));
    release("lead", subject, "production").statusCode(409);
    approve("ethics-reviewer-2", subject, "ETHICS");
    release("lead", subject, "production").statusCode(409);
    approve("ethics-reviewer-2", subject, "LEGAL");
    release("lead", subject, "production").statusCode(201);
  }

  @Test
  void letsPassAgainWhatWasReleasedUnderTheLowerTier() {
    Subject subject = underTiers();
    classify(subject, Map.of("T1", "YES"));
    submitAndWaitFor(subject, 2);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);
    raise(subject, "HIGH");
    gate("engineer", subject.digest(), "production").body("decision", is("DENY"));

    lower(subject, "LIMITED");

    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource({
    "tier, , REQUIRED",
    "reason, , REQUIRED",
    "tier, HIGH, OUT_OF_RANGE",
    "tier, PROHIBITED, OUT_OF_RANGE",
    "approver, me, UNKNOWN_FIELD"
  })
  void refusesBadInput(String member, @Nullable String value, String code) {
    Subject subject = classified(GRAVE);
    Map<String, Object> body = new HashMap<>(Map.of("tier", "LIMITED", "reason", REASON));
    body.put(member, value);

    post("lead-2", CLASSIFICATIONS + "/" + last(subject) + "/lowerings", body)
        .statusCode(422)
        .body("errors.pointer", hasItem("/" + member))
        .body("errors.code", hasItem(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "00000000-0000-7000-8000-000000000000"})
  void knowsNoSuchClassification(String id) {
    propose("lead-2", id, "LIMITED").statusCode(404);
  }

  @Test
  void needsTheRevisionOfTheProposalThatWasSeen() {
    Subject subject = classified(GRAVE);
    String path = "/api/v1/proposals/" + proposed("lead-2", subject, "LIMITED") + "/approvals";

    post("ethics-reviewer-2", path, Map.of()).statusCode(428);
    post("ethics-reviewer-2", path, 7, Map.of()).statusCode(412);
  }
}
