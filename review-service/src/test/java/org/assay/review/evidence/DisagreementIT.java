package org.assay.review.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.event.EventLog;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.junit.jupiter.api.Test;

/** A claimed figure that is not the computed one is a finding by itself, once. */
@QuarkusTest
class DisagreementIT extends ReviewTestCase {

  @Inject EventLog log;

  /** Of A 45 of 60 positives are found, 0.75 [0.6277, 0.8422]. */
  private static String counts(Subject subject, long fewest) {
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
                Map.of("name", "A", "tp", 45, "fp", 15, "tn", 35, "fn", 15),
                Map.of("name", "B", "tp", 30, "fp", fewest, "tn", 40, "fn", 20))));
  }

  private static String attack(Subject subject) {
    return added(
        subject,
        Map.of(
            "kind",
            "PRIVACY_ATTACK",
            "attack",
            "MEMBERSHIP_INFERENCE",
            "counts",
            Map.of("tp", 5_900, "fp", 5_000, "tn", 5_000, "fn", 4_100)));
  }

  private static Map<String, Object> figure(String statistic, double value) {
    return Map.of("statistic", statistic, "value", value);
  }

  private static Map<String, Object> recallOfA(double value) {
    return Map.of("statistic", "recall", "group", "A", "value", value);
  }

  /** Of B 30 of 50 are. */
  private static Map<String, Object> recallOfB(double value) {
    return Map.of("statistic", "recall", "group", "B", "value", value);
  }

  private static String claim(Subject subject, Object... figures) {
    return added(
        subject,
        Map.of("kind", "CLAIM", "title", "Figures of the team", "statistics", List.of(figures)));
  }

  private static String added(Subject subject, Map<String, Object> body) {
    return post("engineer", subject.path() + "/evidence", body)
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static ValidatableResponse findings(Subject subject, String type) {
    return get("auditor", REVIEWS + "/" + review(subject, type) + "/findings").statusCode(200);
  }

  @Test
  void opensAFindingOfEthicsForAGroup() {
    Subject subject = submitted();
    String computed = counts(subject, 10);

    String claim = claim(subject, recallOfA(0.9), figure("f1", 0.99));

    findings(subject, "ETHICS")
        .body("items", hasSize(1))
        .body("items[0].severity", is("MAJOR"))
        .body("items[0].state", is("OPEN"))
        .body("items[0].opened_by.subject", is("system:review-service"))
        .body(
            "items[0].text",
            is(
                ("A claim (evidence %s) disagrees with what Assay computed (evidence %s): recall of"
                        + " A is claimed to be 0.9 and is 0.7500 [0.6277, 0.8422]")
                    .formatted(claim, computed)));
    findings(subject, "PERFORMANCE").body("items", hasSize(0));
    get("engineer", "/api/v1/evidence/" + claim)
        .body("disagrees_with.evidence", contains(computed))
        .body("disagrees_with[0].claimed", is(0.9f))
        .body("disagrees_with[0].computed", is(0.75f))
        .body("disagrees_with[0].group", is("A"));
    get("engineer", "/api/v1/evidence/" + computed)
        .body("disagrees_with.evidence", contains(claim));
  }

  @Test
  void opensAFindingOfPerformanceWhereTheComputedFigureComesSecond() {
    Subject subject = submitted();
    claim(subject, figure("membership_advantage", 0.01), figure("attack_tpr", 0.59));

    attack(subject);

    findings(subject, "PERFORMANCE")
        .body("items", hasSize(1))
        .body(
            "items[0].text",
            containsString("membership_advantage is claimed to be 0.01 and is 0.0900 [0.07"));
    findings(subject, "ETHICS").body("items", hasSize(0));
  }

  @Test
  void findsNothingInWhatAgrees() {
    Subject subject = submitted();
    String computed = counts(subject, 10);

    String claim = claim(subject, recallOfA(0.84), figure("demographic_parity_ratio", 0.73));

    findings(subject, "ETHICS").body("items", hasSize(0));
    get("engineer", "/api/v1/evidence/" + claim).body("disagrees_with", nullValue());
    get("engineer", "/api/v1/evidence/" + computed).body("disagrees_with", nullValue());
  }

  @Test
  void opensItOnceTheReviewsOpen() {
    Subject subject = registered();
    counts(subject, 10);
    claim(subject, recallOfA(0.9));
    String withdrawn = claim(subject, recallOfA(0.95));
    Map<String, Object> instead =
        new HashMap<>(
            Map.of("kind", "CLAIM", "title", "Corrected", "statistics", List.of(recallOfA(0.75))));
    instead.put("supersedes", withdrawn);
    added(subject, instead);

    submit(subject);

    findings(subject, "ETHICS")
        .body("items", hasSize(1))
        .body("items[0].text", containsString("claimed to be 0.9 "));
  }

  @Test
  void opensItOnce() {
    Subject subject = submitted();
    counts(subject, 10);
    claim(subject, recallOfA(0.9));

    claim(subject, recallOfA(0.75));
    attack(subject);

    findings(subject, "ETHICS").body("items", hasSize(1));
    String finding = findings(subject, "ETHICS").extract().jsonPath().getString("items[0].id");
    assertThat(log.history(UUID.fromString(finding), 0, 10)).hasSize(1);
  }

  /** Naming data that nobody here knows is no way around. */
  @Test
  void isComparedThoughItNamesOtherData() {
    Subject subject = submitted();
    counts(subject, 10);
    added(
        subject,
        Map.of(
            "kind",
            "CLAIM",
            "title",
            "Of other data",
            "data_digest",
            Subject.freshDigest(),
            "statistics",
            List.of(recallOfA(0.9))));

    findings(subject, "ETHICS")
        .body("items", hasSize(1))
        .body("items[0].text", containsString("names data that this was not computed of"));
  }

  @Test
  void tellsNoFigureOfSmallCounts() {
    Subject subject = submitted();
    counts(subject, 9);

    String claim = claim(subject, recallOfB(0.9));
    claim(subject, recallOfB(0.95));

    findings(subject, "ETHICS")
        .body("items", hasSize(1))
        .body(
            "items[0].text",
            allOf(
                containsString("a count is small"),
                not(containsString("0.6")),
                not(containsString("recall"))));
    get("engineer", "/api/v1/evidence/" + claim).body("disagrees_with", nullValue());
    get("auditor", "/api/v1/evidence/" + claim).body("disagrees_with[0].computed", is(0.6f));
  }

  @Test
  void tellsOfAnotherClaimOnceTheFindingOfSmallCountsEnded() {
    Subject subject = submitted();
    counts(subject, 9);
    claim(subject, recallOfB(0.9));
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    String finding = findings(subject, "ETHICS").extract().jsonPath().getString("items[0].id");
    post("engineer", "/api/v1/findings/" + finding + "/answers", Map.of("text", "A slip"))
        .statusCode(201);
    acceptFindings("ethics-reviewer", review);

    claim(subject, recallOfB(0.95));

    findings(subject, "ETHICS").body("items", hasSize(2));
  }

  /** What everybody may see of the other groups is told with its figures, claim by claim. */
  @Test
  void hidesTheFiguresOfTheSmallGroupOnly() {
    Subject subject = submitted();
    counts(subject, 9);

    String first = claim(subject, recallOfA(0.9), recallOfB(0.9));
    claim(subject, recallOfA(0.95), recallOfB(0.95));

    findings(subject, "ETHICS")
        .body("items", hasSize(3))
        .body("items.findAll { it.text.contains('a count is small') }", hasSize(1))
        .body("items.findAll { it.text.contains('recall of A') }", hasSize(2))
        .body("items.findAll { it.text.contains('recall of B') }", hasSize(0));
    get("engineer", "/api/v1/evidence/" + first)
        .body("disagrees_with.group", contains("A"))
        .body("disagrees_with[0].computed", is(0.75f));
    get("auditor", "/api/v1/evidence/" + first).body("disagrees_with", hasSize(2));
  }

  @Test
  void takesSoManyClaims() {
    Subject subject = registered();
    String last = "";
    for (int at = 0; at < 20; at++) {
      last = claim(subject, recallOfA(0.75));
    }
    Map<String, Object> another =
        new HashMap<>(
            Map.of("kind", "CLAIM", "title", "Another", "statistics", List.of(recallOfA(0.75))));

    post("engineer", subject.path() + "/evidence", another)
        .statusCode(409)
        .body("detail", containsString("20 claims"));
    another.put("supersedes", last);
    added(subject, another);
  }

  @Test
  void namesTheFiguresOfOneClaimTogether() {
    Subject subject = submitted();
    counts(subject, 10);
    List<Object> figures = new ArrayList<>();
    for (String group : List.of("A", "B")) {
      figures.add(Map.of("statistic", "recall", "group", group, "value", 0.99));
    }

    figures.add(Map.of("statistic", "fpr", "group", "A", "value", 0.99));
    claim(subject, figures.toArray());

    findings(subject, "ETHICS")
        .body("items", hasSize(1))
        .body(
            "items[0].text",
            allOf(
                containsString("recall of A"),
                containsString("recall of B"),
                containsString("fpr of A")));
  }

  @Test
  void keepsTheReviewFromBeingApprovedUntilAReviewerEndsIt() {
    Subject subject = submitted();
    counts(subject, 10);
    claim(subject, recallOfA(0.9));
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    decide("ethics-reviewer", review, "APPROVED").statusCode(409);
    String finding = findings(subject, "ETHICS").extract().jsonPath().getString("items[0].id");

    post(
            "engineer",
            "/api/v1/findings/" + finding + "/answers",
            Map.of("text", "It was of the training data"))
        .statusCode(201);
    acceptFindings("ethics-reviewer", review);

    decide("ethics-reviewer", review, "APPROVED").statusCode(201);
  }
}
