package org.assay.registry.version;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.testing.Tokens;
import org.assay.registry.Meanwhile;
import org.assay.registry.RegistryTestCase;
import org.junit.jupiter.api.Test;

@QuarkusTest
class VersionActResourceIT extends RegistryTestCase {

  @Inject DataSource database;

  @Test
  void submitsAVersionForReview() {
    String version = registeredVersion(registered(project(), "denial"));

    act("engineer", version + "/submissions", tag(version))
        .statusCode(201)
        .header("Location", endsWith(version))
        .header("ETag", startsWith("\"3."))
        .body("state", is("IN_REVIEW"))
        .body("round", is(1))
        .body("submitted_by.account", is("engineer"))
        .body("revision", is(3))
        .body("actions.find { it.name == 'submit' }.reason_code", is("ILLEGAL_TRANSITION"))
        .body("actions.find { it.name == 'withdraw' }.allowed", is(true));
    get("engineer", version + "/history")
        .body("items[2].type", is(EventTypes.VERSION_SUBMITTED))
        .body("items[2].data.round", is(1))
        .body("items[2].data.submitted_by", is(Tokens.subject("engineer")));
  }

  /** A review rests on the model's name, so the two wait for each other. */
  @Test
  void submitsNothingUnderANameThatJustChanged() throws SQLException {
    Project project = project();
    String version = registeredVersion(registered(project, "denial"));

    ValidatableResponse answer =
        Meanwhile.committing(
            database,
            "update model set name = 'other' where project_id = '%s'".formatted(project.id()),
            () -> act("engineer", version + "/submissions", 2));

    answer.statusCode(404);
    get("engineer", versions(project.key() + ".other") + "/1").body("state", is("REGISTERED"));
  }

  @Test
  void answersARepeatedSubmissionOnce() {
    String version = registeredVersion(registered(project(), "denial"));
    String key = UUID.randomUUID().toString();
    submitWithKey(version, key).statusCode(201);

    submitWithKey(version, key)
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .header("ETag", startsWith("\"3."))
        .body("round", is(1));
    get("engineer", version).body("revision", is(3));
  }

  @Test
  void takesASubmissionBackAndBeginsTheNextRound() {
    String version = registeredVersion(registered(project(), "denial"));
    act("engineer", version + "/submissions", 2).statusCode(201);

    act("engineer", version + "/withdrawals", 3)
        .statusCode(201)
        .body("state", is("REGISTERED"))
        .body("round", is(1));
    act("lead", version + "/submissions", 4)
        .statusCode(201)
        .body("round", is(2))
        .body("submitted_by.account", is("lead"));
  }

  @Test
  void leavesWithdrawalToTheSubmitterAndTheOwner() {
    Project project = project();
    String version = registeredVersion(registered(project, "denial"));
    act("service-account-ci", version + "/submissions", 2).statusCode(201);

    act("engineer", version + "/withdrawals", 3)
        .statusCode(403)
        .body("code", is("NOT_THE_SUBMITTER"));
    act("lead", version + "/withdrawals", 3).statusCode(201);
  }

  @Test
  void namesTheAllowedActsOfAWrongTransition() {
    String version = registeredVersion(registered(project(), "denial"));

    act("lead", version + "/withdrawals", 2)
        .statusCode(409)
        .body("code", is("ILLEGAL_TRANSITION"))
        .body("allowed", contains("submit", "retire"));
    act("engineer", version + "/submissions", 2).statusCode(201);
    act("engineer", version + "/submissions", 3)
        .statusCode(409)
        .body("code", is("ILLEGAL_TRANSITION"))
        .body("allowed", contains("withdraw"));
  }

  @Test
  void wantsTheRevisionThatWasSeen() {
    String version = registeredVersion(registered(project(), "denial"));

    as("engineer")
        .contentType("application/json")
        .body("{}")
        .post(version + "/submissions")
        .then()
        .statusCode(428)
        .body("code", is("PRECONDITION_REQUIRED"));
    act("engineer", version + "/submissions", 1)
        .statusCode(412)
        .body("code", is("STALE_REVISION"))
        .body("revision", is(2));
    act("engineer", version + "/submissions", "*").statusCode(400);
    get("engineer", version).body("state", is("REGISTERED")).body("revision", is(2));
  }

  @Test
  void retiresWhatWasNeverReleasedAfterItsRoleCheck() {
    String version = registeredVersion(registered(project(), "denial"));

    act("engineer", version + "/retirements", 2)
        .statusCode(403)
        .body("code", is("OWNER_OR_LEAD_REQUIRED"));
    as("lead")
        .contentType("application/json")
        .header("If-Match", 2)
        .body(Map.of("successor", 2, "last_day", "2999-12-31"))
        .post(version + "/deprecations")
        .then()
        .statusCode(409)
        .body("code", is("ILLEGAL_TRANSITION"));
    act("lead", version + "/retirements", 2).statusCode(201).body("state", is("RETIRED"));
    act("lead", version + "/submissions", 3).statusCode(409).body("code", is("ILLEGAL_TRANSITION"));
    get("engineer", version).body("revision", is(3));
  }

  @Test
  void refusesWordsWhereAnActNeedsNone() {
    String version = registeredVersion(registered(project(), "denial"));

    as("engineer")
        .contentType("application/json")
        .header("If-Match", 2)
        .body("{\"state\": \"APPROVED\"}")
        .post(version + "/submissions")
        .then()
        .statusCode(422)
        .body("errors.code", contains("UNKNOWN_FIELD"));
  }

  private static String tag(String version) {
    return get("engineer", version).extract().header("ETag");
  }

  private static ValidatableResponse submitWithKey(String version, String key) {
    return io.restassured.RestAssured.given()
        .header("Authorization", "Bearer " + Tokens.of("engineer"))
        .header("Idempotency-Key", key)
        .header("If-Match", 2)
        .contentType("application/json")
        .body("{}")
        .post(version + "/submissions")
        .then();
  }
}
