package org.assay.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a policy asks by the tier of the model, first of all the policy {@code default/1}. */
@QuarkusTest
class TierTableIT extends ReviewTestCase {

  private static final Map<String, String> LIMITED = Map.of("T1", "YES");

  /** The policy that is offered, but for its checklists, published for the version's project. */
  private static Subject underDefault() {
    Subject subject = registered();
    Map<String, Object> content =
        new HashMap<>(read("lead", "/api/v1/policy-templates/default/1").getMap("content"));
    content.remove("checklists");
    publish(subject, content);
    return subject;
  }

  private static void submitAndFail(Subject subject, String cause, int round) {
    tell(REGISTRY, List.of(subject.submitted("engineer")));
    await()
        .untilAsserted(
            () -> get("auditor", subject.path() + "/requirements").body("round", is(round)));
    String id = read("auditor", subject.path() + "/requirements").getString("assessment_id");
    get("auditor", "/api/v1/assessments/" + id)
        .body("state", is("FAILED"))
        .body("cause", is(cause));
  }

  @Test
  void opensTheReviewsOfTheTierOnceTheModelIsClassified() {
    Subject subject = underDefault();
    submitAndFail(subject, "UNCLASSIFIED", 1);
    get("engineer", subject.path() + "/requirements").body(state("classified"), is("UNSATISFIED"));
    classify(subject, LIMITED);

    submitAndWaitFor(subject, 6);

    get("auditor", REVIEWS + "?model={m}", subject.model())
        .body(
            "items.type",
            containsInAnyOrder(
                "DOCUMENTATION", "PERFORMANCE", "ETHICS", "DATA_QUALITY", "SECURITY", "OPERATIONS"))
        .body("items.clock.allowed", everyItem(is("PT40H")));
    get("engineer", subject.path() + "/requirements")
        .body(state("classified"), is("SATISFIED"))
        .body("requirements.find { it.key == 'distinct-approvers' }.values[0].limit", is(2.0f))
        .body("requirements.find { it.key == 'distinct-units' }.values[0].limit", is(2.0f))
        .body(state("outside-approver"), is("NOT_APPLICABLE"));
  }

  /** Invariant 6: what cannot be told is not fulfilled. */
  @Test
  void namesWhatNobodyCanComputeYetAndLetsNothingPassWithoutIt() {
    Subject subject = underDefault();
    classify(subject, LIMITED);
    submitAndWaitFor(subject, 6);
    List<String> ethics = List.of("DOCUMENTATION", "ETHICS");
    for (String type : ethics) {
      approve("ethics-reviewer", subject, type);
    }
    for (String type : List.of("PERFORMANCE", "DATA_QUALITY", "SECURITY", "OPERATIONS")) {
      approve("performance-reviewer-2", subject, type);
    }

    get("engineer", subject.path() + "/requirements")
        .body(state("ethics-approved"), is("SATISFIED"))
        .body(state("distinct-units"), is("SATISFIED"))
        .body(state("performance-claims"), is("ERROR"))
        .body(
            "requirements.find { it.key == 'performance-claims' }.reason",
            containsString("INSUFFICIENT_DATA"))
        .body(state("champion-comparison"), is("ERROR"));
    release("lead", subject, "production")
        .statusCode(409)
        .body("detail", containsString("performance-claims"));
  }

  @ParameterizedTest
  @CsvSource({"D1, 2, PRIVACY", "D1, UNKNOWN, PRIVACY", "I1, 2, EXPLAINABILITY"})
  void asksForMoreByWhatWasAnswered(String question, String answer, String type) {
    Subject subject = underDefault();
    Map<String, String> answers = new HashMap<>(LIMITED);
    answers.put(question, answer);
    classify(subject, answers);

    submitAndWaitFor(subject, 7);

    get("auditor", REVIEWS + "?model={m}", subject.model()).body("items.type", hasItem(type));
  }

  @Test
  void asksForTwoApprovalsOfElevenReviewsWhereTheTierIsHigh() {
    Subject subject = underDefault();
    classify(subject, Map.of("A5", "YES"));

    submitAndWaitFor(subject, 11);

    get("auditor", REVIEWS + "?model={m}", subject.model())
        .body("items.approvals_required", everyItem(is(2)));
    get("engineer", subject.path() + "/requirements")
        .body(state("shadow-run"), is("ERROR"))
        .body(state("high-risk-controls"), is("ERROR"))
        .body("requirements.find { it.key == 'distinct-approvers' }.values[0].limit", is(4.0f));
  }

  /** Invariant 12: some things are never overridden. */
  @Test
  void reviewsNothingThatIsProhibited() {
    Subject subject = underDefault();
    classify(subject, Map.of("P1", "YES"));

    submitAndFail(subject, "PROHIBITED", 1);

    get("auditor", REVIEWS + "?model={m}", subject.model()).body("items", hasSize(0));
  }

  @Test
  void overridesByTwoUnitsForNoLongerThanTheTierSays() {
    Subject subject = underDefault();
    classify(subject, LIMITED);
    submitAndWaitFor(subject, 6);

    override("lead-2", subject, 31).statusCode(422).body("errors.pointer", hasItem("/until"));
    String proposal =
        override("lead-2", subject, 29).statusCode(201).extract().jsonPath().getString("id");
    String path = "/api/v1/proposals/" + proposal + "/approvals";
    post("performance-reviewer", path, 1, Map.of())
        .statusCode(403)
        .body("code", is("TWO_PEOPLE_NEEDED"));
    post("performance-reviewer-2", path, 1, Map.of()).statusCode(201);

    get("engineer", subject.path() + "/requirements")
        .body(state("performance-claims"), is("OVERRIDDEN"));
  }

