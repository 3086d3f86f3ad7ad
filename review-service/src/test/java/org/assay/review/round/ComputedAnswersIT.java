package org.assay.review.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Questions whose evidence is a number are answered with yes by what Assay computed only. */
@QuarkusTest
class ComputedAnswersIT extends ReviewTestCase {

  private static final List<Object> ALIKE =
      List.of(group("female", 400, 100, 400, 100), group("male", 400, 100, 400, 100));
  private static final List<Object> UNLIKE =
      List.of(group("female", 100, 20, 480, 400), group("male", 400, 100, 400, 100));

  private static final List<Object> FEW =
      List.of(group("female", 20, 5, 20, 5), group("male", 20, 5, 20, 5));

  private static final Map<String, Object> UNCONCERNED =
      Map.of("answer", "NOT_APPLICABLE", "reason", "Nobody is affected");

  private static Map<String, Object> group(String name, long tp, long fp, long tn, long fn) {
    return Map.of("name", name, "tp", tp, "fp", fp, "tn", tn, "fn", fn);
  }

  /** A version of LIMITED with a document, under a policy that wants one review of a kind. */
  private static Subject asked(String type) {
    return asked(type, "default/2");
  }

  private static Subject asked(String type, String checklists) {
    Subject subject = registered();
    added(
        subject,
        Map.of("kind", "DOCUMENT", "title", "All is well", "digest", Subject.freshDigest()));
    publish(
        subject,
        Map.of(
            "reviews",
            List.of(Map.of("type", type, "approvals", 1)),
            "checklists",
            checklists,
            "tiers",
            List.of(
                Map.of(
                    "tier",
                    "LIMITED",
                    "fairness",
                    fairness(0.8),
                    "monitoring",
                    Map.of("psi", 0.25, "rows", 100, "pseudo_count", 0.5)),
                Map.of("tier", "HIGH", "fairness", fairness(0.95)))));
    classify(subject, Map.of("T1", "YES"));
    submitAndWaitFor(subject, 1);
    return subject;
  }

  private static Map<String, Object> fairness(double ratio) {
    return Map.of(
        "group_rows",
        30,
        "group_conditioned",
        10,
        "criteria",
        List.of(
            Map.of(
                "any_of",
                List.of(Map.of("statistic", "DEMOGRAPHIC_PARITY_RATIO", "limit", ratio)))));
  }

