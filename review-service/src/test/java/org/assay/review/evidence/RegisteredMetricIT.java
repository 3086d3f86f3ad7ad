package org.assay.review.evidence;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.review.PolicyActs;
import org.assay.review.RegistryFake;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;

/** A metric that a version was registered with is a claim: another figure is a finding. */
@QuarkusTest
class RegisteredMetricIT extends ReviewTestCase {

  private static final String ACCURACY =
      "The registered metric accuracy_score is 0.99 and Assay computed 0.7273 [0.6969, 0.7557]";

  /** So many rows of TP, FP, TN and FN. */
  private static String rows(int tp, int fp, int tn, int fn) {
    return "id,y,p,kind\n"
        + row("1,0.9,cat", tp)
        + row("0,0.8,cat", fp)
        + row("0,0.1,dog", tn)
        + row("1,0.2,dog", fn);
  }

  private static String row(String rest, int times) {
    StringBuilder rows = new StringBuilder();
    for (int at = 0; at < times; at++) {
      rows.append(UUID.randomUUID()).append(',').append(rest).append('\n');
    }
    return rows.toString();
  }

  private static String planned(Subject subject, Map<String, Object> plan) {
    return post("engineer", subject.path() + "/evaluation-plans", plan)
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String planned(Subject subject) {
    return planned(
        subject,
        Map.of(
            "positive_class",
            "1",
            "negative_class",
            "0",
            "threshold",
            0.5,
            "claims",
            List.of(Map.of("statistic", "ACCURACY", "limit", 0.65))));
  }

  private static String evaluated(
      Subject subject, String plan, String table, Map<String, Object> more) {
    String upload = UUID.randomUUID() + ".csv";
    RegistryFake.keep(PolicyActs.keyOf(subject), upload, table);
    Map<String, Object> body =
        new HashMap<>(Map.of("kind", "PREDICTIONS", "upload", upload, "plan", plan));
    body.put("columns", Map.of("label", "y", "score", "p", "row_id", "id"));
    body.putAll(more);
    String id = added(subject, body);
    await().untilAsserted(() -> get("engineer", evidence(id)).body("evaluation.state", is("DONE")));
    return id;
  }

  /** Accuracy 0.7273, recall 0.75, and no small count. */
  private static String evaluated(Subject subject) {
    return evaluated(subject, planned(subject), rows(360, 120, 280, 120), Map.of());
  }

  private static String counted(Subject subject) {
    return added(
        subject,
        Map.of(
            "kind",
            "GROUP_COUNTS",
            "attribute",
            "applicant_sex",
            "positive_class",
            "granted",
            "groups",
            List.of(
                Map.of("name", "A", "tp", 60, "fp", 20, "tn", 100, "fn", 20),
                Map.of("name", "B", "tp", 60, "fp", 20, "tn", 100, "fn", 20))));
  }

  private static String added(Subject subject, Map<String, Object> body) {
    return post("engineer", subject.path() + "/evidence", body)
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String evidence(String id) {
    return "/api/v1/evidence/" + id;
  }

  private static ValidatableResponse findings(Subject subject, String type) {
    return get("auditor", REVIEWS + "/" + review(subject, type) + "/findings").statusCode(200);
  }

  private static void none(Subject subject) {
    findings(subject, "PERFORMANCE").body("items", hasSize(0));
    findings(subject, "ETHICS").body("items", hasSize(0));
  }

  /** The reviews of one round end, those of the next are open. */
  private static void submitAgain(Subject subject) {
    String before = review(subject, "PERFORMANCE");
    follow(subject, EventTypes.VERSION_WITHDRAWN, "REGISTERED");
    await().untilAsserted(() -> get("auditor", REVIEWS + "/" + before).body("state", is("VOIDED")));
    submit(subject);
  }

  @Test
  void opensAFindingOfPerformanceOnceAssayComputedOtherwise() {
    Subject subject = registered().claiming("accuracy_score", 0.99);
    submit(subject);
    none(subject);

    String computed = evaluated(subject);

    findings(subject, "PERFORMANCE")
        .body("items", hasSize(1))
        .body("items[0].severity", is("MAJOR"))
        .body("items[0].opened_by.subject", is("system:review-service"))
        .body("items[0].text", is(ACCURACY + " (evidence " + computed + ")"));
    findings(subject, "ETHICS").body("items", hasSize(0));
    get("engineer", evidence(computed))
        .body("disagrees_with", hasSize(1))
        .body("disagrees_with[0].metric", is("accuracy_score"))
        .body("disagrees_with[0].evidence", nullValue())
        .body("disagrees_with[0].statistic", is("accuracy"))
        .body("disagrees_with[0].claimed", is(0.99f));
  }

  @Test
  void opensItWithTheReviewsWhereItWasComputedBefore() {
    Subject subject = registered().claiming("accuracy_score", 0.99).claiming("test_recall", 0.1);
    String computed = evaluated(subject);
    get("engineer", evidence(computed)).body("disagrees_with", nullValue());

    submit(subject);

    findings(subject, "PERFORMANCE")
        .body("items", hasSize(1))
        .body(
            "items[0].text",
            allOf(
                containsString(ACCURACY + "; test_recall is 0.1 and Assay computed 0.7500 [0.70"),
                endsWith(" (evidence " + computed + ")")));
  }

  @Test
  void findsNothingInWhatAgrees() {
    Subject subject = registered().claiming("accuracy", 0.73).claiming("recall_score", 0.76);
    submit(subject);

    String computed = evaluated(subject);

    none(subject);
    get("engineer", evidence(computed)).body("disagrees_with", nullValue());
  }

  @Test
  void opensOneForEachRecordAndNoneTwice() {
    Subject subject =
        registered().claiming("accuracy_score", 0.99).claiming("precision_score", 0.99);
    submit(subject);
    String plan = planned(subject);
    String first = evaluated(subject, plan, rows(360, 120, 280, 120), Map.of());
    findings(subject, "PERFORMANCE").body("items", hasSize(1));

    String second = evaluated(subject, plan, rows(300, 120, 280, 120), Map.of("supersedes", first));
    counted(subject);

    findings(subject, "PERFORMANCE")
        .body("items", hasSize(2))
        .body("items.text", hasItem(endsWith("(evidence " + first + ")")))
        .body("items.text", hasItem(endsWith("(evidence " + second + ")")));
  }

  @Test
  void comparesNoFigureOfAGroupOrAClass() {
    Subject subject =
        registered()
            .claiming("precision_score", 0.01)
            .claiming("f1_score", 0.01)
            .claiming("macro_f1", 0.01);
    submit(subject);
    counted(subject);
    Map<String, Object> plan =
        Map.of(
            "task",
            "MULTICLASS",
            "classes",
            List.of("1", "0"),
            "claims",
            List.of(Map.of("statistic", "ACCURACY", "limit", 0.65)));
    String table = rows(360, 120, 280, 120).replace(",cat", ",1").replace(",dog", ",0");

    evaluated(
        subject,
        planned(subject, plan),
        table,
        Map.of("columns", Map.of("label", "y", "prediction", "kind")));

    findings(subject, "PERFORMANCE")
        .body("items.text", contains(containsString("metric macro_f1 is 0.01 and")));
    findings(subject, "ETHICS").body("items", hasSize(0));
  }

  @Test
  void tellsNoFigureOfSmallCounts() {
    Subject subject = registered().claiming("accuracy_score", 0.99);
    submit(subject);

    String computed = evaluated(subject, planned(subject), rows(360, 9, 280, 120), Map.of());

    findings(subject, "PERFORMANCE")
        .body("items", hasSize(1))
        .body(
            "items[0].text",
            allOf(containsString("a count is small"), not(containsString("accuracy"))));
    get("engineer", evidence(computed)).body("disagrees_with", nullValue());
    get("auditor", evidence(computed)).body("disagrees_with.metric", contains("accuracy_score"));
  }

  /** The registry tells them anew with each submission. */
  @Test
  void opensItAgainInAnotherRoundUnlessAReviewerEndedIt() {
    Subject subject = registered().claiming("accuracy_score", 0.99);
    submit(subject);
    evaluated(subject);

    submitAgain(subject);
    findings(subject, "PERFORMANCE").body("items", hasSize(1));
    String review = review(subject, "PERFORMANCE");
    claim("performance-reviewer", review).statusCode(201);
    decide("performance-reviewer", review, "APPROVED").statusCode(409);
    String finding = findings(subject, "PERFORMANCE").extract().path("items[0].id");
    post(
            "engineer",
            "/api/v1/findings/" + finding + "/answers",
            Map.of("text", "It was of the training data"))
        .statusCode(201);
    acceptFindings("performance-reviewer", review);
    decide("performance-reviewer", review, "APPROVED").statusCode(201);

    submitAgain(subject);
    none(subject);
  }
}
