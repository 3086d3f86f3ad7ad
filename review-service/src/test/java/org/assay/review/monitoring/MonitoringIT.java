package org.assay.review.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.review.OwnerSql;
import org.assay.review.PolicyActs;
import org.assay.review.RegistryFake;
import org.assay.review.ReviewTestCase;
import org.assay.review.Subject;
import org.assay.review.evidence.EvidenceSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is counted where a version runs is evidence, and what it shows has consequences, once. */
@QuarkusTest
class MonitoringIT extends ReviewTestCase {

  private static final String SYSTEM = "system:review-service";
  private static final Map<String, String> MINIMAL = Map.of();
  private static final Map<String, String> HIGH = Map.of("A4", "YES");

  @Inject EventLog log;

  /** A policy that holds every tier to the same limits. */
  private static Map<String, Object> policy() {
    Map<String, Object> monitoring =
        Map.of("psi", 0.25, "psi_look", 0.1, "rows", 500, "pseudo_count", 0.5);
    Map<String, Object> fairness =
        Map.of(
            "group_rows",
            30,
            "group_conditioned",
            10,
            "criteria",
            List.of(
                Map.of(
                    "any_of",
                    List.of(Map.of("statistic", "DEMOGRAPHIC_PARITY_DIFFERENCE", "limit", 0.1)))));
    return Map.of(
        "reviews",
        PolicyActs.BOTH_REVIEWS,
        "tiers",
        Stream.of("MINIMAL", "HIGH")
            .map(tier -> Map.of("tier", tier, "monitoring", monitoring, "fairness", fairness))
            .toList());
  }

  private static Subject governed(Map<String, String> answers) {
    Subject subject = registered();
    publish(subject, policy());
    classify(subject, answers);
    return subject;
  }

  /** A version that is released to production, as the registry knows it too. */
  private static Subject running(Map<String, String> answers) {
    return released(governed(answers));
  }

  private static Subject released(Subject subject) {
    submit(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);
    follow(subject, EventTypes.VERSION_APPROVED, "APPROVED");
    follow(subject, EventTypes.VERSION_RELEASED, "RELEASED");
    fresh();
    await().untilAsserted(() -> production(subject).body("decision", is("ALLOW")));
    return subject;
  }

  private static ValidatableResponse production(Subject subject) {
    return gate("engineer", subject.digest(), "production");
  }

  private static Map<String, Object> feature(String name, long... counts) {
    return Map.of(
        "name",
        name,
        "kind",
        "NUMERIC",
        "bins",
        List.of(
            Map.of("label", "low", "reference", counts[0], "current", counts[1]),
            Map.of("label", "high", "reference", counts[2], "current", counts[3])));
  }

  private static final Map<String, Object> STABLE = feature("income", 500, 600, 500, 400);
  private static final Map<String, Object> DRIFTED = feature("income", 500, 900, 500, 100);

  private static Map<String, Object> group(String name, long tp, long fp, long tn, long fn) {
    return Map.of("name", name, "tp", tp, "fp", fp, "tn", tn, "fn", fn);
  }

  /** Live counts of women and men, of which so many of 1,000 are granted each. */
  private static Map<String, Object> live(long women, long men) {
    return Map.of(
        "positive_class",
        "1",
        "rows",
        Map.of("tp", women + men - 20, "fp", 20, "tn", 1980 - women - men, "fn", 20),
        "attributes",
        List.of(
            Map.of(
                "attribute",
                "sex",
                "groups",
                List.of(
                    group("f", women - 10, 10, 990 - women, 10),
                    group("m", men - 10, 10, 990 - men, 10)))));
  }

