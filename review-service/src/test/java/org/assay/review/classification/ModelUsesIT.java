package org.assay.review.classification;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.testing.TestEvents;
import org.assay.review.PolicyActs;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

/** A model is judged by every use case that it names. */
@QuarkusTest
class ModelUsesIT extends ReviewTestCase {

  private static final Map<String, String> HIGH = Map.of("A5", "YES");

  private static final String REASON = "requirements.find { it.key == 'classified' }.reason";

  /** Two reviews by anybody, and of what is HIGH a legal one too. */
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
                    "tier", "HIGH", "reviews", List.of(Map.of("type", "LEGAL", "approvals", 1))))));
    return subject;
  }

  private static void name(Subject subject, long revision, UUID... useCases) {
    tell(REGISTRY, List.of(subject.modelNaming(revision, useCases)));
  }

  private static void awaitClassified(Subject subject, String state, Matcher<String> reason) {
    await()
        .untilAsserted(
            () ->
                get("auditor", subject.path() + "/requirements")
                    .body(state("classified"), is(state))
                    .body(REASON, reason));
  }

  private static String assessment(Subject subject) {
    return "/api/v1/assessments/"
        + read("auditor", subject.path() + "/requirements").getString("assessment_id");
  }

  @Test
  void wantsEveryUseThatTheModelNames() {
    Subject subject = underTiers();
    UUID harmless = UUID.randomUUID();
    UUID grave = UUID.randomUUID();
    name(subject, 2, harmless, grave);
    classify(subject, harmless, Map.of());
    awaitClassified(
        subject,
        "UNSATISFIED",
        allOf(containsString(grave.toString()), not(containsString(harmless.toString()))));

    tell(REGISTRY, List.of(subject.submitted("engineer")));
    await()
        .untilAsserted(() -> get("auditor", subject.path() + "/requirements").body("round", is(1)));
    get("auditor", assessment(subject))
        .body("state", is("FAILED"))
        .body("cause", is("UNCLASSIFIED"));

    // The harmless use was classified last, and the grave one counts.
    classify(subject, grave, HIGH);
    classify(subject, harmless, Map.of());
    tell(REGISTRY, List.of(subject.submitted("engineer")));
    awaitRequested(subject, 3);
    get("auditor", subject.path() + "/requirements")
        .body(state("classified"), is("SATISFIED"))
        .body(state("legal-approved"), is("PENDING"));
  }

  /** What was classified is another classification, also where another use weighs more. */
  @Test
  void reviewsAgainOnceTheMissingUseIsClassified() {
    Subject subject = underTiers();
    UUID grave = UUID.randomUUID();
    UUID harmless = UUID.randomUUID();
    name(subject, 2, harmless, grave);
    classify(subject, grave, HIGH);
    tell(REGISTRY, List.of(subject.submitted("engineer")));
    await()
        .untilAsserted(() -> get("auditor", subject.path() + "/requirements").body("round", is(1)));
    get("auditor", assessment(subject)).body("cause", is("UNCLASSIFIED"));

    classify(subject, harmless, Map.of());
    tell(REGISTRY, List.of(subject.submitted("engineer")));

    awaitRequested(subject, 3);
  }

  @Test
  void asksAgainWhereTheModelNamesAnotherUse() {
    Subject subject = underTiers();
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    name(subject, 2, first);
    classify(subject, first, Map.of());
    submit(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    String round = assessment(subject);
    get("auditor", round).body("state", is("PASSED"));

    name(subject, 3, first, second);

    awaitClassified(subject, "UNSATISFIED", containsString(second.toString()));
    get("auditor", round).body("state", is("LOST")).body("cause", is("TIER_CHANGED"));
    release("lead", subject, "production").statusCode(409);
    classify(subject, second, Map.of());
    get("auditor", round).body("state", is("PASSED"));
    release("lead", subject, "production").statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));

    name(subject, 4, first, second, UUID.randomUUID());
    await()
        .untilAsserted(
            () ->
                gate("engineer", subject.digest(), "production")
                    .body("decision", is("DENY"))
                    .body(state("classified"), is("UNSATISFIED")));
  }

  /** Nobody lowers a tier alone, and so not by taking the use away either. */
  @Test
  void keepsTheTierOfAUseThatTheModelNoLongerNames() {
    Subject subject = underTiers();
    UUID harmless = UUID.randomUUID();
    UUID grave = UUID.randomUUID();
    name(subject, 2, harmless, grave);
    classify(subject, grave, HIGH);
    classify(subject, harmless, Map.of());

    name(subject, 3, harmless);
    // The use that is not named any more changes, and nobody has to answer for it again.
    classifiedUseChanges(subject, grave);

    tell(REGISTRY, List.of(subject.submitted("engineer")));
    awaitRequested(subject, 3);
    get("auditor", subject.path() + "/requirements").body(state("classified"), is("SATISFIED"));
    name(subject, 4);
    awaitClassified(subject, "STALE", containsString("changed"));
  }

  private static void classifiedUseChanges(Subject subject, UUID useCase) {
    String id =
        read("auditor", "/api/v1/classifications?model=" + subject.model())
            .getString("items.find { it.use_case_id == '%s' }.id".formatted(useCase));
    tell(PROJECTS, List.of(useCaseEvent(subject, useCase)));
    await()
        .untilAsserted(
            () ->
                get("auditor", "/api/v1/classifications/" + id)
                    .body("standing", is("USE_CASE_CHANGED")));
  }

  /** An event tells no more than it holds, however often it comes. */
  @Test
  void takesEventsTwiceAndWithoutTheMember() {
    Subject subject = underTiers();
    UUID named = UUID.randomUUID();
    classify(subject, Map.of());
    awaitClassified(subject, "SATISFIED", containsString("MINIMAL"));

    tell(
        REGISTRY,
        List.of(
            TestEvents.event(EventTypes.MODEL_UPDATED)
                .of(subject.modelId(), 2)
                .key(subject.modelId())
                .subject("model/" + subject.model())
                .data(
                    Map.of(
                        "model_id", subject.modelId(),
                        "name", subject.model(),
                        "project_id", subject.projectId(),
                        "kind", "GENERATIVE",
                        "federated", false))));
    name(subject, 3, named);
    awaitClassified(subject, "UNSATISFIED", containsString(named.toString()));
    tell(REGISTRY, List.of(subject.modelCreated()));
    name(subject, 3, named);
    tell(REGISTRY, List.of(subject.submitted("engineer")));

    await()
        .untilAsserted(() -> get("auditor", subject.path() + "/requirements").body("round", is(1)));
    awaitClassified(subject, "UNSATISFIED", containsString(named.toString()));
  }
}
