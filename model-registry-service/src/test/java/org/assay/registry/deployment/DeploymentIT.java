package org.assay.registry.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.registry.Meanwhile;
import org.assay.registry.RegistryTestCase;
import org.assay.registry.version.Reviews;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
class DeploymentIT extends RegistryTestCase {

  private static final String DEPLOYMENTS = "/api/v1/deployments";
  private static final String OTHER = "sha256:" + "cd".repeat(32);

  @Inject DataSource database;

  @Inject EventLog log;

  @Test
  void keepsWhatRunsWhereUntilItEnds() {
    Project project = project();
    String version = released(project);
    Instant from = Instant.now().minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
    Map<String, Object> asked = report(version, DIGEST, "staging");
    asked.put("from", from.toString());

    String deployment =
        DEPLOYMENTS
            + "/"
            + post("service-account-ci", DEPLOYMENTS, asked)
                .statusCode(201)
                .body("version", is(1))
                .body("version_id", is(id(version)))
                .body("environment", is("staging"))
                .body("digest", is(DIGEST))
                .body("state", is("LIVE"))
                .body("from", is(from.toString()))
                .body("until", is(nullValue()))
                .body("mismatch", is(nullValue()))
                .body("reported_by.account", is("service-account-ci"))
                .body("revision", is(1))
                .body("actions[0].name", is("end"))
                .body("actions[0].allowed", is(true))
                .extract()
                .jsonPath()
                .getString("id");
    get("auditor", deployment)
        .statusCode(200)
        .header("ETag", startsWith("\"1."))
        .body("model", is(model(version)))
        .body("project_key", is(project.key()))
        .body("actions[0].allowed", is(false));

    act("engineer", deployment + "/endings", 1)
        .statusCode(201)
        .body("state", is("ENDED"))
        .body("until", not(nullValue()))
        .body("mismatch", is(nullValue()))
        .body("ended_by.account", is("engineer"))
        .body("revision", is(2));
    act("engineer", deployment + "/endings", 2)
        .statusCode(409)
        .body("code", is("DEPLOYMENT_ENDED"));
    get("engineer", deployment).body("actions[0].reason_code", is("DEPLOYMENT_ENDED"));
  }