  private static String added(Subject subject, Map<String, Object> evidence) {
    return post("engineer", subject.path() + "/evidence", evidence)
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String counted(Subject subject, List<Object> groups, @Nullable String supersedes) {
    Map<String, Object> counts =
        new HashMap<>(
            Map.of(
                "kind",
                "GROUP_COUNTS",
                "attribute",
                "applicant_sex",
                "positive_class",
                "granted",
                "groups",
                groups));
    if (supersedes != null) {
      counts.put("supersedes", supersedes);
    }
    return added(subject, counts);
  }

  private static String document(Subject subject) {
    return read("auditor", subject.path() + "/evidence").getString("items[-1].id");
  }

  private static String path(String review) {
    return REVIEWS + "/" + review + "/checklist";
  }

  private static ValidatableResponse answer(
      String review, String question, Map<String, Object> body) {
    int seen =
        read("auditor", path(review))
            .getInt("questions.find { it.id == '%s' }.revision".formatted(question));
    return as("ethics-reviewer")
        .contentType("application/json")
        .header("If-Match", seen)
        .body(body)
        .put(path(review) + "/" + question)
        .then();
  }

  private static ValidatableResponse yes(String review, String question, String... evidence) {
    return answer(review, question, Map.of("answer", "YES", "evidence_ids", List.of(evidence)));
  }

  private static void refused(ValidatableResponse answer, String pointer, String code) {
    answer
        .statusCode(422)
        .body("errors.pointer", contains(pointer))
        .body("errors.code", contains(code));
  }

  private static String claimed(Subject subject, String type) {
    String review = review(subject, type);
    claim("ethics-reviewer", review).statusCode(201);
    return review;
  }

  @Test
  void takesNoYesThatAssayDidNotCompute() {
    Subject subject = asked("ETHICS");
    String document = document(subject);
    String review = claimed(subject, "ETHICS");
    get("engineer", path(review))
        .body("questions.find { it.id == 'ETH-05' }.requires", contains("FAIRNESS"))
        .body("questions.find { it.id == 'ETH-01' }.requires", empty());

    refused(yes(review, "ETH-05", document), "/evidence_ids", "NOT_COMPUTED");
    refused(yes(review, "ETH-04", document), "/evidence_ids", "NOT_COMPUTED");
    yes(review, "ETH-01", document).statusCode(200);
    String unlike = counted(subject, UNLIKE, null);
    yes(review, "ETH-05", unlike, document)
        .statusCode(422)
        .body("errors.pointer", contains("/answer"))
        .body("errors.code", contains("NOT_PASSED"))
        .body(
            "errors[0].detail",
            containsString("demographic_parity_ratio of applicant_sex is FAIL"));
    String alike = counted(subject, ALIKE, unlike);
    refused(yes(review, "ETH-05", document), "/evidence_ids", "NOT_COMPUTED");
    yes(review, "ETH-05", document, alike).statusCode(200).body("state", is("YES"));
    Map<String, Object> unconcerned =
        Map.of("answer", "NOT_APPLICABLE", "reason", "The policy fixes all of it");
    answer(review, "ETH-04", unconcerned).statusCode(200);
    get("engineer", path(review)).body("blocking", not(hasItem("ETH-05")));
  }

  /** What counts is what Assay says now: a limit that is stricter for the tier takes a yes away. */
  @Test
  void letsAYesCountNoLongerThanItsNumberPasses() {
    Subject subject = asked("ETHICS");
    String document = document(subject);
    String counts = counted(subject, ALIKE, null);
    String review = claimed(subject, "ETHICS");
    for (String id : read("auditor", path(review)).getList("questions.id", String.class)) {
      if (id.equals("ETH-04")) {
        answer(review, id, Map.of("answer", "NOT_APPLICABLE", "reason", "By the policy"))
            .statusCode(200);
      } else {
        yes(review, id, document, counts).statusCode(200);
      }
    }
    decide("ethics-reviewer", review, "APPROVED").statusCode(201);
    release("lead", subject, "production").statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));

    String classified =
        read("auditor", "/api/v1/classifications?model=" + subject.model())
            .getString("items[0].id");
    post(
            "lead-2",
            "/api/v1/classifications/" + classified + "/raisings",
            Map.of("tier", "HIGH", "reason", "It reaches people who cannot object"))
        .statusCode(201);

