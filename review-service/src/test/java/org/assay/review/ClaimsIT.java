package org.assay.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assay.kit.event.EventLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Assay computed of evidence decides the requirements that ask for it, up to the gate. */
@QuarkusTest
class ClaimsIT extends ReviewTestCase {

  @Inject EventLog log;

  private static final List<Object> ALIKE =
      List.of(group("female", 3000, 2000, 3000, 2000), group("male", 2990, 1990, 3010, 2010));
  private static final List<Object> UNLIKE =
      List.of(group("female", 1500, 1000, 4000, 3500), group("male", 3000, 2000, 3000, 2000));
  private static final List<Object> UNCERTAIN =
      List.of(group("female", 60, 50, 40, 50), group("male", 52, 48, 52, 48));
  private static final List<Object> FEW =
      List.of(group("female", 20, 20, 20, 20), group("male", 52, 48, 52, 48));

  private static Map<String, Object> group(String name, long tp, long fp, long tn, long fn) {
    return Map.of("name", name, "tp", tp, "fp", fp, "tn", tn, "fn", fn);
  }

  /** A version of HIGH, under review by a policy that asks for four fifths of an attribute. */
  private static Subject askedFor(@Nullable String attribute) {
    Subject subject = registered();
    Map<String, Object> fairness =
        new HashMap<>(
            Map.of(
                "group_rows",
                100,
                "group_conditioned",
                30,
                "criteria",
                List.of(
                    Map.of(
                        "any_of",
                        List.of(Map.of("statistic", "DEMOGRAPHIC_PARITY_RATIO", "limit", 0.8))))));
    if (attribute != null) {
      fairness.put("attributes", List.of(attribute));
    }
    publish(
        subject,
        Map.of(
            "reviews",
            PolicyActs.BOTH_REVIEWS,
            "requirements",
            List.of(PolicyActs.requirement("fairness", null, "claims.fairness.verdict == 'PASS'")),
            "tiers",
            List.of(Map.of("tier", "HIGH", "fairness", fairness))));
    classify(subject, Map.of("A5", "YES"));
    submit(subject);
    return subject;
  }

