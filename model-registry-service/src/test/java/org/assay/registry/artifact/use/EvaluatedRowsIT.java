package org.assay.registry.artifact.use;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.assay.registry.ProjectServiceFake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is not shown small counts does not get the rows either by which they can be told. */
@QuarkusTest
class EvaluatedRowsIT extends FileUseTestCase {

  private static final String MLFLOW = "/api/2.0/mlflow-artifacts/artifacts/";
  private static final byte[] ROWS = "label,prediction\nyes,no\n".getBytes(US_ASCII);

  @Inject FileUses uses;

  /** Every way by which a file's bytes go out. */
  enum Way {
    WHOLE(200),
    RANGE(206),
    RANGE_OUTSIDE(416),
    KNOWN_ALREADY(304),
    HEADERS(200),
    A_LINK(200),
    MLFLOW_WHOLE(200),
    MLFLOW_RANGE(206),
    MLFLOW_HEADERS(200),
    ANOTHER_PATH(200);

    private final int status;

    Way(int status) {
      this.status = status;
    }

    Response ask(String account, Project project) {
      String file = files(project) + "/test.csv";
      String mlflow = MLFLOW + project.key() + "/test.csv";
      return switch (this) {
        case WHOLE -> as(account).get(file);
        case RANGE -> as(account).header("Range", "bytes=0-4").get(file);
        case RANGE_OUTSIDE -> as(account).header("Range", "bytes=9999-").get(file);
        case KNOWN_ALREADY -> as(account).header("If-None-Match", "*").get(file);
        case HEADERS -> as(account).head(file);
        case A_LINK -> as(account).accept("text/html").get(file);
        case MLFLOW_WHOLE -> as(account).get(mlflow);
        case MLFLOW_RANGE -> as(account).header("Range", "bytes=0-4").get(mlflow);
        case MLFLOW_HEADERS -> as(account).head(mlflow);
        case ANOTHER_PATH -> as(account).get(files(project) + "/copy/of.csv");
      };
    }
  }

  /** A project with rows in use, and the same bytes under another path. */
  private static Project evaluated(Map<String, String> roles) {
    Project project = project(roles);
    put(project, "test.csv", ROWS).statusCode(200);
    put(project, "copy/of.csv", ROWS).statusCode(200);
    stateUse(project);
    return project;
  }

  private static Project evaluated() {
    return evaluated(
        Map.of(
            "lead", "OWNER",
            "engineer", "CONTRIBUTOR",
            "service-account-ci", "CONTRIBUTOR",
            "engineer-2", "VIEWER",
            "lead-2", "VIEWER"));
  }

  private static UUID stateUse(Project project) {
    return UUID.fromString(
        use("engineer", project, "test.csv", nextYear()).statusCode(201).extract().path("id"));
  }

  private static Response test(String account, Project project) {
    return Way.WHOLE.ask(account, project);
  }

  private static void isRefused(String account, Project project) {
    test(account, project).then().statusCode(403).body("code", is("FILE_OF_ROWS"));
  }

  @ParameterizedTest
  @EnumSource
  void keepsRowsFromWhoSeesNoSmallCounts(Way way) {
    Project project = evaluated();

    for (String account :
        new String[] {"engineer-2", "ethics-reviewer", "performance-reviewer", "admin"}) {
      Response refused = way.ask(account, project);
      assertThat(refused.statusCode()).as(account).isEqualTo(403);
      assertThat(refused.header("Repr-Digest")).as(account).isNull();
      assertThat(refused.asString()).as(account).doesNotContain("label");
    }
  }

  /** Who brings such files, a lead who only looks on in the project, and an auditor. */
  @ParameterizedTest
  @EnumSource
  void givesRowsToWhoBringsThemOrSeesSmallCounts(Way way) {
    Project project = evaluated();

    for (String account :
        new String[] {"engineer", "service-account-ci", "lead", "lead-2", "auditor"}) {
      assertThat(way.ask(account, project).statusCode()).as(account).isEqualTo(way.status);
    }
  }