  @Test
  void tellsOfBothInEvents() {
    String version = released(project());
    String deployment = deployed(version, DIGEST, "production");
    act("engineer", DEPLOYMENTS + "/" + deployment + "/endings", 1).statusCode(201);

    List<LoggedEvent> told = log.history(UUID.fromString(deployment), 0, 10);
    assertThat(told)
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.DEPLOYMENT_REPORTED, EventTypes.DEPLOYMENT_ENDED);
    assertThat(told)
        .allSatisfy(
            event -> {
              assertThat(event.subject())
                  .isEqualTo("model/%s/deployment/%s".formatted(model(version), deployment));
              assertThat(event.data().path("deployment_id").asText()).isEqualTo(deployment);
              assertThat(event.data().path("version_id").asText()).isEqualTo(id(version));
              assertThat(event.data().path("digest").asText()).isEqualTo(DIGEST);
              assertThat(event.data().path("environment").asText()).isEqualTo("production");
              assertThat(event.data().path("mismatch").asText()).isEqualTo("NOT_RELEASED");
            });
    assertThat(told.getFirst().data().has("ended_at")).isFalse();
    assertThat(told.getLast().data().path("ended_at").asText()).endsWith("Z");
  }

  @Test
  void retiresNothingThatRuns() {
    Project project = project();
    String version = registeredVersion(registered(project, "denial"));
    String first = deployed(version, DIGEST, "staging");
    String second = deployed(version, DIGEST, "production");

    act("lead", version + "/retirements", 2).statusCode(409).body("code", is("VERSION_DEPLOYED"));
    get("lead", version)
        .body("actions.find { it.name == 'retire' }.reason_code", is("VERSION_DEPLOYED"));
    as("lead")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(Map.of("name", "denial"))
        .delete("/api/2.0/mlflow/registered-models/delete")
        .then()
        .statusCode(403);
    end(first);
    act("lead", version + "/retirements", 2).statusCode(409);
    end(second);
    act("lead", version + "/retirements", 2).statusCode(201).body("state", is("RETIRED"));
  }

  /** A report and a retirement wait for each other, whichever comes first. */
  @Test
  void retiresNothingThatIsJustReported() throws SQLException {
    String version = registeredVersion(registered(project(), "denial"));

    ValidatableResponse answer =
        Meanwhile.committing(
            database,
            "update model_version set live_deployments = 1 where id = '%s'".formatted(id(version)),
            () -> act("lead", version + "/retirements", 2));

    answer.statusCode(409).body("code", is("VERSION_DEPLOYED"));
  }

  @Test
  void showsBytesThatAreNoneOfTheModels() {
    String version = released(project());

    String unknown =
        post("engineer", DEPLOYMENTS, report(version, OTHER, "staging"))
            .statusCode(201)
            .body("version", is(nullValue()))
            .body("mismatch", is("DIGEST_UNKNOWN"))
            .extract()
            .jsonPath()
            .getString("id");
    Map<String, Object> meant = report(version, "sha256:" + "ef".repeat(32), "staging");
    meant.put("version", 1);
    post("engineer", DEPLOYMENTS, meant)
        .statusCode(201)
        .body("version", is(1))
        .body("mismatch", is("DIGEST_DIFFERS"));

    end(unknown);
    get("engineer", DEPLOYMENTS + "/" + unknown)
        .body("state", is("ENDED"))
        .body("mismatch", is("DIGEST_UNKNOWN"));
  }

  @Test
  void showsWhatIsNotReleasedWhereItRuns() {
    Project project = project();
    String version = released(project);
    String elsewhere = deployed(version, DIGEST, "production");
    String right = deployed(version, DIGEST, "staging");

    get("engineer", DEPLOYMENTS + "/" + elsewhere).body("mismatch", is("NOT_RELEASED"));
    get("engineer", DEPLOYMENTS + "/" + right).body("mismatch", is(nullValue()));
    try (Reviews reviews = new Reviews(shown(version))) {
      reviews.revoked(1);
      await().untilAsserted(() -> get("engineer", version).body("state", is("REVOKED")));
    }
    get("engineer", DEPLOYMENTS + "/" + right).body("mismatch", is("NOT_RELEASED"));
    get("engineer", DEPLOYMENTS + "?project_key=" + project.key())
        .body("items.mismatch", contains("NOT_RELEASED", "NOT_RELEASED"));
    end(right);
    get("engineer", DEPLOYMENTS + "/" + right).body("mismatch", is("NOT_RELEASED"));
  }

  @Test
  void takesTheReleasedOneOfVersionsWithTheSameBytes() {
    Project project = project();
    String version = released(project);
    registeredVersion(model(version));

    post("engineer", DEPLOYMENTS, report(version, DIGEST, "staging"))
        .body("version", is(1))
        .body("mismatch", is(nullValue()));
    post("engineer", DEPLOYMENTS, report(version, DIGEST, "production"))
        .body("version", is(2))
        .body("mismatch", is("NOT_RELEASED"));
  }

  /** Governance, section 6, rule 17: a deprecated version goes on where it already runs. */
  @Test
  void letsADeprecatedVersionRunWhereItDoesUntilItsLastDay() throws SQLException {
    Project project = project();
    String version = released(project);
    registeredVersion(model(version));
    String running = deployed(version, DIGEST, "staging");
    as("lead")
        .contentType("application/json")
        .header("If-Match", 5)
        .body(Map.of("successor", 2, "last_day", LocalDate.now(Clock.systemUTC()).toString()))
        .post(version + "/deprecations")
        .then()
        .statusCode(201);

    get("engineer", DEPLOYMENTS + "/" + running).body("mismatch", is(nullValue()));
    act("lead", version + "/retirements", 6).statusCode(409).body("code", is("LAST_DAY_NOT_OVER"));
    end(running);
    Map<String, Object> again = report(version, DIGEST, "staging");
    again.put("version", 1);
    String late =
        post("engineer", DEPLOYMENTS, again)
            .statusCode(201)
            .body("mismatch", is("NOT_RELEASED"))
            .extract()
            .jsonPath()
            .getString("id");
    end(late);
    again.put("from", Instant.now().minus(1, ChronoUnit.HOURS).toString());
    String early =
        post("engineer", DEPLOYMENTS, again)
            .statusCode(201)
            .body("mismatch", is(nullValue()))
            .extract()
            .jsonPath()
            .getString("id");
    sql("update model_version set last_day = date '2020-01-01' where id = ?", id(version));
    get("engineer", DEPLOYMENTS + "/" + early).body("mismatch", is("LAST_DAY_OVER"));
    act("lead", version + "/retirements", 6).statusCode(409).body("code", is("VERSION_DEPLOYED"));
    end(early);
    act("lead", version + "/retirements", 6).statusCode(201);
  }

  @Test
  void listsByVersionAndByEnvironmentPageByPage() {
    Project project = project();
    String first = registeredVersion(registered(project, "denial"));
    String second = registeredVersion(registered(project, "fraud"));
    List<String> reported = new ArrayList<>();
    for (String environment : List.of("staging", "production", "development")) {
      reported.add(deployed(first, DIGEST, environment));
    }
    reported.add(deployed(second, DIGEST, "staging"));
    end(reported.get(0));
    String inProject = DEPLOYMENTS + "?project_key=" + project.key();
    String ofFirst = first + "/deployments";

    get("auditor", inProject + "&environment=staging")
        .body("items.id", contains(reported.get(3), reported.get(0)));
    get("auditor", inProject + "&environment=staging&state=LIVE")
        .body("items.id", contains(reported.get(3)));
    get("auditor", inProject + "&state=ENDED").body("items.id", contains(reported.get(0)));
    get("auditor", inProject + "&environment=nowhere").body("items", hasSize(0));
    get("auditor", ofFirst + "?state=LIVE")
        .body("items.id", contains(reported.get(2), reported.get(1)));

    JsonPath page = get("auditor", ofFirst + "?limit=2").extract().jsonPath();
    assertThat(page.getList("items.id", String.class))
        .containsExactly(reported.get(2), reported.get(1));
    get("auditor", page.getString("next"))
        .statusCode(200)
        .body("items.id", contains(reported.get(0)))
        .body("next", is(nullValue()));
    get("auditor", page.getString("next").replace("/versions/1/", "/versions/2/")).statusCode(404);
    String cursor = page.getString("next").replaceFirst(".*cursor=", "");
    get("auditor", inProject + "&cursor=" + cursor)
        .statusCode(400)
        .body("code", is("CURSOR_MISMATCH"));
  }

  @Test
  void takesAReportOfTheSameOnlyOnceWhileItRuns() {
    String version = registeredVersion(registered(project(), "denial"));
    String deployment = deployed(version, DIGEST, "staging");

    post("service-account-ci", DEPLOYMENTS, report(version, DIGEST, "staging"))
        .statusCode(409)
        .body("code", is("DEPLOYMENT_LIVE"))
        .body("deployment_id", is(deployment));
    end(deployment);
    post("service-account-ci", DEPLOYMENTS, report(version, DIGEST, "staging")).statusCode(201);
    get("lead", version + "/deployments?state=LIVE").body("items", hasSize(1));
  }

  static List<Arguments> badReports() {
    String tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).toString();
    return List.of(
        Arguments.of("digest", "sha256:" + "AB".repeat(32), "PATTERN"),
        Arguments.of("environment", "over the rainbow", "PATTERN"),
        Arguments.of("environment", "e".repeat(65), "PATTERN"),
        Arguments.of("environment", "", "PATTERN"),
        Arguments.of("model", "gpj\u202Eexe", "PLAIN_TEXT"),
        Arguments.of("version", 0, "OUT_OF_RANGE"),
        Arguments.of("version", 99, "UNKNOWN_VERSION"),
        Arguments.of("from", tomorrow, "OUT_OF_RANGE"),
        Arguments.of("from", "1969-12-31T23:59:59Z", "OUT_OF_RANGE"),
        Arguments.of("mismatch", "NOT_RELEASED", "UNKNOWN_FIELD"));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("badReports")
  void refusesABadReport(String member, Object value, String code) {
    String version = registeredVersion(registered(project(), "denial"));
    Map<String, Object> asked = report(version, DIGEST, "staging");
    asked.put(member, value);

    post("engineer", DEPLOYMENTS, asked)
        .statusCode(422)
        .body("errors.pointer", contains("/" + member))
        .body("errors.code", contains(code));
    get("engineer", version + "/deployments").body("items", hasSize(0));
  }

  @Test
  void endsNothingBeforeItBeganNorUnseen() {
    String version = registeredVersion(registered(project(), "denial"));
    String endings = DEPLOYMENTS + "/" + deployed(version, DIGEST, "staging") + "/endings";

    post("engineer", endings, Map.of()).statusCode(428);
    act("engineer", endings, 2).statusCode(412);
    for (String until : List.of("2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z")) {
      as("engineer")
          .contentType("application/json")
          .header("If-Match", 1)
          .body(Map.of("until", until))
          .post(endings)
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("/until"));
    }
    get("engineer", version + "/deployments?state=LIVE").body("items", hasSize(1));
  }

  @ParameterizedTest
  @CsvSource({
    "engineer, 201, 200, 201",
    "service-account-ci, 201, 200, 201",
    "lead, 201, 200, 201",
    "engineer-2, 403, 200, 403",
    "lead-2, 403, 200, 403",
    "ethics-reviewer, 403, 200, 403",
    "performance-reviewer, 403, 200, 403",
    "auditor, 403, 200, 403",
    "admin, 403, 200, 403",
    "operator, 403, 403, 403"
  })
  void givesARoleWhatTheTableSays(String account, int report, int read, int end) {
    Project project = project();
    String version = registeredVersion(registered(project, "denial"));
    String deployment = deployed(version, DIGEST, "staging");

    post(account, DEPLOYMENTS, report(version, DIGEST, "production")).statusCode(report);
    get(account, DEPLOYMENTS + "?project_key=" + project.key()).statusCode(read);
    get(account, version + "/deployments").statusCode(read);
    get(account, DEPLOYMENTS + "/" + deployment).statusCode(read);
    act(account, DEPLOYMENTS + "/" + deployment + "/endings", 1).statusCode(end);
  }

  @Test
  void hidesWhatRunsInAForeignProject() {
    Project theirs = project(Map.of("engineer-2", "CONTRIBUTOR"));
    String model =
        post("engineer-2", MODELS, model(theirs, "denial")).extract().jsonPath().getString("name");
    Map<String, Object> registration = version();
    registration.put("authors", List.of("engineer-2"));
    post("engineer-2", versions(model), registration).statusCode(201);
    String version = versions(model) + "/1";
    String deployment =
        post("engineer-2", DEPLOYMENTS, report(version, DIGEST, "staging"))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");

    for (String account : List.of("engineer", "service-account-ci")) {
      post(account, DEPLOYMENTS, report(version, DIGEST, "staging"))
          .statusCode(404)
          .body("code", is("MODEL_NOT_FOUND"));
      get(account, DEPLOYMENTS + "?project_key=" + theirs.key()).statusCode(404);
      get(account, version + "/deployments").statusCode(404);
      get(account, DEPLOYMENTS + "/" + deployment)
          .statusCode(404)
          .body("code", is("DEPLOYMENT_NOT_FOUND"));
      get(account, DEPLOYMENTS + "/" + UUID.randomUUID())
          .statusCode(404)
          .body("code", is("DEPLOYMENT_NOT_FOUND"));
      act(account, DEPLOYMENTS + "/" + deployment + "/endings", 1).statusCode(404);
    }
  }

  private static Map<String, Object> report(String version, String digest, String environment) {
    return new HashMap<>(
        Map.of("model", model(version), "digest", digest, "environment", environment));
  }

  private static String deployed(String version, String digest, String environment) {
    return post("engineer", DEPLOYMENTS, report(version, digest, environment))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id");
  }

  private static void end(String deployment) {
    act("engineer", DEPLOYMENTS + "/" + deployment + "/endings", 1).statusCode(201);
  }

  /** A version released to staging. */
  private static String released(Project project) {
    String version = registeredVersion(registered(project, "denial"));
    act("engineer", version + "/submissions", 2).statusCode(201);
    try (Reviews reviews = new Reviews(shown(version))) {
      reviews.opened(1);
      reviews.assessment(EventTypes.ASSESSMENT_PASSED, 1, "PASSED", null);
      reviews.released(1, "staging", "RELEASED");
      await().untilAsserted(() -> get("engineer", version).body("state", is("RELEASED")));
    }
    return version;
  }

  private static JsonPath shown(String version) {
    return get("engineer", version).extract().jsonPath();
  }

  private static String id(String version) {
    return shown(version).getString("id");
  }

  private static String model(String version) {
    return version.substring(MODELS.length() + 1, version.indexOf("/versions/"));
  }

  private void sql(String change, String id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update = connection.prepareStatement(change)) {
      update.setObject(1, UUID.fromString(id));
      update.executeUpdate();
    }
  }
}
