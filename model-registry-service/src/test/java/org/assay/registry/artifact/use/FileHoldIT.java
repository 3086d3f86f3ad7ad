package org.assay.registry.artifact.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.contracts.event.EventTypes;
import org.assay.kit.event.EventLog;
import org.assay.kit.event.LoggedEvent;
import org.assay.kit.testing.Tokens;
import org.junit.jupiter.api.Test;

/** What is held stays, and who placed a hold decides who lifts it. */
@QuarkusTest
class FileHoldIT extends FileUseTestCase {

  @Inject EventLog log;

  private static ValidatableResponse hold(String account, Project project, String id) {
    return act(account, project, id, "holds", "Case 117");
  }

  private static ValidatableResponse lift(String account, Project project, String id) {
    return act(account, project, id, "liftings", "Case 117 is closed");
  }

  private static ValidatableResponse act(
      String account, Project project, String id, String act, String reason) {
    return as(account)
        .contentType("application/json")
        .body(Map.of("reason", reason))
        .post(ARTIFACTS + project.key() + "/uses/" + id + "/" + act)
        .then();
  }

  private static ValidatableResponse holds(String account, Project project, String id) {
    return get(account, ARTIFACTS + project.key() + "/uses/" + id + "/holds");
  }

  private List<LoggedEvent> told(String hold) {
    return log.history(UUID.fromString(hold), 0, 10);
  }

  @Test
  void removesNothingThatIsHeld() {
    Project project = project();
    String id = stated(project, null);
    lift("auditor", project, id).statusCode(409).body("code", is("HOLD_REFUSED"));

    hold("auditor", project, id)
        .statusCode(201)
        .body("hold.reason", is("Case 117"))
        .body("hold.by.account", is("auditor"))
        .body("hold.placed_as", is("AUDITOR"))
        .body("hold.at", notNullValue())
        .body("hold.lifted", nullValue());

    hold("lead", project, id).statusCode(409).body("code", is("HOLD_REFUSED"));
    keeps(project, id);
    uses("engineer", project)
        .then()
        .body("items.find { it.id == '%s' }.hold.reason".formatted(id), is("Case 117"));

    lift("auditor", project, id).statusCode(201).body("hold", nullValue());

    erased(project, id);
    hold("auditor", project, id).statusCode(409).body("code", is("HOLD_REFUSED"));
    hold("auditor", project, UUID.randomUUID().toString()).statusCode(404);
    hold("auditor", project(), id).statusCode(404);
  }

  @Test
  void letsNobodyButAnAuditorLiftWhatAnAuditorPlaced() {
    Project project = project();
    String id = stated(project, null);
    hold("auditor", project, id).statusCode(201);

    lift("lead", project, id).statusCode(403).body("code", is("HOLD_NOT_YOURS"));
    lift("lead-2", project, id).statusCode(403).body("code", is("HOLD_NOT_YOURS"));

    keeps(project, id);
    lift("auditor", project, id).statusCode(201);
  }

  @Test
  void letsALeadOfTheProjectLiftWhatALeadPlaced() {
    Project project = project();
    String id = stated(project, null);
    hold("lead-2", project, id).statusCode(201).body("hold.placed_as", is("LEAD"));

    lift("lead-2", project, id).statusCode(403).body("code", is("HOLD_NOT_YOURS"));
    lift("lead", project, id).statusCode(201);

    hold("lead", project, id).statusCode(201);
    lift("auditor", project, id).statusCode(201);
  }

  @Test
  void letsAnAuditorHoldWhatALeadHoldsAlready() {
    Project project = project();
    String id = stated(project, null);
    String leads = hold("lead", project, id).statusCode(201).extract().path("hold.id");

    hold("auditor", project, id).statusCode(201).body("hold.placed_as", is("AUDITOR"));

    lift("lead", project, id).statusCode(403).body("code", is("HOLD_NOT_YOURS"));
    hold("auditor", project, id).statusCode(409).body("code", is("HOLD_REFUSED"));
    holds("auditor", project, id)
        .body("items.placed_as", contains("AUDITOR", "LEAD"))
        .body("items[0].lifted", nullValue())
        .body("items[1].lifted.by.account", is("auditor"));
    assertThat(told(leads))
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.ARTIFACT_HELD, EventTypes.ARTIFACT_HOLD_LIFTED);
  }

  @Test
  void takesWhoIsALeadAndAnAuditorForAnAuditor() {
    Project project = project();
    String id = stated(project, null);
    String both = Tokens.forAccount("lead-2").withRoles("lead", "auditor").token();

    withToken(both)
        .contentType("application/json")
        .body(Map.of("reason", "Case 117"))
        .post(ARTIFACTS + project.key() + "/uses/" + id + "/holds")
        .then()
        .statusCode(201)
        .body("hold.placed_as", is("AUDITOR"));
  }

  @Test
  void tellsOfHoldsAndKeepsWhoLiftedThemAndWhy() {
    Project project = project();
    String version = versionOf(project);
    String id = stated(project, version);
    String first = hold("lead", project, id).extract().path("hold.id");
    lift("auditor", project, id).statusCode(201);
    String second = hold("auditor", project, id).extract().path("hold.id");

    holds("engineer", project, id)
        .statusCode(200)
        .body("items.id", contains(second, first))
        .body("items[0].lifted", nullValue())
        .body("items[1].reason", is("Case 117"))
        .body("items[1].by.account", is("lead"))
        .body("items[1].placed_as", is("LEAD"))
        .body("items[1].lifted.reason", is("Case 117 is closed"))
        .body("items[1].lifted.by.account", is("auditor"))
        .body("items[1].lifted.at", notNullValue());
    String next =
        get("auditor", ARTIFACTS + project.key() + "/uses/" + id + "/holds?limit=1")
            .body("items.id", contains(second))
            .extract()
            .path("next");
    get("auditor", next).body("items.id", contains(first));
    holds("auditor", project, UUID.randomUUID().toString()).statusCode(404);

    List<LoggedEvent> told = told(first);
    assertThat(told)
        .extracting(LoggedEvent::type)
        .containsExactly(EventTypes.ARTIFACT_HELD, EventTypes.ARTIFACT_HOLD_LIFTED);
    assertThat(told)
        .allSatisfy(
            event -> {
              assertThat(event.data().path("use_id").asText()).isEqualTo(id);
              assertThat(event.data().path("version_id").asText()).isEqualTo(version);
              assertThat(event.data().path("placed_as").asText()).isEqualTo("LEAD");
              assertThat(event.data().toString()).doesNotContain("Case");
            });
    assertThat(told.getFirst().data().path("reason").asText())
        .startsWith("sha256:")
        .isNotEqualTo(told.getLast().data().path("reason").asText());
  }

  /** What was over could be replaced by then, and the hold would have been one of other bytes. */
  @Test
  void holdsNothingWhereTheFileWasRemovedOrReplaced() {
    Project project = project();
    String replaced = stated(project, null);
    over(project, replaced);
    String file = files(project) + "/test.csv";
    as("engineer")
        .header("If-Match", as("engineer").get(file).header("ETag"))
        .contentType("text/csv")
        .body("label,prediction\n")
        .put(file)
        .then()
        .statusCode(200);

    hold("auditor", project, replaced).statusCode(409).body("code", is("HOLD_REFUSED"));

    as("engineer")
        .header("If-Match", as("engineer").get(file).header("ETag"))
        .delete(file)
        .then()
        .statusCode(204);
    hold("auditor", project, replaced).statusCode(409).body("code", is("HOLD_REFUSED"));
    holds("auditor", project, replaced).body("items", hasSize(0));
  }
}