    get("engineer", path(review))
        .body("questions.find { it.id == 'ETH-05' }.state", is("UNPROVEN"))
        .body("questions.find { it.id == 'ETH-05' }.answer", notNullValue())
        .body("blocking", contains("ETH-05"));
    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("ethics-approved"), is("UNSATISFIED"));
  }

  /** What was bound to questions of before Assay computed of them goes on as it was answered. */
  @Test
  void letsAReleaseStandThatRestsOnDocumentsUnderTheFirstSet() {
    Subject subject = asked("ETHICS", "default/1");
    String document = document(subject);
    String review = claimed(subject, "ETHICS");
    for (String id : read("auditor", path(review)).getList("questions.id", String.class)) {
      yes(review, id, document).statusCode(200).body("state", is("YES"));
    }
    decide("ethics-reviewer", review, "APPROVED").statusCode(201);
    release("lead", subject, "production").statusCode(201);

    get("engineer", path(review))
        .body("questions.requires.flatten()", empty())
        .body("blocking", empty());
    gate("engineer", subject.digest(), "production")
        .body("decision", is("ALLOW"))
        .body(state("ethics-approved"), is("SATISFIED"));
  }

  private static String windowed(
      Subject subject, int daysAgo, int current, @Nullable Map<String, Object> live) {
    return added(
        subject, Map.of("kind", "MONITORING_WINDOW", "window", window(daysAgo, current, live)));
  }

  private static Map<String, Object> window(
      int daysAgo, int current, @Nullable Map<String, Object> live) {
    Instant from = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(daysAgo));
    Map<String, Object> window =
        new HashMap<>(
            Map.of(
                "from",
                from.toString(),
                "until",
                from.plus(Duration.ofDays(1)).toString(),
                "features",
                List.of(
                    Map.of(
                        "name",
                        "income",
                        "kind",
                        "NUMERIC",
                        "bins",
                        List.of(
                            Map.of("label", "low", "reference", 500, "current", current),
                            Map.of(
                                "label", "high", "reference", 500, "current", 1000 - current))))));
    if (live != null) {
      window.put("live", live);
    }
    return window;
  }

  private static Map<String, Object> alike() {
    return live(ALIKE, Map.of("tp", 800, "fp", 200, "tn", 800, "fn", 200));
  }

  private static Map<String, Object> unlike() {
    return live(UNLIKE, Map.of("tp", 500, "fp", 120, "tn", 880, "fn", 500));
  }

  private static Map<String, Object> live(List<Object> groups, Map<String, Object> rows) {
    return Map.of(
        "positive_class",
        "granted",
        "rows",
        rows,
        "attributes",
        List.of(Map.of("attribute", "applicant_sex", "groups", groups)));
  }

  private static String stateOf(String review, String question) {
    return read("auditor", path(review))
        .getString("questions.find { it.id == '%s' }.state".formatted(question));
  }

  @Test
  void answersDriftByTheNewestWindow() {
    Subject subject = asked("POST_DEPLOYMENT");
    String document = document(subject);
    String review = claimed(subject, "POST_DEPLOYMENT");
    refused(yes(review, "POST-2", document), "/evidence_ids", "NOT_COMPUTED");
    String stable = windowed(subject, 5, 510, null);
    yes(review, "POST-2", stable).statusCode(200);

    String drifting = windowed(subject, 4, 990, null);
    assertThat(stateOf(review, "POST-2")).isEqualTo("UNPROVEN");
    refused(yes(review, "POST-2", stable), "/evidence_ids", "NOT_COMPUTED");
    refused(yes(review, "POST-2", stable, drifting), "/reason", "REQUIRED");
    answer(
            review,
            "POST-2",
            Map.of(
                "answer",
                "YES",
                "evidence_ids",
                List.of(stable, drifting),
                "reason",
                "A holiday, as each year"))
        .statusCode(200)
        .body("state", is("YES"));

    windowed(subject, 3, 980, null);
    assertThat(stateOf(review, "POST-2")).isEqualTo("YES");
  }

  /** What was right in January says nothing of February. */
  @Test
  void letsALaterWindowTakeTheAnswerOfAnEarlierOneAway() {
    Subject subject = asked("POST_DEPLOYMENT");
    String document = document(subject);
    String review = claimed(subject, "POST_DEPLOYMENT");
    refused(yes(review, "POST-3", document), "/evidence_ids", "NOT_COMPUTED");
    String fair = windowed(subject, 9, 500, alike());
    for (String id : read("auditor", path(review)).getList("questions.id", String.class)) {
      yes(review, id, document, fair).statusCode(200).body("state", is("YES"));
    }
    get("auditor", path(review))
        .body("questions.find { it.id == 'POST-1' }.computed.state", contains("DOCUMENT"))
        .body("questions.find { it.id == 'POST-3' }.computed.state", contains("PASSED"));
    decide("ethics-reviewer", review, "APPROVED").statusCode(201);
    release("lead", subject, "production").statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));

    windowed(subject, 8, 500, unlike());

    get("auditor", path(review))
        .body("questions.find { it.id == 'POST-3' }.state", is("UNPROVEN"))
        .body("questions.find { it.id == 'POST-3' }.computed.state", contains("FAILED"))
        .body("blocking", contains("POST-3"));
    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("post-deployment-approved"), is("UNSATISFIED"));
  }

  @Test
  void takesNoEarlierWindowForTheNewest() {
    Subject subject = asked("POST_DEPLOYMENT");
    String review = claimed(subject, "POST_DEPLOYMENT");
    String fair = windowed(subject, 9, 500, alike());
    String unfair = windowed(subject, 8, 500, unlike());

    refused(yes(review, "POST-3", fair), "/evidence_ids", "NOT_COMPUTED");
    refused(yes(review, "POST-3", fair, unfair), "/answer", "NOT_PASSED");
    refused(answer(review, "POST-3", UNCONCERNED), "/answer", "FAILED");
    String again = windowed(subject, 7, 500, alike());
    yes(review, "POST-3", again).statusCode(200).body("state", is("YES"));
  }

  /** Else whoever sent what fails could take it away alone. */
  @Test
  void letsNoCorrectionThatDecidesNothingTakeAFailureAway() {
    Subject subject = asked("POST_DEPLOYMENT");
    String review = claimed(subject, "POST_DEPLOYMENT");
    String fair = windowed(subject, 9, 500, alike());
    yes(review, "POST-3", fair).statusCode(200);
    String unfair = windowed(subject, 8, 500, unlike());

    String silent = corrected(subject, unfair, window(8, 500, null));
    assertThat(stateOf(review, "POST-3")).isEqualTo("UNPROVEN");
    refused(yes(review, "POST-3", fair), "/evidence_ids", "NOT_COMPUTED");

    corrected(subject, silent, window(8, 500, alike()));
    assertThat(stateOf(review, "POST-3")).isEqualTo("YES");
  }

  private static String corrected(Subject subject, String window, Map<String, Object> by) {
    return added(subject, Map.of("kind", "MONITORING_WINDOW", "supersedes", window, "window", by));
  }

  @Test
  void forgetsAnEnvironmentThatNobodySendsWindowsOf() {
    Subject subject = asked("POST_DEPLOYMENT");
    String review = claimed(subject, "POST_DEPLOYMENT");
    Map<String, Object> staging = window(71, 500, unlike());
    staging.put("environment", "staging");
    added(subject, Map.of("kind", "MONITORING_WINDOW", "window", staging));
    String before = windowed(subject, 10, 500, alike());
    refused(yes(review, "POST-3", before), "/answer", "NOT_PASSED");

    String fair = windowed(subject, 8, 500, alike());

    yes(review, "POST-3", fair).statusCode(200).body("state", is("YES"));
  }

  @Test
  void goesOnByWhatDecidedHoweverManyWindowsDecideNothing() {
    Subject subject = asked("POST_DEPLOYMENT");
    String review = claimed(subject, "POST_DEPLOYMENT");
    String fair = windowed(subject, 90, 500, alike());
    yes(review, "POST-3", fair).statusCode(200);

    for (int daysAgo = 60; daysAgo > 0; daysAgo -= 30) {
      String few =
          windowed(
              subject, daysAgo, 500, live(FEW, Map.of("tp", 40, "fp", 10, "tn", 40, "fn", 10)));
      refused(yes(review, "POST-3", few), "/answer", "NOT_PASSED");
    }
    windowed(subject, 10, 500, live(FEW, Map.of("tp", 40, "fp", 10, "tn", 40, "fn", 10)));

    assertThat(stateOf(review, "POST-3")).isEqualTo("YES");
  }

  @Test
  void doesNotLetWhatFailsBeSaidNotToApply() {
    Subject subject = asked("ETHICS");
    String review = claimed(subject, "ETHICS");
    answer(review, "ETH-05", UNCONCERNED).statusCode(200).body("state", is("NOT_APPLICABLE"));

    String counts = counted(subject, UNLIKE, null);

    get("auditor", path(review))
        .body("questions.find { it.id == 'ETH-05' }.state", is("FAILED"))
        .body("blocking", hasItem("ETH-05"));
    refused(answer(review, "ETH-05", UNCONCERNED), "/answer", "FAILED");
    counted(subject, ALIKE, counts);
    assertThat(stateOf(review, "ETH-05")).isEqualTo("NOT_APPLICABLE");
  }
}
