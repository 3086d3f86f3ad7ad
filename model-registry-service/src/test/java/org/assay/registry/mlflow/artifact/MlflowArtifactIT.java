package org.assay.registry.mlflow.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.assay.registry.artifact.ArtifactPath;
import org.assay.registry.artifact.ArtifactTestCase;
import org.assay.registry.artifact.Sealing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The artifact proxy as MLflow's clients use it. */
@QuarkusTest
class MlflowArtifactIT extends ArtifactTestCase {

  private static final String BASE = "/api/2.0/mlflow-artifacts/artifacts";
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

  private static @Nullable Project shared;

  @Inject Sealing sealing;

  @Inject DataSource database;

  @Test
  void takesInListsAndGivesOutAModel() {
    Project project = shared();
    String model = project.key() + "/1/models/m-1/artifacts";
    put(model + "/MLmodel", HELLO).statusCode(200).body("size()", is(0));
    put(model + "/data/model.pkl", random(100_000)).statusCode(200);

    list("engineer", model)
        .statusCode(200)
        .body("files.path", contains("MLmodel", "data"))
        .body("files.is_dir", contains(false, true))
        .body("files[0].file_size", is(5))
        .body("files[1].size()", is(2));
    list("engineer", model + "/").body("files", hasSize(2));
    list("engineer", model + "/MLmodel").statusCode(200).body("files", hasSize(0));
    list("engineer", model + "/none").statusCode(200).body("files", hasSize(0));
    as("engineer").get(BASE).then().statusCode(200).body("files", hasSize(0));
    assertThat(as("engineer").get(BASE + "/" + model + "/MLmodel").asByteArray()).isEqualTo(HELLO);
  }

  @Test
  void takesAnEmptyFileInChunks() {
    Project project = project();

    as("engineer")
        .contentType("application/octet-stream")
        .body(new ByteArrayInputStream(new byte[0]))
        .put(BASE + "/" + project.key() + "/empty")
        .then()
        .statusCode(200);

    list("engineer", project.key()).body("files[0].file_size", is(0));
  }

  @Test
  void putsAFileInThePlaceOfAnother() {
    Project project = shared();
    String path = project.key() + "/twice";
    put(path, random(10)).statusCode(200);

    put(path, HELLO).statusCode(200);

    assertThat(as("engineer").get(BASE + "/" + path).asByteArray()).isEqualTo(HELLO);
  }