  private static ValidatableResponse override(String account, Subject subject, int days) {
    return post(
        account,
        subject.path() + "/overrides",
        subject.revision(),
        Map.of(
            "requirement",
            "performance-claims",
            "reason",
            "The board has seen what speaks against it",
            "until",
            Instant.now().plus(Duration.ofDays(days)).toString()));
  }

  @Test
  void asksForWhatARaisedTierNeedsInTheSameRound() {
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
    classify(subject, LIMITED);
    submitAndWaitFor(subject, 2);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    String assessment =
        read("auditor", subject.path() + "/requirements").getString("assessment_id");
    get("auditor", "/api/v1/assessments/" + assessment).body("state", is("PASSED"));

    raise(subject);

    get("auditor", "/api/v1/assessments/" + assessment)
        .body("state", is("LOST"))
        .body("cause", is("TIER_CHANGED"));
    get("auditor", REVIEWS + "?model={m}&type=ETHICS", subject.model())
        .body("items[0].state", is("IN_PROGRESS"))
        .body("items[0].approvals_required", is(2));
    release("lead", subject, "production").statusCode(409);
    approve("ethics-reviewer-2", subject, "ETHICS");
    approve("ethics-reviewer-2", subject, "LEGAL");
    get("auditor", "/api/v1/assessments/" + assessment).body("state", is("PASSED"));
    release("lead", subject, "production").statusCode(201);
  }

  /** What is asked of a higher tier takes longer, and has as long as that tier gives it. */
  @Test
  void givesReviewsTheTimeOfTheTierThatWasRaised() {
    Subject subject = underDefault();
    classify(subject, LIMITED);
    submitAndWaitFor(subject, 6);

    raise(subject);

    get("auditor", REVIEWS + "?model={m}", subject.model())
        .body("items", hasSize(11))
        .body("items.clock.allowed", everyItem(is("PT80H")));
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
  void endsApprovalsWhenTheTierSays() {
    Subject subject = underDefault();
    classify(subject, LIMITED);
    submitAndWaitFor(subject, 6);
    approve("ethics-reviewer", subject, "ETHICS");

    String until =
        read("auditor", REVIEWS + "/" + review(subject, "ETHICS")).getString("valid_until");

    assertThat(Instant.parse(until))
        .isBetween(
            Instant.now().plus(Duration.ofDays(364)), Instant.now().plus(Duration.ofDays(367)));
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        Arguments.of("/tiers/0/tier", "NOT_ALLOWED", List.of(Map.of("tier", "PROHIBITED"))),
        Arguments.of(
            "/tiers/1/tier", "DUPLICATE", List.of(Map.of("tier", "HIGH"), Map.of("tier", "HIGH"))),
        Arguments.of(
            "/tiers/0/distinct_people",
            "IMPOSSIBLE",
            List.of(Map.of("tier", "HIGH", "distinct_people", 3))),
        Arguments.of(
            "/tiers/0/reviews/0/applies_if",
            "NOT_ALLOWED",
            List.of(
                Map.of(
                    "tier",
                    "HIGH",
                    "reviews",
                    List.of(
                        Map.of(
                            "type",
                            "LEGAL",
                            "approvals",
                            1,
                            "applies_if",
                            "reviews.ethics.approvals > 0"))))),
        Arguments.of(
            "/tiers/0/validity/approvals",
            "OUT_OF_RANGE",
            List.of(Map.of("tier", "HIGH", "validity", Map.of("approvals", "P11Y")))),
        Arguments.of(
            "/tiers/0/evidence_valid",
            "PATTERN",
            List.of(Map.of("tier", "HIGH", "evidence_valid", "a while"))),
        Arguments.of(
            "/tiers/0/fairness/criteria/0/any_of/0/limit",
            "OUT_OF_RANGE",
            List.of(fairness(Map.of("statistic", "FPR_GAP", "limit", 0)))),
        Arguments.of("/tiers/0/fairness/criteria/0/any_of", "TOO_SHORT", List.of(fairness())),
        Arguments.of(
            "/tiers/0/privacy/limits/0/limit",
            "OUT_OF_RANGE",
            List.of(privacy(Map.of("attack", "EXTRACTION", "limit", 1.5)))),
        Arguments.of(
            "/tiers/0/privacy/limits/1/attack",
            "DUPLICATE",
            List.of(
                privacy(
                    Map.of("attack", "EXTRACTION", "limit", 0.1),
                    Map.of("attack", "EXTRACTION", "limit", 0.2)))));
  }

  private static Map<String, Object> privacy(Object... limits) {
    return Map.of("tier", "HIGH", "privacy", Map.of("limits", List.of(limits)));
  }

  private static Map<String, Object> fairness(Object... limits) {
    return Map.of(
        "tier",
        "HIGH",
        "fairness",
        Map.of(
            "group_rows",
            30,
            "group_conditioned",
            10,
            "criteria",
            List.of(Map.of("any_of", List.of(limits)))));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refusesABadTable(String pointer, String code, List<Map<String, Object>> tiers) {
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
                "reviews",
                PolicyActs.BOTH_REVIEWS,
                "tiers",
                tiers))
        .statusCode(422)
        .body("errors.find { it.pointer == '%s' }.code".formatted(pointer), is(code));
  }

  @Test
  void offersPoliciesToEverybodyWhoReadsPolicies() {
    get("engineer", "/api/v1/policy-templates")
        .body("items.reference", contains("default/1", "demo/1"));
    get("engineer", "/api/v1/policy-templates/default/2").statusCode(404);
    get("operator", "/api/v1/policy-templates/default/1").statusCode(403);
  }
}
