package org.assay.review;

import static org.assay.review.PolicyActs.POLICIES;
import static org.assay.review.PolicyActs.agree;
import static org.assay.review.PolicyActs.draft;
import static org.assay.review.PolicyActs.draftBy;
import static org.assay.review.PolicyActs.drafted;
import static org.assay.review.PolicyActs.keyOf;
import static org.assay.review.PolicyActs.policy;
import static org.assay.review.PolicyActs.published;
import static org.assay.review.PolicyActs.requirement;
import static org.assay.review.PolicyActs.tried;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.IssuerResource;
import org.assay.kit.testing.Tokens;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies from their draft to what they keep from being deployed. */
@QuarkusTest
class PolicyIT extends ReviewTestCase {

  @Inject EventLog log;
  @Inject SessionFactory sessions;

  private List<LoggedEvent> history(String id) {
    return log.history(UUID.fromString(id), 0, 100);
  }

  @Test
  void blocksWhatDoesNotMeetItsRequirementsAndSaysSoEverywhere() {
    Subject subject = registered();
    String id =
        drafted(
            draft(
                "PROJECT",
                keyOf(subject),
                List.of(
                    requirement("later-number", null, "version.number >= 2"),
                    requirement(
                        "only-vision", "version.kind == 'VISION'", "false || version.number > 9"),
                    requirement("not-in-staging", null, "environment != 'staging'"),
                    requirement("no-findings", null, "findings.major + findings.blocker == 0"),
                    requirement(
                        "data-known", null, "has(version.federated) && !version.federated"))));
    published(id);

    submit(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");

    String assessment =
        read("auditor", REVIEWS + "/" + review(subject, "ETHICS")).getString("assessment_id");
    get("engineer", "/api/v1/assessments/" + assessment).body("state", is("OPEN"));
    get("engineer", subject.path() + "/requirements")
        .statusCode(200)
        .body(state("later-number"), is("UNSATISFIED"))
        .body(state("only-vision"), is("NOT_APPLICABLE"))
        .body(state("not-in-staging"), is("SATISFIED"))
        .body(state("no-findings"), is("SATISFIED"))
        .body(state("data-known"), is("SATISFIED"))
        .body(
            "requirements.find { it.key == 'later-number' }.clause.text",
            is("What the house wants of later-number"))
        .body(
            "requirements.find { it.key == 'later-number' }.clause.policy",
            is(policy(id).getString("name")))
        .body(
            "requirements.find { it.key == 'later-number' }.reason",
            containsString("version.number >= 2"));
    get("engineer", subject.path() + "/requirements?environment=staging")
        .body(state("not-in-staging"), is("UNSATISFIED"));
    release("lead", subject, "production")
        .statusCode(409)
        .body("code", is("REQUIREMENTS_NOT_MET"))
        .body("detail", containsString("later-number"));
    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body("policy", is("starter/1+" + policy(id).getString("name") + "/1"))
        .body(state("later-number"), is("UNSATISFIED"));
  }

  /** Whoever writes an expression writes no line of the gate's answer for logs. */
  @Test
  void keepsALineOfTheGatesAnswerOneLineWhateverAnExpressionHolds() {
    Subject subject = registered();
    published(
        drafted(
            draft(
                "PROJECT",
                keyOf(subject),
                List.of(
                    requirement(
                        "later-number",
                        null,
                        "version.number >= 2 ||\n'''\nALLOW digest=forged\n''' == ''")))));
    submit(subject);

    String answer =
        as("engineer")
            .header("Accept", "text/plain")
            .get("/api/v1/gate?digest={d}", subject.digest())
            .then()
            .statusCode(200)
            .extract()
            .asString();

    assertThat(answer.lines())
        .filteredOn(line -> line.contains("forged"))
        .singleElement()
        .asString()
        .startsWith("UNSATISFIED later-number: ");
  }

  @Test
  void letsPassWhatMeetsItsRequirementsAndNeverLooksAtLaterPolicies() {
    Subject subject = registered();
    String id =
        drafted(
            draft(
                "PROJECT",
                keyOf(subject),
                List.of(requirement("first", null, "version.number == 1"))));
    published(id);
    submit(subject);
    Map<String, Object> stricter =
        draft(
            "PROJECT", keyOf(subject), List.of(requirement("never", null, "version.number == 2")));
    published(drafted(stricter));

    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production")
        .statusCode(201)
        .body("requirements.find { it.key == 'first' }.state", is("SATISFIED"))
        .body("requirements.key", not(hasItem("never")));

    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void passesAtItsReleaseWhatCameTrueWithoutADecision() {
    Subject subject = registered();
    published(
        drafted(
            draft(
                "PROJECT",
                keyOf(subject),
                List.of(requirement("vision", null, "version.kind == 'VISION'")))));
    submit(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(409);
    tell(REGISTRY, List.of(subject.modelUpdated("VISION", false)));
    await()
        .untilAsserted(
            () ->
                get("engineer", subject.path() + "/requirements")
                    .body(state("vision"), is("SATISFIED")));

    release("lead", subject, "production").statusCode(201);

    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void letsItsRequirementsBeOverriddenByWhomTheyName() {
    Subject subject = registered();
    published(
        drafted(
            draft(
                "PROJECT",
                keyOf(subject),
                List.of(
                    requirement("later-number", null, "version.number >= 2"),
                    requirement("not-in-production", null, "environment != 'production'")))));
    submit(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(409);

    override(subject, "later-number");
    override(subject, "not-in-production");

    get("engineer", subject.path() + "/requirements")
        .body(state("later-number"), is("OVERRIDDEN"))
        .body(state("not-in-production"), is("OVERRIDDEN"));
    release("lead", subject, "production").statusCode(201);
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  private static void override(Subject subject, String requirement) {
    String proposal =
        post(
                "lead-2",
                subject.path() + "/overrides",
                subject.revision(),
                Map.of(
                    "requirement",
                    requirement,
                    "reason",
                    "The board has seen what speaks against it",
                    "until",
                    Instant.now().plus(Duration.ofDays(30)).toString()))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");
    post("performance-reviewer-2", "/api/v1/proposals/" + proposal + "/approvals", 1, Map.of())
        .statusCode(201);
  }

  /** Invariant 13: publishing takes two people and a dry run. */
  @Test
  void isPublishedByALatelyTriedDraftOnly() {
    String id = drafted(draft("PROJECT", keyOf(registered()), List.of()));
    tried(id);
    OwnerSql.execute(
        "update policy_dry_run set finished_at = finished_at - interval '24 hours'"
            + " where policy_id = ?",
        UUID.fromString(id));

    agree("lead", id, "publications").statusCode(409).body("code", is("DRY_RUN_MISSING"));
    assertThat(policy(id).getBoolean("tried")).isFalse();
    tried(id);
    agree("lead", id, "publications").statusCode(201);
  }

  @Test
  void countsNoWordOfSomebodyWhoLostTheRole() {
    String id = drafted(draft("PROJECT", keyOf(registered()), List.of()));
    tried(id);
    agree("lead", id, "publications").statusCode(201);
    IssuerResource.takeRoles("lead");
    try {
      agree("admin", id, "publications").statusCode(201).body("state", is("DRAFT"));
      agree("lead-2", id, "publications").statusCode(201).body("state", is("PUBLISHED"));
    } finally {
      IssuerResource.giveRoles("lead");
    }
    assertThat(history(id).getFirst().data().path("agreed_by").toString())
        .contains(Tokens.subject("admin"), Tokens.subject("lead-2"))
        .doesNotContain(Tokens.subject("lead") + "\"");
  }

  @Test
  void isPublishedByTheFirstOfTwoWhoseWordDidNotCountMeanwhile() {
    String id = drafted(draft("PROJECT", keyOf(registered()), List.of()));
    tried(id);
    agree("lead", id, "publications").statusCode(201);
    get("lead", POLICIES + "/" + id).body(publishing("reason_code"), is("LEAD_AND_ADMIN_NEEDED"));
    IssuerResource.takeRoles("lead");
    try {
      get("lead-2", POLICIES + "/" + id).body(publishing("allowed"), is(true));
      agree("admin", id, "publications").statusCode(201).body("state", is("DRAFT"));
    } finally {
      IssuerResource.giveRoles("lead");
    }

    get("lead", POLICIES + "/" + id).body(publishing("allowed"), is(true));
    agree("lead", id, "publications").statusCode(201).body("state", is("PUBLISHED"));

    assertThat(history(id).getFirst().data().path("agreed_by"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(Tokens.subject("admin"), Tokens.subject("lead"));
  }

  private static String publishing(String member) {
    return "actions.find { it.name == 'publish' }." + member;
  }

  @Test
  void isTriedOnceAtATime() throws SQLException {
    Subject subject = submitted();
    String id = drafted(draft("PROJECT", keyOf(subject), List.of()));
    // Its page fails, so that it is under way for seconds; and the job passes over what is locked.
    UUID run = running(id, "{");

    try (Connection _ = OwnerSql.lock("select id from policy_dry_run where id = ?", run)) {
      post("ethics-reviewer", POLICIES + "/" + id + "/dry-runs", "")
          .statusCode(409)
          .body("code", is("DRY_RUN_RUNNING"));
    }
  }

  @Test
  void keepsTheNewestDryRunsOfADraft() {
    String id = drafted(draft("PROJECT", keyOf(registered()), List.of()));
    String first = tried(id).getString("id");
    for (int further = 0; further < 20; further++) {
      tried(id);
    }

    get("auditor", POLICIES + "/" + id + "/dry-runs/" + first).statusCode(404);
    assertThat(
            OwnerSql.count(
                "select count(*) from policy_dry_run where policy_id = ?", UUID.fromString(id)))
        .isEqualTo(20);
  }

  @Test
  void givesUpADryRunThatFailsAndGoesOnWithOthers() {
    Subject subject = submitted();
    UUID failing = running(drafted(draft("PROJECT", keyOf(subject), List.of())), "{");
    UUID other = running(drafted(draft("PROJECT", keyOf(subject), List.of())), "{}");

    await().until(() -> isIn(other, "DONE"));
    await().until(() -> isIn(failing, "FAILED"));
  }

  /** A dry run that has to go on from its beginning, with what it counted so far. */
  private static UUID running(String policy, String counts) {
    UUID run = UUID.fromString(tried(policy).getString("id"));
    OwnerSql.execute(
        "update policy_dry_run set state = 'RUNNING', part = 'OPEN_VERSIONS', after_id = ?,"
            + " finished_at = null, counts = ? where id = ?",
        new UUID(0, 0),
        counts,
        run);
    return run;
  }

  private static boolean isIn(UUID run, String state) {
    return OwnerSql.count(
            "select count(*) from policy_dry_run where id = ? and state = ?", run, state)
        == 1;
  }

  @Test
  void saysForHowLongDecisionsAreValidAndWhenItTakesEffect() {
    Subject subject = registered();
    Map<String, Object> draft = draft("PROJECT", keyOf(subject), List.of());
    draft.put("validity", Map.of("approvals", "P12M", "releases", "P6M", "grace", "P14D"));
    draft.put("rebind_after", "P30D");
    String id = drafted(draft);
    assertThat(policy(id).getMap("validity"))
        .isEqualTo(Map.of("approvals", "P12M", "releases", "P6M", "grace", "P14D"));
    assertThat(policy(id).getString("rebind_after")).isEqualTo("P30D");
    published(id);

    submit(subject);
    approve("ethics-reviewer", subject, "ETHICS");
    approve("performance-reviewer", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201);

    get("lead", REVIEWS + "/" + review(subject, "ETHICS")).body("valid_until", notNullValue());
    get("lead", subject.path() + "/releases").body("items[0].grace_until", notNullValue());
  }

  @Test
  void namesAliasesThatMoveOnlyWithADecision() {
    Map<String, Object> draft = draft("PROJECT", keyOf(registered()), List.of());
    draft.put("governed_aliases", List.of("serving", "production", "serving"));
    String id = drafted(draft);
    assertThat(policy(id).getList("governed_aliases")).isEqualTo(List.of("production", "serving"));
    published(id);

    assertThat(history(id).getFirst().data().path("governed_aliases"))
        .extracting(JsonNode::asText)
        .containsExactly("production", "serving");
  }

  @ParameterizedTest
  @CsvSource({
    "latest, RESERVED",
    "V12, RESERVED",
    "two words, PATTERN",
    "'', PATTERN",
    "a\u202Eb, PATTERN"
  })
  void refusesANameThatNoAliasHas(String alias, String code) {
    Map<String, Object> draft = draft("ORGANISATION", null, List.of());
    draft.put("governed_aliases", List.of("serving", alias));

    draftBy("ethics-reviewer", draft)
        .statusCode(422)
        .body("errors.pointer", hasItem("/governed_aliases/1"))
        .body("errors.code", hasItem(code));
  }

  @ParameterizedTest
  @CsvSource({
    "/validity/approvals, P0D, OUT_OF_RANGE",
    "/validity/releases, P11Y, OUT_OF_RANGE",
    "/validity/grace, P9999D, OUT_OF_RANGE",
    "/validity/approvals, 12 months, PATTERN",
    "/rebind_after, P181D, OUT_OF_RANGE",
    "/rebind_after, -P1D, PATTERN"
  })
  void refusesAPeriodThatCannotBe(String pointer, String period, String code) {
    Map<String, Object> draft = draft("ORGANISATION", null, List.of());
    String[] path = pointer.substring(1).split("/", -1);
    draft.put(path[0], path.length == 1 ? period : Map.of(path[1], period));

    draftBy("ethics-reviewer", draft)
        .statusCode(422)
        .body("errors.pointer", hasItem(pointer))
        .body("errors.code", hasItem(code));
  }

  @Test
  void saysWithinHowManyBusinessDaysAReviewIsDecided() {
    Map<String, Object> draft = draft("ORGANISATION", null, List.of());
    draft.put("review_due", 7);
    draft.put("tiers", List.of(Map.of("tier", "HIGH", "review_due", 12)));
    JsonPath drafted = policy(drafted(draft));

    assertThat(drafted.getInt("review_due")).isEqualTo(7);
    assertThat(drafted.getInt("tiers[0].review_due")).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource({"0", "61", "-1"})
  void refusesAnImpossibleNumberOfBusinessDays(int days) {
    Map<String, Object> draft = draft("ORGANISATION", null, List.of());
    draft.put("review_due", days);
    draft.put("tiers", List.of(Map.of("tier", "HIGH", "review_due", days)));

    draftBy("ethics-reviewer", draft)
        .statusCode(422)
        .body("errors.pointer", hasItem("/review_due"))
        .body("errors.pointer", hasItem("/tiers/0/review_due"))
        .body("errors.code", hasItem("OUT_OF_RANGE"));
  }

  @Test
  void unitesScopesSoThatANarrowerOneOnlyAdds() {
    Subject subject = registered();
    Map<String, Object> wide =
        draft("ORGANISATION", null, List.of(requirement("wide", null, "true")));
    wide.put("reviews", List.of(Map.of("type", "LEGAL", "approvals", 2)));
    wide.put("distinct_people", 2);
    String house = drafted(wide);
    Map<String, Object> narrow =
        draft("PROJECT", keyOf(subject), List.of(requirement("narrow", null, "true")));
    narrow.put("reviews", List.of(Map.of("type", "LEGAL", "approvals", 1)));
    narrow.put("distinct_people", 1);
    String team = drafted(narrow);
    published(team);
    published(house);
    try {
      tell(REGISTRY, List.of(subject.submitted("engineer")));
      await()
          .untilAsserted(
              () ->
                  get("auditor", REVIEWS + "?model={m}", subject.model())
                      .body("items", hasSize(1))
                      .body("items[0].type", is("LEGAL")));
      get("engineer", subject.path() + "/requirements")
          .body("requirements.key", hasItems("wide", "narrow", "legal-approved"))
          .body("requirements.key", not(hasItem("ethics-approved")))
          .body("requirements.find { it.key == 'legal-approved' }.values[0].limit", is(2.0f))
          .body("requirements.find { it.key == 'distinct-approvers' }.values[0].limit", is(2.0f));
    } finally {
      agree("admin", house, "retirements").statusCode(201).body("state", is("PUBLISHED"));
      agree("lead", house, "retirements").statusCode(201).body("state", is("RETIRED"));
    }
    assertThat(history(house).stream().map(LoggedEvent::type))
        .containsExactly(
            "org.assay.review.policy.published.v1", "org.assay.review.policy.retired.v1");
    Subject later = registered();
    get("engineer", later.path() + "/requirements").body("policy", is("starter/1"));
  }

  /** Invariant 3: the approvers are of as many units as the policy says. */
  @Test
  void asksForPeopleOfSeveralUnits() {
    Subject subject = registered();
    Map<String, Object> draft = draft("PROJECT", keyOf(subject), List.of());
    draft.put("reviews", PolicyActs.BOTH_REVIEWS);
    draft.put("distinct_units", 2);
    published(drafted(draft));

    submit(subject);

    get("engineer", subject.path() + "/requirements")
        .body(state("distinct-units"), is("PENDING"))
        .body("policy", containsString("/1"));
  }

  @Test
  void triesADraftAgainstWhatIsOpenAndWhatWasReleased() {
    Subject passed = passed();
    String key = keyOf(passed);
    Subject released =
        registered(
            passed.projectId(),
            key + ".other",
            Subject.freshDigest(),
            List.of("engineer"),
            "engineer");
    submit(released);
    approve("ethics-reviewer", released, "ETHICS");
    approve("performance-reviewer", released, "PERFORMANCE");
    release("lead", released, "production").statusCode(201);
    follow(passed, "org.assay.registry.version.approved.v1", "APPROVED");
    follow(released, "org.assay.registry.version.released.v1", "RELEASED");
    String id =
        drafted(
            draft(
                "PROJECT",
                key,
                List.of(
                    requirement("named-denial", null, "version.model.endsWith('.nothing')"),
                    requirement("small", null, "version.number < 100"))));

    JsonPath run = await().until(() -> tried(id), once -> once.getInt("versions") == 1);

    assertThat(run.getInt("newly_blocked")).isEqualTo(1);
    assertThat(run.getString("newly_blocked_versions[0].model")).isEqualTo(passed.model());
    assertThat(run.getList("newly_blocked_versions[0].unmet")).isEqualTo(List.of("named-denial"));
    assertThat(run.getInt("counts.find { it.key == 'named-denial' }.states.UNSATISFIED"))
        .isEqualTo(1);
    assertThat(run.getInt("counts.find { it.key == 'small' }.states.SATISFIED")).isEqualTo(1);
    assertThat(run.getInt("counts.find { it.key == 'ethics-approved' }.states.SATISFIED"))
        .isEqualTo(1);
    assertThat(run.getInt("releases")).isEqualTo(1);
    assertThat(run.getInt("stopped")).isEqualTo(1);
    assertThat(run.getString("stopped_releases[0].model")).isEqualTo(released.model());
    assertThat(run.getString("stopped_releases[0].environment")).isEqualTo("production");
    assertThat(run.getString("digest")).isEqualTo(policy(id).getString("digest"));
  }

  /** What ended or changed since is nothing that the draft would have stopped. */
  @Test
  void triesADraftAgainstWhatWasKnownWhenAVersionWasReleased() {
    Subject released = released();
    OwnerSql.execute(
        "update review_decision set valid_until = clock_timestamp()"
            + " where review_id in (select id from review where version_id = ?)",
        released.versionId());
    post(
            "engineer",
            released.path() + "/evidence",
            Map.of("kind", "DOCUMENT", "title", "A later one", "digest", Subject.freshDigest()))
        .statusCode(201);
    classify(released, Map.of("P1", "YES"));
    gate("engineer", released.digest(), "production").body("decision", is("DENY"));

    JsonPath harmless =
        triedAtOnce(keyOf(released), requirement("small", null, "version.number < 100"));
    assertThat(harmless.getInt("releases")).isEqualTo(1);
    assertThat(harmless.getInt("stopped")).isZero();

    JsonPath strict =
        triedAtOnce(
            keyOf(released), requirement("named", null, "version.model.endsWith('.nothing')"));
    assertThat(strict.getInt("stopped")).isEqualTo(1);
    assertThat(strict.getString("stopped_releases[0].model")).isEqualTo(released.model());
    assertThat(strict.getList("stopped_releases[0].unmet")).isEqualTo(List.of("named"));
    JsonPath risky =
        triedAtOnce(
            keyOf(released),
            requirement("harmless", null, "!has(classification.tier) || version.number > 100"));
    assertThat(risky.getInt("stopped")).as("it was not classified then").isZero();
  }

  private static JsonPath triedAtOnce(String key, Map<String, Object> requirement) {
    return tried(drafted(draft("PROJECT", key, List.of(requirement))));
  }

  @Test
  void readsAPageOfADryRunInOneStatement() {
    Subject subject = submitted();
    String key = keyOf(subject);
    long one = statements(key);
    for (int times = 0; times < 3; times++) {
      submit(
          registered(
              subject.projectId(),
              key + ".m" + times,
              Subject.freshDigest(),
              List.of("engineer"),
              "engineer"));
    }

    assertThat(statements(key)).isEqualTo(one);
  }

  /** The least of several, since jobs of the service run beside. */
  private long statements(String key) {
    String id =
        drafted(draft("PROJECT", key, List.of(requirement("small", null, "version.number < 9"))));
    sessions.getStatistics().setStatisticsEnabled(true);
    long least = Long.MAX_VALUE;
    for (int times = 0; times < 5; times++) {
      long before = sessions.getStatistics().getPrepareStatementCount();
      post("ethics-reviewer", POLICIES + "/" + id + "/dry-runs", "").statusCode(201);
      least = Math.min(least, sessions.getStatistics().getPrepareStatementCount() - before);
    }
    return least;
  }

  /** Invariant 13: publishing takes two people and a dry run. */
  @Test
  void takesALeadAndAnAdministratorWhoReadTheSame() {
    Subject subject = registered();
    Map<String, Object> draft =
        draft(
            "PROJECT", keyOf(subject), List.of(requirement("first", null, "version.number == 1")));
    String id = drafted(draft);
    agree("lead", id, "publications").statusCode(409).body("code", is("DRY_RUN_MISSING"));
    tried(id);
    agree("ethics-reviewer", id, "publications").statusCode(403);
    agree("lead", id, "publications").statusCode(201).body("publishing", hasSize(1));
    agree("lead", id, "publications").statusCode(403).body("code", is("LEAD_AND_ADMIN_NEEDED"));
    agree("lead-2", id, "publications").statusCode(403).body("code", is("LEAD_AND_ADMIN_NEEDED"));
    String stale = policy(id).getString("digest");
    Map<String, Object> content = new HashMap<>(draft);
    content.remove("name");
    content.remove("scope");
    content.put("text", "Something else");
    revise(id, policy(id).getLong("revision"), content).statusCode(200);

    agree("admin", id, "publications").statusCode(409).body("code", is("DRY_RUN_MISSING"));
    tried(id);
    post(
            "admin",
            POLICIES + "/" + id + "/publications",
            policy(id).getLong("revision"),
            Map.of("digest", stale, "reason", "The board agreed"))
        .statusCode(409)
        .body("code", is("DIGEST_MISMATCH"));
    post(
            "admin",
            POLICIES + "/" + id + "/publications",
            1,
            Map.of("digest", policy(id).getString("digest"), "reason", "The board agreed"))
        .statusCode(412);
    agree("admin", id, "publications").statusCode(201).body("state", is("DRAFT"));
    agree("lead", id, "publications").statusCode(201).body("state", is("PUBLISHED"));

    LoggedEvent told = history(id).getFirst();
    assertThat(told.type()).isEqualTo("org.assay.review.policy.published.v1");
    assertThat(told.data().path("digest").asText()).isEqualTo(policy(id).getString("digest"));
    assertThat(told.data().path("agreed_by"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(Tokens.subject("admin"), Tokens.subject("lead"));
    revise(id, policy(id).getLong("revision"), content)
        .statusCode(409)
        .body("code", is("POLICY_STATE_REFUSES"));
    remove(id).statusCode(409).body("code", is("POLICY_STATE_REFUSES"));
  }

  private static ValidatableResponse revise(String id, long revision, Map<String, Object> content) {
    return as("performance-reviewer")
        .contentType("application/json")
        .header("If-Match", revision)
        .body(content)
        .put(POLICIES + "/" + id)
        .then();
  }

  private static ValidatableResponse remove(String id) {
    return as("lead")
        .header("If-Match", policy(id).getLong("revision"))
        .delete(POLICIES + "/" + id)
        .then();
  }

  @Test
  void countsNumbersByNameAndKeepsANameInItsScope() {
    Subject subject = registered();
    Map<String, Object> draft =
        draft(
            "PROJECT", keyOf(subject), List.of(requirement("first", null, "version.number == 1")));
    String first = drafted(draft);
    String second =
        draftBy("lead", draft)
            .statusCode(201)
            .body("number", is(2))
            .extract()
            .jsonPath()
            .getString("id");
    published(second);
    tried(first);

    agree("lead", first, "publications").statusCode(409).body("code", is("POLICY_STATE_REFUSES"));
    draft.put("scope", Map.of("kind", "ORGANISATION"));
    draftBy("lead", draft).statusCode(409).body("code", is("POLICY_NAME_TAKEN"));
    remove(first).statusCode(204);
    get("auditor", POLICIES + "/" + first).statusCode(404);
    get("auditor", POLICIES + "?name={n}", String.valueOf(draft.get("name")))
        .body("items.number", is(List.of(2)));
  }

  @Test
  void showsDraftsAndPoliciesOfOthersProjectsToNobodyOutside() {
    Subject subject = registered();
    String id =
        drafted(
            draft(
                "PROJECT",
                keyOf(subject),
                List.of(requirement("first", null, "version.number == 1"))));
    get("engineer", POLICIES + "/" + id).statusCode(404);
    JsonPath run = tried(id);
    agree("lead", id, "publications").statusCode(201);
    agree("admin", id, "publications").statusCode(201);

    get("engineer", POLICIES + "/" + id)
        .statusCode(200)
        .body("actions.allowed", everyItem(is(false)));
    withToken(Tokens.forAccount("stranger").withRoles("engineer").token())
        .get(POLICIES + "/" + id)
        .then()
        .statusCode(404);
    get("engineer", POLICIES + "/" + id + "/dry-runs/" + run.getString("id")).statusCode(403);
    get("operator", POLICIES).statusCode(403);
    draftBy("engineer", draft("ORGANISATION", null, List.of())).statusCode(403);
    draftBy("auditor", draft("ORGANISATION", null, List.of())).statusCode(403);
    withToken(Tokens.machine())
        .contentType("application/json")
        .body(draft("ORGANISATION", null, List.of()))
        .post(POLICIES)
        .then()
        .statusCode(403);
  }

  static Stream<Arguments> bad() {
    String loop = "reviews.ethics.units.all(a, approvals.units.all(b, a != b))";
    return Stream.of(
        Arguments.of(
            "/requirements/0/satisfied_if",
            "UNKNOWN_FIELD",
            requirement("r", null, "version.nope == 1")),
        Arguments.of(
            "/requirements/0/satisfied_if",
            "NOT_BOOLEAN",
            requirement("r", null, "version.number")),
        Arguments.of(
            "/requirements/0/satisfied_if", "SYNTAX", requirement("r", null, "version.number ==")),
        Arguments.of("/requirements/0/satisfied_if", "TOO_DEAR", requirement("r", null, loop)),
        Arguments.of(
            "/requirements/0/satisfied_if", "TOO_LONG", requirement("r", null, "x".repeat(2001))),
        Arguments.of("/requirements/0/satisfied_if", "IMPOSSIBLE", requirement("r", null, "1 > 2")),
        Arguments.of(
            "/requirements/0/applies_if",
            "UNKNOWN_FIELD",
            requirement("r", "tier == 'HIGH'", "true")),
        Arguments.of(
            "/requirements/0/applies_if", "NEVER_APPLIES", requirement("r", "false", "true")),
        Arguments.of(
            "/requirements/0/id", "RESERVED", requirement("ethics-approved", null, "true")),
        Arguments.of("/requirements/0/id", "RESERVED", requirement("not-revoked", null, "true")),
        Arguments.of("/requirements/0/id", "RESERVED", requirement("tier-permitted", null, "true")),
        Arguments.of("/requirements/0/id", "PATTERN", requirement("Not Kebab", null, "true")));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refusesABadRequirement(String pointer, String code, Map<String, Object> requirement) {
    draftBy("lead", draft("ORGANISATION", null, List.of(requirement)))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.pointer", hasItem(pointer))
        .body("errors.find { it.pointer == '%s' }.code".formatted(pointer), is(code));
  }

  /** Invariant 7: what nobody could fulfil blocks. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "| reviews.legal.state == 'APPROVED' | satisfied_if",
        "| version.number > 0 && reviews.legal.approvals >= 1 | satisfied_if",
        "reviews.legal.approvals == 0 | version.number > 0 | applies_if"
      })
  void namesARequirementOfAReviewThatNobodyAsksFor(
      @Nullable String appliesIf, String satisfiedIf, String member) {
    Map<String, Object> draft =
        draft("ORGANISATION", null, List.of(requirement("r", appliesIf, satisfiedIf)));
    String pointer = "/requirements/0/" + member;

    draftBy("lead", draft)
        .statusCode(422)
        .body("errors.find { it.pointer == '%s' }.code".formatted(pointer), is("IMPOSSIBLE"))
        .body(
            "errors.find { it.pointer == '%s' }.detail".formatted(pointer),
            containsString("LEGAL"));
    draft.put(
        "reviews",
        List.of(Map.of("type", "ETHICS", "approvals", 1), Map.of("type", "LEGAL", "approvals", 1)));
    draftBy("lead", draft).statusCode(201);
  }

  @Test
  void takesARequirementThatHoldsWithoutTheReviewToo() {
    draftBy(
            "lead",
            draft(
                "ORGANISATION",
                null,
                List.of(
                    requirement(
                        "r", null, "!has(reviews.legal) || reviews.legal.state == 'APPROVED'"),
                    requirement("s", "has(reviews.legal)", "reviews.legal.approvals >= 1"))))
        .statusCode(201);
  }

  @Test
  void refusesTwoRequirementsOfOneId() {
    draftBy(
            "lead",
            draft(
                "ORGANISATION",
                null,
                List.of(requirement("twice", null, "true"), requirement("twice", null, "true"))))
        .statusCode(422)
        .body("errors.find { it.pointer == '/requirements/1/id' }.code", is("DUPLICATE"));
  }

  /** Invariant 7: what nobody could fulfil blocks. */
  @ParameterizedTest
  @CsvSource({"distinct_people, 3", "distinct_units, 2"})
  void refusesWhatNobodyCouldSatisfy(String member, int asked) {
    Map<String, Object> draft = draft("ORGANISATION", null, List.of());
    draft.put("reviews", List.of(Map.of("type", "ETHICS", "approvals", 1)));
    draft.put(member, asked);

    draftBy("lead", draft)
        .statusCode(422)
        .body("errors.find { it.pointer == '/%s' }.code".formatted(member), is("IMPOSSIBLE"));
  }

  @Test
  void refusesBadScopesTextsAndSizes() {
    draftBy("lead", draft("PROJECT", null, List.of()))
        .statusCode(422)
        .body("errors.pointer", hasItem("/scope/key"));
    draftBy("lead", draft("PROJECT", "no-such-project", List.of()))
        .statusCode(422)
        .body("errors.code", hasItem("UNKNOWN_SCOPE"));
    draftBy("lead", draft("ORGANISATION", "credit", List.of())).statusCode(422);
    draftBy("lead", draft("GALAXY", null, List.of())).statusCode(422);
    Map<String, Object> tooLong = draft("ORGANISATION", null, List.of());
    tooLong.put("text", "x".repeat(4001));
    draftBy("lead", tooLong).statusCode(422).body("errors.pointer", hasItem("/text"));
    tooLong.put("text", "x".repeat(1 << 20));
    draftBy("lead", tooLong).statusCode(413);
    Map<String, Object> unknown = draft("ORGANISATION", null, List.of());
    unknown.put("tier", "HIGH");
    draftBy("lead", unknown).statusCode(422).body("errors.pointer", hasItem("/tier"));
    Map<String, Object> twice = draft("ORGANISATION", null, List.of());
    twice.put(
        "reviews",
        List.of(
            Map.of("type", "ETHICS", "approvals", 1), Map.of("type", "ETHICS", "approvals", 2)));
    draftBy("lead", twice).statusCode(422).body("errors.code", hasItem("DUPLICATE"));
    Map<String, Object> many = draft("ORGANISATION", null, List.of());
    many.put("reviews", List.of(Map.of("type", "ETHICS", "approvals", 21)));
    draftBy("lead", many).statusCode(422).body("errors.code", hasItem("OUT_OF_RANGE"));
  }
}