  private static String added(Subject subject, Map<String, Object> evidence) {
    return post("engineer", subject.path() + "/evidence", evidence)
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static String counted(
      Subject subject, String attribute, List<Object> groups, @Nullable String supersedes) {
    return added(subject, countsOf(attribute, groups, supersedes));
  }

  private static Map<String, Object> countsOf(
      String attribute, List<Object> groups, @Nullable String supersedes) {
    Map<String, Object> counts =
        new HashMap<>(
            Map.of(
                "kind",
                "GROUP_COUNTS",
                "attribute",
                attribute,
                "positive_class",
                "granted",
                "groups",
                groups));
    if (supersedes != null) {
      counts.put("supersedes", supersedes);
    }
    return counts;
  }

  private static String document(Subject subject) {
    return added(subject, documentOf(null));
  }

  private static Map<String, Object> documentOf(@Nullable String supersedes) {
    Map<String, Object> claim =
        new HashMap<>(
            Map.of(
                "kind",
                "DOCUMENT",
                "title",
                "demographic_parity_ratio 0.99, PASS",
                "digest",
                Subject.freshDigest()));
    if (supersedes != null) {
      claim.put("supersedes", supersedes);
    }
    return claim;
  }

  private static ValidatableResponse shown(Subject subject) {
    return get("engineer", subject.path() + "/requirements")
        .rootPath("requirements.find { it.key == 'fairness' }");
  }

  private static void decideAnew(Subject subject) {
    decide("ethics-reviewer", review(subject, "ETHICS"), "APPROVED").statusCode(201);
    decide("performance-reviewer", review(subject, "PERFORMANCE"), "APPROVED").statusCode(201);
  }

  @Test
  void meetsNoConditionByCountsThatFail() {
    Subject subject = askedFor(null);
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    String condition = fairWithin(review);

    String failing = counted(subject, "applicant_sex", UNLIKE, null);
    get("auditor", "/api/v1/conditions/" + condition).body("state", is("OPEN"));
    assertThat(verdicts(failing)).containsExactly("FAIL");
    get("auditor", REVIEWS + "/" + review).body("state", is("IN_PROGRESS"));
    assertThat(log.history(UUID.fromString(condition), 0, 10)).hasSize(1);
  }

  /** Evidence that meets a condition is other evidence: the approval falls, and is given anew. */
  @Test
  void meetsAConditionWithTheFirstCountsThatPass() {
    Subject subject = askedFor(null);
    String review = review(subject, "ETHICS");
    claim("ethics-reviewer", review).statusCode(201);
    String condition = fairWithin(review);

    String counts = counted(subject, "applicant_sex", ALIKE, null);

    get("auditor", "/api/v1/conditions/" + condition).body("state", is("MET"));
    assertThat(verdicts(counts)).containsExactly("PASS");
    get("auditor", REVIEWS + "/" + review)
        .body("state", is("IN_PROGRESS"))
        .body("conditions.state", contains("MET"));
    assertThat(verdicts(document(subject))).isEmpty();
  }

  /** Approves a review on the condition that counts by group pass; returns the condition. */
  private static String fairWithin(String review) {
    return post(
            "ethics-reviewer",
            REVIEWS + "/" + review + "/decisions",
            revision(review),
            Map.of(
                "decision",
                "APPROVED",
                "reason",
                "Fine once groups are counted",
                "conditions",
                List.of(
                    Map.of(
                        "text",
                        "Count the groups",
                        "owner",
                        "engineer",
                        "due_at",
                        Instant.now().plus(Duration.ofDays(5)).toString(),
                        "if_missed",
                        "REVOKE",
                        "check",
                        "claims.fairness.verdict == 'PASS'"))))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("conditions[0].id");
  }

  private List<String> verdicts(String evidence) {
    List<String> verdicts = new ArrayList<>();
    log.history(UUID.fromString(evidence), 0, 10)
        .getFirst()
        .data()
        .path("verdicts")
        .forEach(one -> verdicts.add(one.path("verdict").asText()));
    return verdicts;
  }

  @Test
  void opensTheGateOnceTheComputedClaimPasses() {
    Subject subject = askedFor("applicant_sex");
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    String missing =
        "INSUFFICIENT_DATA for claims.fairness: demographic_parity_ratio of at least 0.8, computed"
            + " of counts by group (GROUP_COUNTS) of applicant_sex, which are missing";
    shown(subject)
        .body("state", is("ERROR"))
        .body("reason", is(missing))
        .body("values", hasSize(0))
        .body("satisfiable_by.role", hasItem("engineer"));
    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body("requirements.find { it.key == 'fairness' }.reason", is(missing));
    as("engineer")
        .accept("text/plain")
        .get("/api/v1/gate?digest={d}&environment=production", subject.digest())
        .then()
        .body(startsWith("DENY "))
        .body(containsString("\nERROR fairness: " + missing + "; satisfiable by engineer"));

    String id = counted(subject, "applicant_sex", ALIKE, null);

    shown(subject)
        .body("state", is("SATISFIED"))
        .body("evidence", contains(id))
        .body("values", hasSize(1))
        .body("values[0].name", is("demographic_parity_ratio of applicant_sex"))
        .body("values[0].value", is(0.996f))
        .body("values[0].ci_low", allOf(greaterThan(0.9687f), lessThan(0.9688f)))
        .body("values[0].ci_high", allOf(greaterThan(1.024f), lessThan(1.0241f)))
        .body("values[0].n", is(20_000))
        .body("values[0].limit", is(0.8f))
        .body("values[0].method", is("KATZ"))
        .body("values[0].source", is("COMPUTED"));
    get("engineer", subject.path() + "/requirements").body(state("ethics-approved"), is("PENDING"));
    decideAnew(subject);
    release("lead", subject, "production").statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));

