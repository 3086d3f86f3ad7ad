package org.assay.registry.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.kit.testing.Tokens;
import org.assay.registry.ProjectServiceFake;
import org.assay.registry.RegistryTestCase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the copy would refuse, project-service is asked once, with the caller's own token. */
@QuarkusTest
class StandingsIT extends RegistryTestCase {

  @AfterEach
  void letItAnswer() {
    ProjectServiceFake.back();
    // The circuit may have opened: the next test begins with an answer.
    await()
        .until(
            () -> get("engineer", MODELS + "/" + freshKey() + ".x").extract().statusCode() == 404);
  }

  @Test
  void registersInAProjectWhoseEventsHaveNotArrived() {
    Project project = shown("engineer", "ACTIVE", "CONTRIBUTOR");
    ProjectServiceFake.showMember("engineer", project.key(), Tokens.subject("engineer"));

    String model = registered(project, "denial");
    post("engineer", versions(model), version()).statusCode(201);
    get("engineer", MODELS + "/" + model).statusCode(200);
  }

  @Test
  void asksOnceForARequest() {
    Project project = shown("engineer", "ACTIVE", "CONTRIBUTOR");
    String model = registered(project, "denial");
    int before = ProjectServiceFake.asked();

    get("engineer", MODELS + "/" + model).statusCode(200);

    assertThat(ProjectServiceFake.asked() - before).isEqualTo(1);
  }

  @Test
  void asksNobodyWhereTheCopySuffices() {
    Project project = project();
    ProjectServiceFake.away();

    String model = registered(project, "denial");
    String version = registeredVersion(model);
    act("engineer", version + "/submissions", 2).statusCode(201);
    get("auditor", version).statusCode(200);
  }

  @Test
  void learnsOfAMembershipThatIsNewerThanTheCopy() {
    Project project = project(Map.of("engineer", "VIEWER"));
    post("engineer", MODELS, model(project, "denial"))
        .statusCode(403)
        .body("code", is("NOT_A_CONTRIBUTOR"));

    ProjectServiceFake.show(
        "engineer", project.key(), project.id().toString(), "ACTIVE", "CONTRIBUTOR");
    post("engineer", MODELS, model(project, "denial")).statusCode(201);
  }

  @Test
  void learnsOfAnAuthorWhoJoinedAfterTheCopy() {
    Project project = project();
    String model = registered(project, "denial");
    Map<String, Object> asked = version();
    asked.put("authors", List.of("lead-2"));
    post("engineer", versions(model), asked).statusCode(422);

    ProjectServiceFake.showMember("engineer", project.key(), Tokens.subject("lead-2"));
    post("engineer", versions(model), asked).statusCode(201);
  }

  @Test
  void asksForNoAuthorAfterTheFirstWhoIsRefused() {
    String model = registered(project(), "denial");
    Map<String, Object> asked = version();
    asked.put("authors", List.of("engineer", "auditor", "ethics-reviewer", "lead-2"));
    int before = ProjectServiceFake.asked();

    post("engineer", versions(model), asked)
        .statusCode(422)
        .body("code", is("AUTHOR_NOT_MEMBER"))
        .body("errors.pointer", contains("/authors/1"));

    assertThat(ProjectServiceFake.asked() - before).isEqualTo(1);
  }

  @Test
  void asksForFewAuthorsAndThenForTime() {
    Project project = project();
    String model = registered(project, "denial");
    List<String> joined =
        List.of(
            "lead-2",
            "auditor",
            "ethics-reviewer",
            "ethics-reviewer-2",
            "performance-reviewer",
            "performance-reviewer-2");
    joined.forEach(
        author -> ProjectServiceFake.showMember("engineer", project.key(), Tokens.subject(author)));
    Map<String, Object> asked = version();
    asked.put("authors", joined);
    int before = ProjectServiceFake.asked();

    post("engineer", versions(model), asked)
        .statusCode(503)
        .header("Retry-After", notNullValue())
        .body("code", is("MEMBERS_NOT_KNOWN_YET"));

    assertThat(ProjectServiceFake.asked() - before).isEqualTo(5);
    asked.put("authors", joined.subList(0, 5));
    post("engineer", versions(model), asked).statusCode(201);
  }

  /** Each of them would be a call, and a search may name a thousand. */
  @Test
  void asksForFewOfTheExperimentsThatOneMayNotKnowOf() {
    List<String> named = new ArrayList<>();
    for (int number = 0; number < 6; number++) {
      named.add(experiment(project(Map.of("engineer", "OWNER"))));
    }
    String mine = experiment(project());
    named.add(mine);
    String run =
        post(
                "engineer",
                "/api/2.0/mlflow/runs/create",
                Map.of("experiment_id", mine, "start_time", 1))
            .statusCode(200)
            .extract()
            .jsonPath()
            .getString("run.info.run_id");
    int before = ProjectServiceFake.asked();

    post("engineer-2", "/api/2.0/mlflow/runs/search", Map.of("experiment_ids", named))
        .statusCode(200)
        .body("runs.info.run_id", contains(run));

    assertThat(ProjectServiceFake.asked() - before).isEqualTo(5);
  }

  private static String experiment(Project project) {
    return post(
            "engineer",
            "/api/v1/experiments",
            Map.of("project_key", project.key(), "name", "denial"))
        .statusCode(201)
        .extract()
        .jsonPath()
        .getString("id")
        .replace("-", "");
  }

  @Test
  void takesTheStateFromProjectServiceWhereTheCopyIsBehind() {
    Project project = shown("engineer", "PROPOSED", "CONTRIBUTOR");

    post("engineer", MODELS, model(project, "denial"))
        .statusCode(409)
        .body("code", is("PROJECT_NOT_ACTIVE"));
  }

  @Test
  void answersForAProjectThatIsNotShownAsIfItDidNotExist() {
    Project project = shown("engineer-2", "ACTIVE", "OWNER");

    post("engineer", MODELS, model(project, "denial"))
        .statusCode(404)
        .body("code", is("PROJECT_NOT_FOUND"));
    get("engineer", MODELS + "/" + project.key() + ".denial")
        .statusCode(404)
        .body("code", is("MODEL_NOT_FOUND"));
  }

  @Test
  void saysThatProjectServiceIsAway() {
    Project unknown = new Project(freshKey(), UUID.randomUUID());
    ProjectServiceFake.away();

    for (int attempt = 0; attempt < 25; attempt++) {
      post("engineer", MODELS, model(unknown, "denial"))
          .statusCode(503)
          .header("Retry-After", notNullValue())
          .body("code", is("PROJECT_SERVICE_AWAY"));
    }
  }

  /** A project that project-service shows to an account, and whose events never arrive. */
  private static Project shown(String account, String state, String role) {
    Project project = new Project(freshKey(), UUID.randomUUID());
    ProjectServiceFake.show(account, project.key(), project.id().toString(), state, role);
    return project;
  }
}