  @Test
  void givesOutARangeWhichMlflowsOwnServerDoesNot() {
    Project project = shared();
    byte[] bytes = random(1_000);
    put(project.key() + "/range", bytes).statusCode(200);

    Response part =
        as("engineer").header("Range", "bytes=500-").get(BASE + "/" + project.key() + "/range");

    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.asByteArray()).isEqualTo(Arrays.copyOfRange(bytes, 500, 1_000));
  }

  @Test
  void removesAFolderAndWhatIsNotThere() {
    Project project = shared();
    put(project.key() + "/run/a/1", HELLO).statusCode(200);
    put(project.key() + "/run/a/2", HELLO).statusCode(200);
    put(project.key() + "/run/b", HELLO).statusCode(200);

    for (int times = 0; times < 2; times++) {
      as("engineer").delete(BASE + "/" + project.key() + "/run/a").then().statusCode(200);
    }

    list("engineer", project.key() + "/run").body("files.path", contains("b"));
  }

  /** What mlflow#3175 asks for. */
  @Test
  void refusesToChangeWhatAVersionRestsOn() {
    Project project = project();
    put(project.key() + "/run/model/MLmodel", HELLO).statusCode(200);
    QuarkusTransaction.requiringNew()
        .run(() -> sealing.seal(project.id(), new ArtifactPath("run/model"), "someone"));

    for (String path : new String[] {"/run/model/MLmodel", "/run/model/new"}) {
      put(project.key() + path, HELLO)
          .statusCode(403)
          .body("error_code", is("PERMISSION_DENIED"))
          .body("message", startsWith("A version rests on run/model"));
    }
    for (String path : new String[] {"/run/model/MLmodel", "/run/model", "/run"}) {
      as("engineer").delete(BASE + "/" + project.key() + path).then().statusCode(403);
    }
    list("engineer", project.key() + "/run/model").body("files.path", contains("MLmodel"));
  }

  @Test
  void saysThatAFileIsNotThere() {
    Project project = shared();

    as("engineer")
        .get(BASE + "/" + project.key() + "/none")
        .then()
        .statusCode(404)
        .body("error_code", is("RESOURCE_DOES_NOT_EXIST"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s/..%%2f..%%2fetc%%2fpasswd",
        "%s/a/%%2e%%2e/b",
        "%s/a%%5c..%%5cb",
        "%s/a%%00b",
        "%s/a%%E2%%80%%AEb",
        "%s",
        "..%%2f%s/b"
      })
  void refusesAStrangePathInMlflowsShape(String path) {
    Project project = shared();
    String target = BASE + "/" + path.formatted(project.key());

    for (Response refused :
        new Response[] {
          as("engineer").urlEncodingEnabled(false).body(HELLO).put(target),
          as("engineer").urlEncodingEnabled(false).get(target),
          as("engineer").urlEncodingEnabled(false).delete(target)
        }) {
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.jsonPath().getString("error_code")).isEqualTo("INVALID_PARAMETER_VALUE");
      assertThat(refused.jsonPath().getString("message")).startsWith("Invalid path");
    }
    list("engineer", project.key() + "/a").body("files", hasSize(0));
  }

  @Test
  void refusesToListAStrangePath() {
    list("engineer", shared().key() + "/../x")
        .statusCode(400)
        .body("error_code", is("INVALID_PARAMETER_VALUE"));
  }

  @Test
  void letsClientsFallBackFromSignedAddresses() {
    Project project = shared();

    post("engineer", "/api/2.0/mlflow-artifacts/mpu/create/" + project.key() + "/f", Map.of())
        .statusCode(501)
        .body("error_code", is("NOT_IMPLEMENTED"));
    as("engineer")
        .get("/api/2.0/mlflow-artifacts/presigned/" + project.key() + "/f")
        .then()
        .statusCode(501);
  }

  @ParameterizedTest
  @CsvSource({
    "engineer,             200, 200",
    "service-account-ci,   200, 200",
    "lead,                 200, 200",
    "engineer-2,           200, 403",
    "ethics-reviewer,      200, 403",
    "performance-reviewer, 200, 403",
    "auditor,              200, 403",
    "operator,             403, 403",
    "admin,                200, 403"
  })
  void givesARoleWhatTheTableSays(String account, int read, int write) {
    Project project = shared();
    String file = BASE + "/" + project.key() + "/" + account;
    put(project.key() + "/" + account, HELLO).statusCode(200);

    assertThat(as(account).get(file).statusCode()).isEqualTo(read);
    list(account, project.key()).statusCode(read);
    assertThat(as(account).body(HELLO).put(file).statusCode()).isEqualTo(write);
    assertThat(as(account).delete(file).statusCode()).isEqualTo(write);
  }

  @Test
  void hidesAForeignProject() {
    Project foreign = project(Map.of("engineer-2", "CONTRIBUTOR"));
    String file = BASE + "/" + foreign.key() + "/f";
    as("engineer-2").body(HELLO).put(file).then().statusCode(200);

    for (Response refused :
        new Response[] {
          as("engineer").get(file),
          as("engineer").body(HELLO).put(file),
          as("engineer").delete(file),
          as("engineer").queryParam("path", foreign.key()).get(BASE)
        }) {
      assertThat(refused.statusCode()).isEqualTo(404);
      assertThat(refused.jsonPath().getString("error_code")).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }
  }

  @Test
  void givesAFileToWhoeverAcceptsSomethingElse() {
    String path = shared().key() + "/linked";
    put(path, HELLO).statusCode(200);

    Response followed = as("engineer").accept("text/html").get(BASE + "/" + path);

    assertThat(followed.statusCode()).isEqualTo(200);
    assertThat(followed.asByteArray()).isEqualTo(HELLO);
  }

  /** Whoever does not hear of the rest would take what there is for all. */
  @Test
  void tellsAllThatLiesInAFolderOrRefuses() throws SQLException {
    Project project = project();
    put(project.key() + "/full/0", HELLO).statusCode(200);
    copies(project, 9_999);
    list("engineer", project.key() + "/full").statusCode(200).body("files", hasSize(10_000));

    put(project.key() + "/full/one/more", HELLO).statusCode(200);

    list("engineer", project.key() + "/full")
        .statusCode(403)
        .body("message", containsString("More than 10000 files and folders"));
    list("engineer", project.key() + "/full/one").statusCode(200).body("files", hasSize(1));
  }

  /** Puts the file {@code full/0} under so many more names. */
  private void copies(Project project, int number) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into artifact (id, project_id, path, digest, size, media_type, verdict,
                                      findings, revision, stored_by)
                select gen_random_uuid(), project_id, 'full/' || n, digest, size, media_type,
                       verdict, findings, 1, stored_by
                  from artifact, generate_series(1, ?) as n
                 where project_id = ? and path = 'full/0'
                """)) {
      insert.setInt(1, number);
      insert.setObject(2, project.id());
      insert.executeUpdate();
    }
  }

  /** One project for the tests whose files do not meet. */
  private static synchronized Project shared() {
    if (shared == null) {
      shared = project();
    }
    return shared;
  }

  private static ValidatableResponse put(String path, byte[] bytes) {
    return as("engineer")
        .contentType("application/octet-stream")
        .body(bytes)
        .put(BASE + "/" + path)
        .then();
  }

  private static ValidatableResponse list(String account, String path) {
    return as(account).queryParam("path", path).get(BASE).then();
  }
}
