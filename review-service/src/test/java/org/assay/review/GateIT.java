package org.assay.review;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assay.kit.testing.Tokens;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate denies whatever it is not sure of; each reason by itself. */
@QuarkusTest
class GateIT extends ReviewTestCase {

  private static final String RELEASED_WHY = "requirements.find { it.key == 'released' }.reason";

  @Inject DataSource dataSource;
  @Inject SessionFactory sessions;

  private static ValidatableResponse ask(String token, String query, Object... parameters) {
    return given()
        .header("Authorization", "Bearer " + token)
        .get("/api/v1/gate" + query, parameters)
        .then();
  }

  private void execute(String sql, Object... values) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int index = 0; index < values.length; index++) {
        statement.setObject(index + 1, values[index]);
      }
      statement.executeUpdate();
    }
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Invariant 17: a release is of one environment, and the unknown is denied. */
  @Test
  void deniesAnUnknownEnvironment() {
    Subject subject = released();

    gate("engineer", subject.digest(), "moon")
        .body("decision", is("DENY"))
        .body("reason_code", is("UNKNOWN_ENVIRONMENT"))
        .body(state("released"), is("IMPOSSIBLE"));
  }

  @Test
  void asksForProductionUnlessToldOtherwise() {
    Subject subject = released();

    ask(Tokens.of("engineer"), "?digest={d}", subject.digest())
        .body("environment", is("production"))
        .body("decision", is("ALLOW"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?digest=sha256:abc",
        "?digest=SHA256:abababababababababababababababababababababababababababababababab",
        "?digest=sha256:ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB"
      })
  void refusesAMalformedDigest(String query) {
    ask(Tokens.of("engineer"), query).statusCode(422).body("code", is("VALIDATION_FAILED"));
  }

  @ParameterizedTest
  @CsvSource({"colour=red, 400", "environment=a%0Ab, 422", "model=x%E2%80%AEy, 422"})
  void refusesABadParameter(String parameter, int status) {
    given()
        .header("Authorization", "Bearer " + Tokens.of("engineer"))
        .urlEncodingEnabled(false)
        .get("/api/v1/gate?digest=" + Subject.freshDigest() + "&" + parameter)
        .then()
        .statusCode(status);
  }

  /** Invariant 18: the gate compares bytes. */
  @Test
  void deniesBytesOfSeveralModelsUnlessOneIsNamed() {
    Subject first = released();
    String key = freshKey();
    Subject second =
        registered(project(key), key + ".other", first.digest(), List.of("engineer"), "engineer");

    gate("engineer", first.digest(), "production")
        .body("decision", is("DENY"))
        .body("reason_code", is("AMBIGUOUS_DIGEST"))
        .body("version", nullValue())
        .body("requirements.key", contains("version-known"));
    ask(Tokens.of("engineer"), "?digest={d}&model={m}", first.digest(), first.model())
        .body("decision", is("ALLOW"))
        .body("version.model", is(first.model()));
    ask(Tokens.of("engineer"), "?digest={d}&model={m}", first.digest(), second.model())
        .body("decision", is("DENY"))
        .body("version.model", is(second.model()));
    ask(Tokens.of("engineer"), "?digest={d}&model={m}", first.digest(), "no.model")
        .body("reason_code", is("UNKNOWN_DIGEST"));
  }

  @Test
  void seesASecondModelBehindManyVersionsOfTheFirst() throws SQLException {
    Subject first = released();
    String key = freshKey();
    Subject second =
        registered(project(key), key + ".other", first.digest(), List.of("engineer"), "engineer");
    for (Subject one : List.of(first, second)) {
      execute(
          "insert into version_copy"
              + " (id, model_id, project_id, number, state, digest, revision, changed_at)"
              + " select uuidv7(), ?, ?, n, 'REGISTERED', ?, 1, clock_timestamp()"
              + " from generate_series(2, 70) n",
          one.modelId(),
          one.projectId(),
          one.digest());
    }

    gate("engineer", first.digest(), "production")
        .body("decision", is("DENY"))
        .body("reason_code", is("AMBIGUOUS_DIGEST"));
    ask(Tokens.of("engineer"), "?digest={d}&model={m}", first.digest(), first.model())
        .body("decision", is("ALLOW"))
        .body("version.number", is(1));
  }

  @Test
  void prefersTheCallersOwnProjects() {
    Subject first = released();
    String key = freshKey();
    UUID foreign = UUID.randomUUID();
    Subject second =
        new Subject(
            foreign,
            UUID.randomUUID(),
            key + ".other",
            1,
            first.digest(),
            List.of("lead-2"),
            "lead-2");
    tell(REGISTRY, List.of(second.modelCreated(), second.drafted(), second.registered()));
    await()
        .untilAsserted(
            () ->
                gate("auditor", first.digest(), "production")
                    .body("reason_code", is("AMBIGUOUS_DIGEST")));

    gate("lead", first.digest(), "production").body("decision", is("ALLOW"));
    gate("engineer", first.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void countsTheNewestReleasedVersionOfAModel() {
    Subject first = released();
    secondOf(first);

    gate("engineer", first.digest(), "production")
        .body("decision", is("ALLOW"))
        .body("version.number", is(1));
  }

  @Test
  void tellsOutsidersNoMoreThanOfUnknownBytes() {
    Subject subject = released();
    String outsider =
        Tokens.forAccount("outsider").withRoles("engineer").claim("sub", "outsider").token();

    ask(outsider, "?digest={d}", subject.digest())
        .statusCode(200)
        .body("decision", is("DENY"))
        .body("reason_code", is("UNKNOWN_DIGEST"))
        .body("version", nullValue());
    ask(outsider, "?digest={d}&model={m}", subject.digest(), subject.model())
        .body("reason_code", is("UNKNOWN_DIGEST"));
  }

  @Test
  void tellsMachinesOutsideTheProjectTheDecisionAndTheKeysOnly() {
    Subject subject = released();
    String machine =
        Tokens.forAccount("service-account-other")
            .withRoles("engineer")
            .claim("sub", "other-machine")
            .token();

    ask(machine, "?digest={d}", subject.digest()).body("reason_code", is("UNKNOWN_DIGEST"));
    ask(machine, "?digest={d}&model={m}", subject.digest(), subject.model())
        .body("decision", is("ALLOW"))
        .body("version", nullValue())
        .body("requirements.reason", everyItem(is("Not shown outside the project")))
        .body("requirements.clause.text", everyItem(is("Not shown outside the project")))
        .body("requirements.evidence", everyItem(hasSize(0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "engineer",
        "engineer-2",
        "service-account-ci",
        "lead",
        "lead-2",
        "ethics-reviewer",
        "performance-reviewer",
        "auditor",
        "operator",
        "admin"
      })
  void answersEveryRole(String account) {
    Subject subject = released();

    gate(account, subject.digest(), "production").body("decision", is("ALLOW"));
  }

  /** Invariant 28: copies that are too old are told of. */
  @Test
  void deniesByStaleCopies() throws SQLException {
    Subject subject = released();
    execute("update watermark set time = clock_timestamp() - interval '2 minutes'");
    try {
      await()
          .untilAsserted(
              () ->
                  gate("engineer", subject.digest(), "production")
                      .body("decision", is("DENY"))
                      .body(state("facts-fresh"), is("STALE")));
      release("lead", subject, "staging")
          .statusCode(409)
          .body("requirements.find { it.key == 'facts-fresh' }.state", is("STALE"));
    } finally {
      execute("update watermark set time = clock_timestamp() + interval '1 hour'");
      await()
          .untilAsserted(
              () -> gate("engineer", subject.digest(), "production").body("decision", is("ALLOW")));
    }
  }

  /** Invariant 6: what cannot be told is not fulfilled. */
  @Test
  void deniesByFactsThatCouldNotBeRead() throws SQLException {
    Subject subject = released();
    execute(
        "insert into parked_event (topic, partition, record_offset, partition_key, reason, detail)"
            + " values ('assay.registry', 0, 1000000, ?, 'UNREADABLE_DATA', 'of the test')",
        subject.modelId());

    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(state("facts-readable"), is("ERROR"));
  }

  /** Invariant 17: a release is of one environment, and the unknown is denied. */
  @Test
  void letsADeprecatedVersionGoOnWhereItRanBeforeUntilItsLastDay() {
    Subject subject = released();
    UUID running = UUID.randomUUID();
    tell(REGISTRY, List.of(subject.deployed(running, "production", false)));
    follow(subject, "org.assay.registry.version.released.v1", "RELEASED");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    tell(REGISTRY, List.of(subject.deprecated(today)));
    await()
        .untilAsserted(
            () ->
                gate("engineer", subject.digest(), "production")
                    .body("decision", is("ALLOW"))
                    .body(RELEASED_WHY, containsString("deprecated")));

    OwnerSql.execute(
        "update version_copy set last_day = last_day - 1 where id = ?", subject.versionId());
    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(RELEASED_WHY, containsString("last day is over"));
    OwnerSql.execute(
        "update version_copy set last_day = last_day + 1 where id = ?", subject.versionId());
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));

    tell(REGISTRY, List.of(subject.deployed(running, "production", true)));
    await()
        .untilAsserted(
            () ->
                gate("engineer", subject.digest(), "production")
                    .body("decision", is("DENY"))
                    .body(RELEASED_WHY, containsString("did not run")));
  }

  /** What is reported afterwards counts for nothing: else whoever reports lets it run. */
  @Test
  void letsADeprecatedVersionRunNowhereElse() {
    Subject subject = released();
    tell(REGISTRY, List.of(subject.deprecated(LocalDate.now(ZoneOffset.UTC).plusDays(1))));
    UUID afterwards = UUID.randomUUID();
    tell(REGISTRY, List.of(subject.deployed(afterwards, "production", false)));
    await()
        .until(
            () -> OwnerSql.count("select count(*) from deployment_copy where id = ?", afterwards),
            is(1L));

    gate("engineer", subject.digest(), "production")
        .body("decision", is("DENY"))
        .body(RELEASED_WHY, containsString("did not run"));
  }

  /** What was reported before deployments were kept here is told again, and is no new report. */
  @Test
  void letsADeprecatedVersionGoOnOfWhichTheRegistryTellsAgain() {
    Subject subject = released();
    UUID running = UUID.randomUUID();
    tell(REGISTRY, List.of(subject.deployed(running, "production", false)));
    await()
        .until(
            () -> OwnerSql.count("select count(*) from deployment_copy where id = ?", running),
            is(1L));
    OwnerSql.execute("delete from deployment_copy where id = ?", running);
    tell(REGISTRY, List.of(subject.deprecated(LocalDate.now(ZoneOffset.UTC).plusDays(1))));

    tell(REGISTRY, List.of(subject.deployedAgain(running, "production")));

    await()
        .untilAsserted(
            () -> gate("engineer", subject.digest(), "production").body("decision", is("ALLOW")));
  }

  @Test
  void endsTheRenewalOfWhatIsDeprecated() {
    Subject subject = released();
    follow(subject, "org.assay.registry.version.released.v1", "RELEASED");
    submitRenewal(subject);
    String review = review(subject, "ETHICS");
    tell(REGISTRY, List.of(subject.deprecated(LocalDate.now(ZoneOffset.UTC))));

    await().untilAsserted(() -> get("auditor", REVIEWS + "/" + review).body("state", is("VOIDED")));
    as("ethics-reviewer")
        .contentType("application/json")
        .body(Map.of())
        .post(REVIEWS + "/" + review + "/assignments")
        .then()
        .statusCode(409);
  }

  @Test
  void deniesWhatTheRegistryDeprecated() {
    Subject subject = released();
    follow(subject, "org.assay.registry.version.released.v1", "DEPRECATED");

    await()
        .untilAsserted(
            () ->
                gate("engineer", subject.digest(), "production")
                    .body("decision", is("DENY"))
                    .body(state("released"), is("UNSATISFIED")));
  }

  @Test
  void allowsWhileTheRegistryFollowsTheRelease() {
    Subject subject = released();
    follow(subject, "org.assay.registry.version.approved.v1", "APPROVED");
    follow(subject, "org.assay.registry.version.released.v1", "RELEASED");

    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void keepsTheReleaseWhileARenewalIsUnderWay() {
    Subject subject = released();
    submit(subject);

    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
    approve("ethics-reviewer-2", subject, "ETHICS");
    approve("performance-reviewer-2", subject, "PERFORMANCE");
    release("lead", subject, "production").statusCode(201).body("outcome", is("RENEWED"));
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
  }

  @Test
  void tellsADenialOnceAnHour() throws SQLException {
    Subject subject = submitted();
    String told =
        "select count(*) from event_log where type = 'org.assay.review.gate.denied.v1'"
            + " and subject = 'model/%s/version/1'".formatted(subject.model());
    for (int times = 0; times < 3; times++) {
      gate("engineer", subject.digest(), "production").body("decision", is("DENY"));
      gate("engineer", subject.digest(), "moon").body("decision", is("DENY"));
    }

    await().untilAsserted(() -> assertThat(count(told)).isEqualTo(1));
    gate("engineer", subject.digest(), "staging").body("decision", is("DENY"));
    await().untilAsserted(() -> assertThat(count(told)).isEqualTo(2));
    await()
        .during(Duration.ofMillis(300))
        .untilAsserted(() -> assertThat(count(told)).isEqualTo(2));
  }

  /** The least of several: what is done by the clock asks beside it now and then. */
  @Test
  void asksTheDatabaseFewQuestions() {
    Subject subject = released();
    gate("engineer", subject.digest(), "production");
    var statistics = sessions.getStatistics();
    statistics.setStatisticsEnabled(true);
    try {
      long least = Long.MAX_VALUE;
      for (int time = 0; time < 5; time++) {
        statistics.clear();
        gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));
        least = Math.min(least, statistics.getPrepareStatementCount());
      }
      assertThat(least).isEqualTo(2);
    } finally {
      statistics.setStatisticsEnabled(false);
    }
  }

  @Test
  void countsItsAnswers() {
    Subject subject = released();
    gate("engineer", subject.digest(), "production").body("decision", is("ALLOW"));

    String metrics = given().get("/q/metrics").asString();

    assertThat(metrics)
        .contains("assay_gate_answers_total{decision=\"allow\"")
        .contains("assay_gate_answers_total{decision=\"deny\"");
  }

  private static ValidatableResponse askForLog(String accept, String digest) {
    return given()
        .header("Authorization", "Bearer " + Tokens.of("engineer"))
        .header("Accept", accept)
        .get("/api/v1/gate?digest={d}", digest)
        .then();
  }

  @Test
  void answersInLinesForALog() {
    Subject allowed = released();
    Subject denied = submitted();

    askForLog("text/plain", allowed.digest())
        .statusCode(200)
        .contentType("text/plain")
        .body(
            matchesPattern(
                "ALLOW digest=%s environment=production model=\"%s\" version=1 policy=starter/1"
                        .formatted(allowed.digest(), allowed.model())
                    + " decided_at=\\S+Z valid_until=\\S+Z\\n"));
    askForLog("text/plain", denied.digest())
        .statusCode(200)
        .body(startsWith("DENY digest=" + denied.digest()))
        .body(containsString(" reason=REQUIREMENTS_NOT_MET "))
        .body(
            containsString(
                "\nPENDING ethics-approved: The review is REQUESTED with 0 of 1 approvals;"
                    + " satisfiable by ethics-reviewer, lead\n"))
        .body(
            containsString(
                "\nPENDING released: The version is not released for production; satisfiable by"
                    + " lead\n"))
        .body(not(containsString("version-known")));
    askForLog("text/plain", Subject.freshDigest())
        .statusCode(200)
        .body(startsWith("DENY "))
        .body(containsString("reason=UNKNOWN_DIGEST"))
        .body(containsString("\nUNSATISFIED version-known: "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/*", "application/json", "application/json, text/plain"})
  void answersJsonUnlessTextIsWanted(String accept) {
    askForLog(accept, released().digest())
        .statusCode(200)
        .contentType("application/json")
        .body("decision", is("ALLOW"));
  }

  @Test
  void answersAProblemToABadQuestionForALogToo() {
    askForLog("text/plain", "sha256:abc")
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", is("VALIDATION_FAILED"));
    askForLog("image/png", released().digest()).statusCode(406);
  }
}
