package org.assay.registry.version;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.assay.contracts.name.Digest;
import org.assay.registry.artifact.ArtifactTestCase;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A draft that MLflow left, registered once its files are there. */
@QuarkusTest
class DraftRegistrationIT extends ArtifactTestCase {

  private static final String OTHER = "sha256:" + "0".repeat(64);

  @Inject DataSource database;

  private Project project;
  private String draft;

  @BeforeEach
  void draft() {
    project = project();
    String model = registered(project, "denial");
    as("engineer")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(Map.of("name", "denial", "source", "s3://bucket/model"))
        .post("/api/2.0/mlflow/model-versions/create")
        .then()
        .statusCode(200);
    draft = versions(model) + "/1";
  }

  @Test
  void registersADraftByItsFiles() {
    byte[] bytes = random(10);
    put(project, "models/model.bin", bytes).statusCode(200);
    get("engineer", draft)
        .body("state", is("DRAFT"))
        .body("actions.find { it.name == 'register' }.allowed", is(true));

    register(Map.of("files", "models/model.bin"), 1)
        .statusCode(201)
        .body("state", is("REGISTERED"))
        .body("digest", is(digest(bytes).value()))
        .body("digest_origin", is("COMPUTED"))
        .body("revision", is(2))
        .body("actions.find { it.name == 'submit' }.allowed", is(true));

    get("engineer", draft + "/history")
        .body(
            "items.type",
            contains(
                "org.assay.registry.version.drafted.v1",
                "org.assay.registry.version.registered.v1"));
    as("engineer")
        .header("If-Match", tag(1, bytes))
        .body(random(5))
        .put(files(project) + "/models/model.bin")
        .then()
        .statusCode(409)
        .body("code", is("ARTIFACT_SEALED"));
    act("engineer", draft + "/submissions", 2).statusCode(201).body("state", is("IN_REVIEW"));
  }

  /** Else what was reviewed and what is loaded would be two things. */
  @Test
  void letsClientsLoadTheBytesThatItsDigestIsOf() {
    put(project, "models/good/model.bin", random(10)).statusCode(200);
    address().body("artifact_uri", is("s3://bucket/model"));

    register(Map.of("files", "models/good"), 1).statusCode(201).body("files", is("models/good"));

    address().body("artifact_uri", is("mlflow-artifacts:/%s/models/good".formatted(project.key())));
  }

  @Test
  void letsClientsLoadWhatWasRegisteredByItsFilesAtOnce() {
    byte[] bytes = random(10);
    put(project, "models/other.bin", bytes).statusCode(200);
    Map<String, Object> asked = version();
    asked.put("digest", digest(bytes).value());
    asked.put("files", "models/other.bin");
    post("engineer", draft.substring(0, draft.lastIndexOf('/')), asked).statusCode(201);

    address("2")
        .body("artifact_uri", is("mlflow-artifacts:/%s/models/other.bin".formatted(project.key())));
  }

  @Test
  void registersADraftByTheDigestOfFilesElsewhere() {
    register(Map.of("digest", OTHER), 1)
        .statusCode(201)
        .body("digest", is(OTHER))
        .body("digest_origin", is("CLAIMED"));
  }

  @Test
  void refusesOtherBytesThanStatedAndWhatIsNotThere() {
    put(project, "models/model.bin", random(10)).statusCode(200);

    register(Map.of("files", "models", "digest", OTHER), 1)
        .statusCode(422)
        .body("code", is("BYTES_MISMATCH"));
    register(Map.of("files", "nothing"), 1).statusCode(422).body("errors[0].pointer", is("/files"));
    register(Map.of(), 1).statusCode(422).body("errors[0].pointer", is("/files"));
    register(Map.of("files", "../x"), 1).statusCode(400);
    register(Map.of("digest", OTHER), 2).statusCode(412);

    get("engineer", draft).body("state", is("DRAFT")).body("digest", nullValue());
    put(project, "models/more", random(5)).statusCode(200);
  }

  @Test
  void registersADraftOnce() {
    register(Map.of("digest", OTHER), 1).statusCode(201);

    register(Map.of("digest", DIGEST), 2).statusCode(409).body("code", is("ILLEGAL_TRANSITION"));

    get("engineer", draft).body("digest", is(OTHER));
  }

  @Test
  void isForContributors() {
    as("engineer-2")
        .contentType("application/json")
        .header("If-Match", 1)
        .body(Map.of("digest", OTHER))
        .post(draft + "/registrations")
        .then()
        .statusCode(403);
  }

  /** Whatever the service's code does. */
  @Test
  void changesNoDigestOfARegisteredVersionInTheDatabase() throws SQLException {
    register(Map.of("digest", OTHER), 1).statusCode(201);

    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      Assertions.assertThatThrownBy(
              () ->
                  sql.executeUpdate(
                      "update model_version set digest = '%s' where digest = '%s'"
                          .formatted(new Digest(DIGEST), OTHER)))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("is fixed");
    }
  }

  private ValidatableResponse address() {
    return address("1");
  }

  private ValidatableResponse address(String number) {
    return as("engineer")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .queryParam("name", "denial")
        .queryParam("version", number)
        .get("/api/2.0/mlflow/model-versions/get-download-uri")
        .then()
        .statusCode(200);
  }

  private ValidatableResponse register(Map<String, Object> asked, long revision) {
    return as("engineer")
        .contentType("application/json")
        .header("If-Match", revision)
        .body(asked)
        .post(draft + "/registrations")
        .then();
  }
}