  @Test
  void saysWhyAndWhoMay() {
    Project project = evaluated();

    test("ethics-reviewer", project)
        .then()
        .statusCode(403)
        .body("code", is("FILE_OF_ROWS"))
        .body("detail", containsString("test.csv has rows that Assay evaluates"))
        .body("detail", containsString("lead of project " + project.key()))
        .body("detail", containsString("auditor"));
    Way.MLFLOW_WHOLE
        .ask("ethics-reviewer", project)
        .then()
        .body("error_code", is("PERMISSION_DENIED"))
        .body("message", containsString("test.csv has rows that Assay evaluates"));
  }

  @Test
  void refusesALeadWhoIsNoMember() {
    isRefused("lead-2", evaluated(Map.of("engineer", "CONTRIBUTOR")));
  }

  @Test
  void showsBeforehandWhichFilesMayBeDownloaded() {
    Project project = evaluated();
    put(project, "model", random(10)).statusCode(200);
    String rows = "items.find { it.path == 'test.csv' }.actions.find { it.name == 'download' }";
    String model = "items.find { it.path == 'model' }.actions.find { it.name == 'download' }";

    as("ethics-reviewer")
        .get(files(project))
        .then()
        .statusCode(200)
        .body("items", hasSize(3))
        .body(rows + ".allowed", is(false))
        .body(rows + ".reason_code", is("FILE_OF_ROWS"))
        .body(model + ".allowed", is(true));
    as("auditor").get(files(project)).then().body(rows + ".allowed", is(true));
    as("lead-2").get(files(project)).then().body(rows + ".allowed", is(true));
  }

  @Test
  void leavesListsAndOtherFilesOpen() {
    Project project = evaluated();
    put(project, "model", random(10)).statusCode(200);
    Project other = project();
    put(other, "test.csv", ROWS).statusCode(200);

    as("admin").get(files(project) + "/model").then().statusCode(200);
    as("admin").get(MLFLOW + project.key() + "/model").then().statusCode(200);
    as("admin")
        .get(ARTIFACTS + project.key() + "/manifest?folder=copy")
        .then()
        .statusCode(200)
        .body(containsString(digest(ROWS).hex()));
    as("admin")
        .queryParam("path", project.key())
        .get(MLFLOW.substring(0, MLFLOW.length() - 1))
        .then()
        .body("files.path", hasItem("test.csv"));
    uses("admin", project).then().statusCode(200).body("items", hasSize(1));
    test("admin", other).then().statusCode(200);
  }

  @Test
  void doesNotCountALookThatKeptNothing() {
    Project project = project();
    put(project, "test.csv", ROWS).statusCode(200);
    as("engineer")
        .contentType("application/json")
        .body(asked(nextYear(), null))
        .post(ARTIFACTS + project.key() + "/uses?validate_only=true")
        .then()
        .statusCode(200);

    test("engineer-2", project).then().statusCode(200);
  }

  /** Other bytes under the path are no rows until somebody states a use of them too. */
  @Test
  void goesByTheBytesAndNotByThePath() {
    Project project = project();
    put(project, "test.csv", ROWS).statusCode(200);
    UUID use = stateUse(project);
    QuarkusTransaction.requiringNew().run(() -> uses.letGo(use));
    isRefused("engineer-2", project);

    as("engineer")
        .header("If-Match", tag(1, ROWS))
        .contentType("text/csv")
        .body("id\n")
        .put(files(project) + "/test.csv")
        .then()
        .statusCode(200);

    test("engineer-2", project).then().statusCode(200);
  }

  @Test
  void keepsThemAfterTheUseIsOver() {
    Project project = project();
    put(project, "test.csv", ROWS).statusCode(200);
    ended(project, "test.csv").then().body("items[0].outcome", is("ERASED"));

    put(project, "test.csv", ROWS).statusCode(200);

    isRefused("engineer-2", project);
    test("engineer", project).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"engineer-2", "lead-2"})
  void learnsOfAMembershipThatIsNewerThanTheCopy(String account) {
    Project project = evaluated(Map.of("engineer", "CONTRIBUTOR", "engineer-2", "VIEWER"));
    isRefused(account, project);

    ProjectServiceFake.show(
        account, project.key(), project.id().toString(), "ACTIVE", "CONTRIBUTOR");

    test(account, project).then().statusCode(200);
  }
}
