package org.assay.review;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assay.review.policy.ReviewType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of review that a policy may ask for: opened, found, claimed, decided, counted. */
@QuarkusTest
class ReviewTypesIT extends ReviewTestCase {

  /** A version submitted under a policy of its project that asks for these kinds. */
  private static Subject submittedFor(List<String> types, Map<String, Object> more) {
    Subject subject = registered();
    Map<String, Object> draft = new HashMap<>(more);
    draft.put("reviews", types.stream().map(type -> Map.of("type", type, "approvals", 1)).toList());
    publish(subject, draft);
    tell(REGISTRY, List.of(subject.submitted("engineer")));
    await()
        .untilAsserted(
            () ->
                get("auditor", REVIEWS + "?model={m}&state=REQUESTED", subject.model())
                    .body("items.type", containsInAnyOrder(types.toArray())));
    return subject;
  }

  @Test
  void opensFindsDecidesAndCountsEveryKind() {
    List<String> all = Arrays.stream(ReviewType.values()).map(Enum::name).toList();
    Subject subject =
        submittedFor(
            all,
            Map.of(
                "requirements",
                List.of(
                    Map.of(
                        "id",
                        "counted",
                        "satisfied_if",
                        "reviews.business_value.approvals == 1"
                            + " && reviews.post_deployment.state == 'APPROVED'",
                        "help",
                        "What two of the reviews say"))));

    for (ReviewType type : ReviewType.values()) {
      boolean ethics =
          List.of("DOCUMENTATION", "ETHICS", "PRIVACY", "EXPLAINABILITY", "LEGAL")
              .contains(type.name());
      approve(ethics ? "ethics-reviewer" : "performance-reviewer", subject, type.name());
    }

    for (ReviewType type : ReviewType.values()) {
      get("engineer", subject.path() + "/requirements")
          .body(state(type.slug() + "-approved"), is("SATISFIED"));
    }
    get("engineer", subject.path() + "/requirements").body(state("counted"), is("SATISFIED"));
    release("lead", subject, "production").statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @ParameterizedTest
  @CsvSource({
    "DOCUMENTATION, ethics-reviewer, engineer",
    "DOCUMENTATION, performance-reviewer, auditor",
    "POST_DEPLOYMENT, ethics-reviewer, engineer",
    "PRIVACY, ethics-reviewer, performance-reviewer",
    "EXPLAINABILITY, ethics-reviewer, performance-reviewer",
    "LEGAL, ethics-reviewer, performance-reviewer",
    "DATA_QUALITY, performance-reviewer, ethics-reviewer",
    "SECURITY, performance-reviewer, ethics-reviewer",
    "SAFETY, performance-reviewer, ethics-reviewer",
    "OPERATIONS, performance-reviewer, ethics-reviewer",
    "BUSINESS_VALUE, performance-reviewer, ethics-reviewer"
  })
  void letsThoseReviewWhoseRoleIsForTheKind(String type, String qualified, String other) {
    Subject subject = submittedFor(List.of(type), Map.of());
    String review = review(subject, type);
    String inbox = REVIEWS + "?inbox=me&model={m}";

    claim(other, review).statusCode(403).body("code", is("FORBIDDEN"));
    get(qualified, inbox, subject.model()).body("items.id", hasItem(review));
    claim(qualified, review).statusCode(201);
  }

  @Test
  void letsOnePersonApproveSeveralReviewsAsLongAsEnoughPeopleAreLeft() {
    List<String> types = new ArrayList<>(List.of("ETHICS", "PRIVACY", "LEGAL"));
    Subject subject = submittedFor(types, Map.of("distinct_people", 2));
    approve("ethics-reviewer", subject, "ETHICS");
    approve("ethics-reviewer", subject, "PRIVACY");
    String last = review(subject, "LEGAL");
    String inbox = REVIEWS + "?inbox=me&model={m}";

    get("ethics-reviewer", inbox, subject.model()).body("items.id", not(hasItem(last)));
    claim("ethics-reviewer", last).statusCode(403).body("rule", is("DISTINCT_PEOPLE"));
    get("ethics-reviewer-2", inbox, subject.model()).body("items.id", hasItem(last));
    approve("ethics-reviewer-2", subject, "LEGAL");

    get("engineer", subject.path() + "/requirements")
        .body(state("distinct-approvers"), is("SATISFIED"))
        .body(state("separation-of-duties"), is("SATISFIED"));
    release("lead", subject, "production").statusCode(201);
  }
}