  private static Instant day(int number) {
    return Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(number));
  }

  private static Map<String, Object> window(int day, Object... features) {
    return new HashMap<>(
        Map.of(
            "from", day(day).toString(),
            "until", day(day + 1).toString(),
            "features", List.of(features)));
  }

  private static Map<String, Object> live(int day, Map<String, Object> counts) {
    return new HashMap<>(
        Map.of("from", day(day).toString(), "until", day(day + 1).toString(), "live", counts));
  }

  private static ValidatableResponse add(
      String account, Subject subject, Map<String, Object> window) {
    return post(
        account,
        subject.path() + "/evidence",
        Map.of("kind", "MONITORING_WINDOW", "window", window));
  }

  private static String added(Subject subject, Map<String, Object> window) {
    return add("engineer", subject, window).statusCode(201).extract().path("id");
  }

  private static ValidatableResponse correct(
      Subject subject, String superseded, Map<String, Object> window) {
    return post(
        "engineer",
        subject.path() + "/evidence",
        Map.of("kind", "MONITORING_WINDOW", "window", window, "supersedes", superseded));
  }

  private static JsonPath shown(String account, String id) {
    String body = get(account, "/api/v1/evidence/" + id).statusCode(200).extract().asString();
    return JsonPath.from(body).using(new JsonPathConfig(NumberReturnType.DOUBLE));
  }

  private static ValidatableResponse requirements(Subject subject) {
    return get("auditor", subject.path() + "/requirements").statusCode(200);
  }

  private static ValidatableResponse triggers(Subject subject, int count) {
    return requirements(subject).body("triggers", hasSize(count));
  }

  @Test
  void isEvidenceOutsideTheSetThatApprovalsAreBoundTo() {
    Subject subject = running(MINIMAL);

    String id =
        add("engineer", subject, window(1, STABLE))
            .statusCode(201)
            .body("kind", is("MONITORING_WINDOW"))
            .body("origin", is("COMPUTED"))
            .body("title", containsString("production from 2026-01-02T00:00:00Z"))
            .extract()
            .path("id");

    JsonPath shown = shown("engineer", id);
    assertThat(shown.getString("window.drift")).isEqualTo("STABLE");
    assertThat(shown.getInt("window.features[0].reference_rows")).isEqualTo(1000);
    assertThat(shown.getInt("window.features[0].bins[0].current")).isEqualTo(600);
    assertThat(shown.getMap("statistics.find { it.statistic == 'psi' }"))
        .containsEntry("attribute", "income")
        .containsEntry("n", 1000)
        .containsEntry("verdict", "PASS");
    double part = 100 / 1001.0;
    assertThat(shown.getDouble("statistics.find { it.statistic == 'psi' }.value"))
        .isCloseTo(part * Math.log(600.5 / 500.5) - part * Math.log(400.5 / 500.5), within(1e-12));
    production(subject).body("decision", is("ALLOW"));
    get("auditor", subject.path() + "/evidence").body("items.id", contains(id));
    get("auditor", subject.path() + "/evidence?current=true").body("items", empty());
    requirements(subject).body("round", is(1)).body("triggers", empty());
    LoggedEvent event = log.history(UUID.fromString(id), 0, 10).getFirst();
    assertThat(event.type()).isEqualTo(EventTypes.EVIDENCE_ADDED);
    assertThat(event.data().toString()).contains("\"drift\"").doesNotContain("income");
    get("engineer", subject.path() + "/monitoring")
        .statusCode(200)
        .body("items.evidence_id", contains(id))
        .body("items[0].environment", is("production"))
        .body("items[0].drift", is("STABLE"))
        .body("items[0].live", nullValue())
        .body("items[0].triggers", empty());
  }

  @Test
  void isNotAmongTheSetWhenOtherEvidenceChangesThat() {
    Subject subject = registered();
    String window = added(subject, window(1, STABLE));
    String digest = Subject.freshDigest();

    String document =
        post(
                "engineer",
                subject.path() + "/evidence",
                Map.of("kind", "DOCUMENT", "title", "Monitoring plan", "digest", digest))
            .statusCode(201)
            .extract()
            .path("id");

    assertThat(
            log.history(UUID.fromString(document), 0, 10)
                .getFirst()
                .data()
                .path("evidence_digest")
                .asText())
        .isEqualTo(
            new EvidenceSet(List.of(new EvidenceSet.Entry(UUID.fromString(document), digest)))
                .digest());
    get("auditor", subject.path() + "/evidence?current=true").body("items.id", contains(document));
    get("auditor", subject.path() + "/evidence").body("items.id", contains(document, window));
  }

  @Test
  void driftInTwoWindowsInARowAsksForAReviewAndLeavesAFinding() {
    Subject subject = running(MINIMAL);

    added(subject, window(1, DRIFTED));
    triggers(subject, 0);
    String second = added(subject, window(2, DRIFTED, feature("score", 500, 500, 500, 500)));

    JsonPath seen =
        triggers(subject, 1)
            .body("triggers[0].kind", is("DRIFT"))
            .body("triggers[0].cause_id", is(second))
            .body("triggers[0].reviews", contains("POST_DEPLOYMENT"))
            .body("triggers[0].incident_id", nullValue())
            .body("triggers[0].measure", containsString("2 in production: "))
            .body("round", is(2))
            .extract()
            .jsonPath();
    get("auditor", REVIEWS + "?model={m}&state=REQUESTED", subject.model())
        .body("items.type", containsInAnyOrder("ETHICS", "PERFORMANCE", "POST_DEPLOYMENT"));
    String review = review(subject, "POST_DEPLOYMENT");
    JsonPath finding =
        get("auditor", REVIEWS + "/" + review + "/findings")
            .body("items", hasSize(1))
            .body("items[0].severity", is("MAJOR"))
            .body("items[0].state", is("OPEN"))
            .body("items[0].opened_by.subject", is(SYSTEM))
            .body("items[0].text", containsString("income"))
            .body("items[0].text", containsString(second))
            .extract()
            .jsonPath();
    LoggedEvent fired =
        log.history(UUID.fromString(seen.getString("triggers[0].id")), 0, 10).getLast();
    assertThat(
            log.history(UUID.fromString(finding.getString("items[0].id")), 0, 10)
                .getLast()
                .causedBy())
        .isEqualTo(fired.id());
    production(subject).body("decision", is("ALLOW"));

    // The same run goes on: nothing more.
    added(subject, window(3, DRIFTED));
    triggers(subject, 1);
    // Another one fires anew, and its finding hangs on the review that is under way.
    added(subject, window(4, STABLE, feature("score", 500, 500, 500, 500)));
    added(subject, window(5, DRIFTED));
    added(subject, window(6, DRIFTED));
    triggers(subject, 2);
    get("auditor", REVIEWS + "/" + review + "/findings").body("items", hasSize(2));

    subject.inRound(2);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    claim("performance-reviewer", review).statusCode(201);
    decide("performance-reviewer", review, "APPROVED").statusCode(409);
    for (String id :
        read("auditor", REVIEWS + "/" + review + "/findings").getList("items.id", String.class)) {
      post(
              "engineer",
              "/api/v1/findings/" + id + "/answers",
              Map.of("text", "The season; the reference is of spring"))
          .statusCode(201);
    }
    acceptFindings("performance-reviewer", review);
    decide("performance-reviewer", review, "APPROVED").statusCode(201);
    release("lead", subject, "production").statusCode(201).body("outcome", is("RENEWED"));

    // Drift that goes on after the review is told once more.
    added(subject, window(7, DRIFTED));
    triggers(subject, 3);
    added(subject, window(8, DRIFTED));
    triggers(subject, 3);
  }

  @Test
  void noRunEndsByAWindowThatLeavesItsFeatureOutNorByACorrection() {
    Subject subject = running(MINIMAL);
    String first = added(subject, window(1, DRIFTED));
    String without = added(subject, window(2, feature("age", 500, 500, 500, 500)));
    assertThat(shown("engineer", without).getString("window.drift")).isEqualTo("UNDECIDED");
    assertThat(shown("engineer", without).getMap("statistics.find { it.attribute == 'income' }"))
        .containsEntry("reason", "FEATURE_MISSING");
    String friendly =
        correct(subject, first, window(1, STABLE)).statusCode(201).extract().path("id");
    assertThat(shown("engineer", friendly).getString("window.drift")).isEqualTo("STABLE");
    triggers(subject, 0);

    added(subject, window(3, DRIFTED));

    triggers(subject, 1).body("triggers[0].measure", containsString("2 in production: "));
  }

  @Test
  void comparesEachFeatureWithWhatTheFirstWindowOfItsSenderFixed() {
    Subject subject = governed(MINIMAL);
    Map<String, Object> other = feature("income", 600, 600, 400, 400);
    String wrong = added(subject, window(1, feature("income", 90, 90, 10, 10)));
    // It is their only one, and says nothing: a correction may mend the reference.
    String first = correct(subject, wrong, window(1, STABLE)).statusCode(201).extract().path("id");
    assertThat(shown("engineer", first).getString("window.features[0].reference")).isEqualTo(first);

    add("engineer", subject, window(2, other))
        .statusCode(422)
        .body("errors.pointer", contains("/window/features"))
        .body("errors.code", contains("OTHER_REFERENCE"))
        .body("errors[0].detail", containsString(first));
    // Nobody shuts another out by what is fixed first.
    String foreign = add("lead", subject, window(2, other)).statusCode(201).extract().path("id");
    assertThat(shown("lead", foreign).getString("window.features[0].reference")).isEqualTo(foreign);
    add("lead", subject, window(3, STABLE))
        .statusCode(422)
        .body("errors[0].detail", containsString(foreign));
    Map<String, Object> relabelled = new HashMap<>(STABLE);
    relabelled.put(
        "bins",
        List.of(
            Map.of("label", "low", "reference", 500, "current", 500),
            Map.of("label", "High", "reference", 500, "current", 500)));
    add("engineer", subject, window(2, relabelled))
        .statusCode(422)
        .body("errors.code", contains("OTHER_REFERENCE"));
    correct(subject, first, window(1, other)).statusCode(422);
    String second = added(subject, window(2, DRIFTED));
    assertThat(shown("engineer", second).getString("window.features[0].reference"))
        .isEqualTo(first);
    Map<String, Object> staging = window(2, other);
    staging.put("environment", "staging");
    added(subject, staging);

    // Whoever passes the version has seen what its windows are compared with.
    released(subject);
    String third = added(subject, window(3, other));
    assertThat(shown("engineer", third).getString("window.features[0].reference")).isEqualTo(third);
    add("engineer", subject, window(4, STABLE)).statusCode(422);
  }

  /** What an account kept to before references were each sender's own holds for it. */
  @Test
  void goesOnWithTheReferenceThatASenderKeptTo() throws IOException {
    Subject subject = registered();
    String first = added(subject, window(1, STABLE));
    UUID foreign =
        UUID.fromString(
            add("lead", subject, window(1, DRIFTED)).statusCode(201).extract().path("id"));
    OwnerSql.execute("delete from monitoring_reference where evidence_id = ?", foreign);
    OwnerSql.execute(
        "update monitoring_window set report = replace(report, ?, ?) where evidence_id = ?",
        foreign.toString(),
        first,
        foreign);

    OwnerSql.execute(migration("V139__references_of_senders"));

    add("lead", subject, window(2, feature("income", 600, 600, 400, 400)))
        .statusCode(422)
        .body("errors[0].detail", containsString(foreign.toString()));
    add("lead", subject, window(2, STABLE)).statusCode(201);
  }

  private static String migration(String name) throws IOException {
    try (InputStream text =
        MonitoringIT.class.getResourceAsStream("/db/migration/" + name + ".sql")) {
      return new String(Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void saysNothingOfTheReferenceToWhoMayNotSendTheWindowAnyway() {
    Subject subject = registered();
    added(subject, window(1, STABLE));

    add("engineer", subject, window(1, feature("income", 600, 600, 400, 400)))
        .statusCode(409)
        .body("code", is("EVIDENCE_REFUSED"));
  }

  @Test
  void driftThatSeveralAccountsSawAtOneTimeIsOneWindow() {
    Subject subject = running(MINIMAL);

    added(subject, window(1, DRIFTED));
    add("lead", subject, window(1, DRIFTED)).statusCode(201);
    triggers(subject, 0);
    add("lead", subject, window(2, DRIFTED)).statusCode(201);

    triggers(subject, 1).body("triggers[0].measure", containsString("2 in production: "));
  }

  @Test
  void aClaimThatFailsIsNotPassedOverSinceAnotherAccountsDid() {
    Subject subject = running(MINIMAL);
    Map<String, Object> minute = live(1, live(300, 600));
    minute.put("until", day(1).plus(Duration.ofMinutes(1)).toString());
    add("lead", subject, minute).statusCode(201);
    triggers(subject, 1);

    added(subject, live(1, live(300, 600)));

    triggers(subject, 2);
  }

  @Test
  void nobodyTakesTheTimeOfAnothersWindowsNorEndsTheirRuns() {
    Subject subject = running(MINIMAL);
    added(subject, window(1, DRIFTED));

    String foreign = add("lead", subject, window(1, STABLE)).statusCode(201).extract().path("id");
    add("lead", subject, window(2, STABLE)).statusCode(201);
    add("engineer", subject, window(1, STABLE)).statusCode(409);
    correct(subject, foreign, window(1, STABLE))
        .statusCode(409)
        .body("detail", containsString("by who sent it"));
    triggers(subject, 0);
    added(subject, window(3, DRIFTED));

    triggers(subject, 1).body("triggers[0].measure", containsString("2 in production: "));
  }

  @Test
  void aWindowThatDriftsNarrowsNothingByWhatItLeavesOut() {
    Subject subject = running(MINIMAL);
    added(subject, window(1, STABLE, feature("age", 500, 500, 500, 500)));
    String drifted = added(subject, window(2, DRIFTED));
    assertThat(shown("engineer", drifted).getString("window.drift")).isEqualTo("DRIFT");

    String narrow = added(subject, window(3, STABLE));

    assertThat(shown("engineer", narrow).getString("window.drift")).isEqualTo("UNDECIDED");
  }

  @Test
  void aFailureThatIsCorrectedAfterARoundPassedIsNoOtherOne() {
    Subject subject = running(MINIMAL);
    String failed = added(subject, live(1, live(300, 600)));
    triggers(subject, 1);
    OwnerSql.execute(
        "update assessment set decided_at = clock_timestamp() where version_id = ?",
        subject.versionId());

    correct(subject, failed, live(1, live(310, 600))).statusCode(201);

    triggers(subject, 1);
    added(subject, live(2, live(300, 600)));
    triggers(subject, 2);
  }

  @Test
  void aClaimThatFailsOfAModelThatNobodyClassifiedHoldsToo() {
    Subject subject = registered();
    publish(subject, policy());

    added(subject, live(1, live(300, 600)));

    triggers(subject, 1).body("triggers[0].incident_id", notNullValue());
    get("auditor", subject.path() + "/holds").body("items", hasSize(1));
  }

  @Test
  void nobodyFindsAWindowByTryingItsDigest() {
    List<String> digests =
        Stream.of(registered(), registered())
            .map(subject -> added(subject, window(1, STABLE)))
            .map(id -> shown("auditor", id).getString("digest"))
            .toList();

    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  void isCorrectedSoOftenOnly() {
    Subject subject = registered();
    String last = added(subject, window(1, STABLE));
    for (int at = 0; at < 10; at++) {
      last = correct(subject, last, window(1, STABLE)).statusCode(201).extract().path("id");
    }

    correct(subject, last, window(1, STABLE))
        .statusCode(409)
        .body("detail", containsString("corrected 10 times"));
    added(subject, window(2, STABLE));
  }

  @Test
  void driftOfHighRiskIsReviewedByPerformanceAndEthicsToo() {
    Subject subject = running(HIGH);

    added(subject, window(1, DRIFTED));
    added(subject, window(2, DRIFTED));

    triggers(subject, 1)
        .body("triggers[0].reviews", containsInAnyOrder("POST_DEPLOYMENT", "PERFORMANCE", "ETHICS"))
        .body("triggers[0].hold_id", nullValue());
  }

  @Test
  void windowsOfAnotherEnvironmentOrWithTooFewRowsAddNothing() {
    Subject subject = running(MINIMAL);
    Map<String, Object> staging = window(2, DRIFTED);
    staging.put("environment", "staging");

    added(subject, window(1, DRIFTED));
    added(subject, staging);
    String few = added(subject, window(2, feature("income", 500, 90, 500, 10)));
    triggers(subject, 0);
    assertThat(shown("engineer", few).getString("window.drift")).isEqualTo("UNDECIDED");
    added(subject, window(3, DRIFTED));

    triggers(subject, 1).body("triggers[0].measure", containsString("2 in production: "));
    get("engineer", subject.path() + "/monitoring?environment=staging")
        .body("items.environment", contains("staging"));
  }

  @Test
  void aClaimThatFailsOfHighRiskIsAnIncidentThatHoldsDeployments() {
    Subject subject = running(HIGH);

    String id = added(subject, live(1, live(300, 600)));

    JsonPath seen =
        triggers(subject, 1)
            .body("triggers[0].kind", is("LIVE_CLAIM_FAILED"))
            .body("triggers[0].cause_id", is(id))
            .body("triggers[0].incident_id", notNullValue())
            .body("round", is(1))
            .extract()
            .jsonPath();
    String incident = seen.getString("triggers[0].incident_id");
    get("auditor", "/api/v1/incidents/" + incident)
        .body("severity", is("SEV2"))
        .body("source", is("MONITORING"))
        .body("state", is("CONTAINED"))
        .body("contain_by", notNullValue())
        .body("opened_by.subject", is(SYSTEM))
        .body("text", containsString("demographic_parity_difference of sex"));
    production(subject).body("decision", is("DENY")).body(state("not-held"), is("UNSATISFIED"));
    get("auditor", subject.path() + "/holds").body("items", hasSize(1));

    // It goes on: noted, and the same incident.
    added(subject, live(2, live(300, 600)));
    triggers(subject, 2).body("triggers.incident_id", everyItem(is(incident)));
    JsonPath hold =
        get("auditor", subject.path() + "/holds").body("items", hasSize(1)).extract().jsonPath();

    // Somebody opens the gate, and it still goes on: closed again, by the same incident.
    post(
            "lead",
            "/api/v1/incidents/" + incident + "/containments",
            read("auditor", "/api/v1/incidents/" + incident).getLong("revision"),
            Map.of("reason", "Looked into it"))
        .statusCode(201);
    post(
            "lead",
            "/api/v1/holds/" + hold.getString("items[0].id") + "/lifts",
            hold.getLong("items[0].revision"),
            Map.of("reason", "Looked into it"))
        .statusCode(201);
    production(subject).body(state("not-held"), is("SATISFIED"));
    added(subject, live(3, live(300, 600)));
    triggers(subject, 3).body("triggers.incident_id", everyItem(is(incident)));
    production(subject).body("decision", is("DENY")).body(state("not-held"), is("UNSATISFIED"));
    get("auditor", subject.path() + "/holds").body("items", hasSize(2));
    get("auditor", "/api/v1/incidents/" + incident).body("state", is("CONTAINED"));
  }

  @Test
  void aClaimThatFailsOfLessRiskIsAnIncidentWithAClock() {
    Subject subject = running(MINIMAL);

    added(subject, live(1, live(300, 600)));

    JsonPath incident =
        read(
            "auditor",
            "/api/v1/incidents/" + triggers(subject, 1).extract().path("triggers[0].incident_id"));
    assertThat(incident.getString("state")).isEqualTo("OPEN");
    assertThat(
            Duration.between(
                Instant.parse(incident.getString("detected_at")),
                Instant.parse(incident.getString("contain_by"))))
        .isEqualTo(Duration.ofHours(8));
    get("auditor", subject.path() + "/holds").body("items", empty());
  }

  /** 500 and 560 of 1,000: a difference of 0.06 that may be more than 0.1. */
  @Test
  void threeInconclusiveWindowsInARowAreAnIncident() {
    Subject subject = running(MINIMAL);

    for (int day = 1; day <= 2; day++) {
      String id = added(subject, live(day, live(500, 560)));
      assertThat(shown("engineer", id).getString("window.live")).isEqualTo("INCONCLUSIVE");
    }
    added(subject, window(3, STABLE));
    triggers(subject, 0);
    added(subject, live(4, live(500, 560)));

    triggers(subject, 1)
        .body("triggers[0].kind", is("LIVE_CLAIM_FAILED"))
        .body("triggers[0].measure", containsString("3 in production: "))
        .body("triggers[0].incident_id", notNullValue());
    added(subject, live(5, live(500, 560)));
    add("lead", subject, live(6, live(500, 560))).statusCode(201);
    triggers(subject, 1);
  }

  @Test
  void liveCountsAreHeldToThePlanThatWasEvaluated() {
    Subject subject = governed(MINIMAL);
    String plan =
        post(
                "engineer",
                subject.path() + "/evaluation-plans",
                Map.of(
                    "positive_class",
                    "1",
                    "negative_class",
                    "0",
                    "threshold",
                    0.5,
                    "claims",
                    List.of(
                        Map.of("statistic", "ACCURACY", "limit", 0.65),
                        Map.of("statistic", "ROC_AUC", "limit", 0.65))))
            .statusCode(201)
            .extract()
            .path("id");
    String unplanned = added(subject, live(1, live(500, 500)));
    assertThat(shown("engineer", unplanned).getString("window.plan")).isNull();
    StringBuilder rows = new StringBuilder("y,p\n");
    for (int at = 0; at < 100; at++) {
      rows.append("1,0.9\n0,0.1\n");
    }
    RegistryFake.keep(PolicyActs.keyOf(subject), "test.csv", rows.toString());
    String evaluation =
        post(
                "engineer",
                subject.path() + "/evidence",
                Map.of(
                    "kind",
                    "PREDICTIONS",
                    "upload",
                    "test.csv",
                    "plan",
                    plan,
                    "columns",
                    Map.of("label", "y", "score", "p")))
            .statusCode(201)
            .extract()
            .path("id");
    await()
        .untilAsserted(
            () ->
                get("engineer", "/api/v1/evidence/" + evaluation)
                    .body("evaluation.state", is("DONE")));

    Map<String, Object> counts =
        Map.of("positive_class", "1", "rows", Map.of("tp", 300, "fp", 200, "tn", 300, "fn", 200));
    String failing = added(subject, live(2, counts));

    get("engineer", "/api/v1/evidence/" + failing)
        .body("window.plan", is(plan))
        .body("window.live", is("FAIL"))
        .body("window.claims.statistic", contains("accuracy"))
        .body("window.claims[0].verdict", is("FAIL"))
        .body("window.claims[0].value", is(0.6f));
    triggers(subject, 1).body("triggers[0].kind", is("LIVE_CLAIM_FAILED"));
    Map<String, Object> turned = new HashMap<>(counts);
    turned.put("positive_class", "0");
    turned.put("favourable_label", "0");
    add("engineer", subject, live(3, turned))
        .statusCode(422)
        .body(
            "errors.pointer",
            containsInAnyOrder("/window/live/positive_class", "/window/live/favourable_label"))
        .body("errors.code", everyItem(is("OTHER_CLASS")));
  }

  @Test
  void aCorrectionIsJudgedInThePlaceOfItsWindowAndFiresOnce() {
    Subject subject = running(MINIMAL);
    added(subject, window(1, DRIFTED));
    String wrong = added(subject, window(2, STABLE));
    triggers(subject, 0);

    String right = correct(subject, wrong, window(2, DRIFTED)).statusCode(201).extract().path("id");
    triggers(subject, 1).body("triggers[0].cause_id", is(right));

    String again =
        correct(subject, right, window(2, feature("income", 500, 901, 500, 99)))
            .statusCode(201)
            .extract()
            .path("id");
    triggers(subject, 1);
    correct(subject, again, window(2, STABLE)).statusCode(201);
    triggers(subject, 1);
    get("auditor", subject.path() + "/monitoring")
        .body("items", hasSize(5))
        .body("items.find { it.evidence_id == '%s' }.superseded_by".formatted(right), is(again))
        .body(
            "items.find { it.evidence_id == '%s' }.triggers.kind".formatted(right),
            contains("DRIFT"));
    correct(subject, wrong, window(2, DRIFTED)).statusCode(409);
  }

  static Stream<Arguments> badWindows() {
    return Stream.of(
        bad("/window/environment", "UNKNOWN_ENVIRONMENT", w -> w.put("environment", "moon")),
        bad(
            "/window/until",
            "IN_THE_FUTURE",
            w -> w.putAll(Map.of("from", "2999-01-01T00:00:00Z", "until", "2999-01-02T00:00:00Z"))),
        bad("/window/until", "TOO_LONG", w -> w.put("until", day(33).toString())),
        bad("/window/until", "NOT_AFTER_FROM", w -> w.put("until", w.get("from"))),
        bad("/window/features", "REQUIRED", w -> w.remove("features")),
        bad(
            "/window/features/1/name",
            "DUPLICATE",
            w -> w.put("features", List.of(STABLE, STABLE))),
        bad(
            "/window/live/attributes/0/groups",
            "COUNTS_DIFFER",
            w ->
                w.put(
                    "live",
                    Map.of(
                        "positive_class",
                        "1",
                        "rows",
                        Map.of("tp", 1, "fp", 1, "tn", 1, "fn", 1),
                        "attributes",
                        List.of(
                            Map.of(
                                "attribute", "sex", "groups", List.of(group("f", 1, 1, 1, 2))))))),
        bad("/window/pseudo_count", "OUT_OF_RANGE", w -> w.put("pseudo_count", 2)));
  }

  private static Arguments bad(String pointer, String code, Consumer<Map<String, Object>> spoil) {
    return Arguments.of(pointer, code, spoil);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("badWindows")
  void refusesWhatIsNoWindow(String pointer, String code, Consumer<Map<String, Object>> spoil) {
    Subject subject = registered();
    Map<String, Object> window = window(1, STABLE);
    spoil.accept(window);

    add("engineer", subject, window)
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.code", hasItem(code));
    get("auditor", subject.path() + "/monitoring").body("items", empty());
  }

  @Test
  void refusesWindowsThatOverlapOrTakeOthersAway() {
    Subject subject = registered();
    String first = added(subject, window(1, STABLE));
    Map<String, Object> longer = window(1, STABLE);
    longer.put("from", day(0).toString());

    add("engineer", subject, longer).statusCode(409).body("code", is("EVIDENCE_REFUSED"));
    correct(subject, first, longer).statusCode(409).body("code", is("EVIDENCE_REFUSED"));
    correct(subject, first, window(2, STABLE)).statusCode(409);
    Map<String, Object> document =
        Map.of(
            "kind",
            "DOCUMENT",
            "title",
            "Nothing to see",
            "digest",
            Subject.freshDigest(),
            "supersedes",
            first);
    post("engineer", subject.path() + "/evidence", document)
        .statusCode(409)
        .body("code", is("EVIDENCE_REFUSED"));
    Map<String, Object> ending = new HashMap<>(Map.of("kind", "MONITORING_WINDOW"));
    ending.put("window", window(2, STABLE));
    ending.put("valid_until", "2999-01-01T00:00:00Z");
    post("engineer", subject.path() + "/evidence", ending)
        .statusCode(422)
        .body("errors.pointer", contains("/valid_until"));
    add("engineer", subject, window(2, STABLE)).statusCode(201);
    add("engineer", subject, window(0, STABLE)).statusCode(201);
  }

  @Test
  void isAddedByWhoContributesOnly() {
    Subject subject = registered();

    add("ethics-reviewer", subject, window(1, STABLE)).statusCode(403);
    add("auditor", subject, window(1, STABLE)).statusCode(403);
    add("lead-2", subject, window(1, STABLE)).statusCode(403);
    add("lead", subject, window(1, STABLE)).statusCode(201);
    get("operator", subject.path() + "/monitoring").statusCode(403);
  }

  @Test
  void hidesFewPeopleFromWhoMayNotSeeThem() {
    Subject subject = running(MINIMAL);
    Map<String, Object> window = window(1, STABLE, feature("region", 600, 995, 400, 5));
    window.put(
        "live",
        Map.of(
            "positive_class",
            "1",
            "rows",
            Map.of("tp", 500, "fp", 5, "tn", 500, "fn", 100),
            "attributes",
            List.of(
                Map.of(
                    "attribute",
                    "sex",
                    "groups",
                    List.of(group("f", 250, 2, 250, 50), group("m", 250, 3, 250, 50))))));

    String id = added(subject, window);

    JsonPath hidden = shown("engineer", id);
    String region = "window.features.find { it.name == 'region' }.";
    assertThat(hidden.getBoolean(region + "masked")).isTrue();
    assertThat(hidden.getString(region + "drift")).isEqualTo("DRIFT");
    assertThat(hidden.getList(region + "bins")).isEmpty();
    assertThat(hidden.getString(region + "current_rows")).isNull();
    assertThat(
            hidden.getMap("statistics.find { it.statistic == 'psi' && it.attribute == 'region' }"))
        .containsEntry("reason", "MASKED")
        .containsEntry("verdict", "FAIL")
        .doesNotContainKeys("value", "n");
    assertThat(
            hidden.getDouble(
                "statistics.find { it.statistic == 'psi' && it.attribute == 'income' }.value"))
        .isPositive();
    assertThat(hidden.getString("window.live_counts.rows")).isNull();
    assertThat(hidden.getBoolean("window.live_counts.attributes[0].masked")).isTrue();
    assertThat(hidden.getList("window.live_counts.attributes[0].groups")).isEmpty();
    assertThat(hidden.getList("window.claims.reason")).containsOnly("MASKED");
    assertThat(hidden.getMap("statistics.find { it.statistic == 'accuracy' && !it.group }"))
        .containsEntry("reason", "MASKED");
    JsonPath whole = shown("auditor", id);
    assertThat(whole.getInt(region + "bins[1].current")).isEqualTo(5);
    assertThat(whole.getInt("window.live_counts.rows.fp")).isEqualTo(5);
    assertThat(whole.getInt("window.live_counts.attributes[0].groups[0].fp")).isEqualTo(2);
  }

  @Test
  void limitsAreDraftedAndShownWithTheirTier() {
    Map<String, Object> draft = PolicyActs.draft("ORGANISATION", null, List.of());
    draft.put(
        "tiers",
        List.of(
            Map.of(
                "tier", "HIGH", "monitoring", Map.of("psi", 0.1, "psi_look", 0.1, "rows", 1000))));
    PolicyActs.draftBy("ethics-reviewer", draft)
        .statusCode(422)
        .body("errors.pointer", contains("/tiers/0/monitoring/psi_look"));
    draft.put(
        "tiers",
        List.of(
            Map.of(
                "tier",
                "HIGH",
                "monitoring",
                Map.of("psi", 0.1, "jensen_shannon", 0.05, "rows", 1000))));

    JsonPath drafted = PolicyActs.policy(PolicyActs.drafted(draft));

    assertThat(drafted.getDouble("tiers[0].monitoring.psi")).isEqualTo(0.1);
    assertThat(drafted.getInt("tiers[0].monitoring.drift_windows")).isEqualTo(2);
    assertThat(drafted.getInt("tiers[0].monitoring.inconclusive_windows")).isEqualTo(3);
  }

  @Test
  void listsTheLatestFirst() {
    Subject subject = registered();
    List<String> added =
        Stream.of(2, 3, 1).map(day -> added(subject, window(day, STABLE))).toList();

    JsonPath first = read("engineer", subject.path() + "/monitoring?limit=2");

    assertThat(first.getList("items.evidence_id")).containsExactly(added.get(1), added.get(0));
    get("engineer", first.getString("next")).body("items.evidence_id", contains(added.get(2)));
  }
}