    counted(subject, "applicant_sex", UNLIKE, id);

    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("fairness"), is("UNSATISFIED"));
  }

  @Test
  void showsWhatDoesNotPassAsWhatItIs() {
    Subject subject = askedFor(null);
    String failing = counted(subject, "applicant_sex", UNLIKE, null);
    shown(subject)
        .body("state", is("UNSATISFIED"))
        .body(
            "reason",
            allOf(
                startsWith("It does not hold: "),
                containsString("demographic_parity_ratio of applicant_sex is FAIL: 0.5000 [0.4")))
        .body("values[0].ci_high", allOf(greaterThan(0.5199f), lessThan(0.52f)));
    counted(subject, "applicant_age", ALIKE, null);
    shown(subject).body("state", is("UNSATISFIED")).body("values", hasSize(2));

    String uncertain = counted(subject, "applicant_sex", UNCERTAIN, failing);
    shown(subject)
        .body("state", is("ERROR"))
        .body("reason", startsWith("INCONCLUSIVE: "))
        .body("reason", containsString("applicant_sex (look 2) is INCONCLUSIVE: 0.9091 [0.75"));

    counted(subject, "applicant_sex", FEW, uncertain);
    shown(subject)
        .body("state", is("ERROR"))
        .body("reason", startsWith("UNDEFINED: "))
        .body(
            "reason",
            containsString(
                "demographic_parity_ratio of applicant_sex (look 3) is UNDEFINED (GROUP_TOO_SMALL:"
                    + " female)"));
  }

  @Test
  void takesNoNumberThatSomebodyTypedIn() {
    Subject subject = askedFor(null);
    document(subject);
    shown(subject)
        .body("state", is("ERROR"))
        .body("reason", startsWith("INSUFFICIENT_DATA for claims.fairness: "));
    counted(subject, "applicant_sex", ALIKE, null);
    shown(subject).body("state", is("SATISFIED"));
  }

  @Test
  void letsNothingElseTakeThePlaceOfCounts() {
    Subject subject = askedFor(null);
    String failing = counted(subject, "applicant_sex", UNLIKE, null);

    refused(subject, countsOf("channel", ALIKE, failing));
    refused(subject, countsOf("Applicant_sex", ALIKE, failing));
    refused(subject, documentOf(failing));

    shown(subject).body("state", is("UNSATISFIED"));
    counted(subject, "applicant_sex", ALIKE, failing);
    shown(subject).body("state", is("SATISFIED"));
  }

  private static void refused(Subject subject, Map<String, Object> evidence) {
    post("engineer", subject.path() + "/evidence", evidence)
        .statusCode(409)
        .body("code", equalTo("EVIDENCE_REFUSED"))
        .body(
            "detail",
            is("Counts by applicant_sex are superseded by new counts by applicant_sex only"));
  }

  @Test
  void namesTheAttributesThatThePolicyAsksFor() {
    Subject subject = askedFor("applicant_race");

    counted(subject, "applicant_sex", ALIKE, null);

    shown(subject)
        .body("state", is("ERROR"))
        .body("reason", containsString("(GROUP_COUNTS) of applicant_race, which are missing"))
        .body("reason", containsString("demographic_parity_ratio of applicant_sex is PASS"));
  }

  @Test
  void keepsSoManyCountsAndNoMore() {
    Subject subject = registered();
    String first = counted(subject, "attribute 0", FEW, null);
    for (int at = 1; at < 20; at++) {
      counted(subject, "attribute " + at, FEW, null);
    }

    post("engineer", subject.path() + "/evidence", counts("one too many", FEW))
        .statusCode(409)
        .body("code", equalTo("EVIDENCE_REFUSED"));
    counted(subject, "attribute 0", ALIKE, first);
    document(subject);
  }

  /** Every pair of groups of every record is judged whenever the gate is asked. */
  @Test
  void keepsSoManyGroupsOfAllCountsAndNoMore() {
    Subject subject = registered();
    List<Object> many =
        IntStream.range(0, 50).<Object>mapToObj(at -> group("g" + at, 20, 20, 20, 20)).toList();
    String first = counted(subject, "attribute 0", many, null);
    counted(subject, "attribute 1", many, null);
    counted(subject, "attribute 2", many, null);

    post("engineer", subject.path() + "/evidence", counts("one too many", FEW))
        .statusCode(409)
        .body("code", equalTo("EVIDENCE_REFUSED"))
        .body("detail", containsString("150"));
    counted(subject, "attribute 0", FEW, first);
    counted(subject, "not too many", FEW, null);
  }

  private static Map<String, Object> counts(String attribute, List<Object> groups) {
    return Map.of(
        "kind",
        "GROUP_COUNTS",
        "attribute",
        attribute,
        "positive_class",
        "granted",
        "groups",
        groups);
  }
}
