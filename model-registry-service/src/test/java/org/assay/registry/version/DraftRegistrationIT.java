package org.assay.registry.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.assay.contracts.name.Digest;
import org.assay.registry.artifact.ArtifactTestCase;
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
    drafted();
    draft = versions(model) + "/1";
  }

  private void drafted() {
    as("engineer")
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(Map.of("name", "denial", "source", "s3://bucket/model"))
        .post("/api/2.0/mlflow/model-versions/create")
        .then()
        .statusCode(200);
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

  /** A discarded draft is as if it had never been, but for its number. */
  @Test
  void isGivenUpByAContributor() {
    discard("engineer-2", draft, 1).statusCode(403);
    get("engineer", draft).body("actions.find { it.name == 'discard' }.allowed", is(true));
    discard("engineer", draft, 9).statusCode(412);

    discard("engineer", draft, 1).statusCode(204);

    get("engineer", draft).statusCode(404);
    discard("engineer", draft, 2).statusCode(404);
    register(Map.of("digest", OTHER), 2).statusCode(404);
    String registered = registeredVersion(project.key() + ".denial");
    assertThat(registered).endsWith("/2");
    discard("engineer", registered, 2).statusCode(409).body("code", is("ILLEGAL_TRANSITION"));
  }

  private static ValidatableResponse discard(String account, String version, long revision) {
    return act(account, version + "/discards", revision);
  }

  /** What MLflow's clients have no words for. */
  @Test
  void saysWhatMlflowCouldNotSay() {
    registeredVersion(project.key() + ".denial");
    Map<String, Object> asked =
        new HashMap<>(
            Map.of(
                "digest", OTHER,
                "source_revision", "git:4b825dc",
                "framework", "scikit-learn 1.5.2",
                "task", "binary-classification",
                "change_note", "Leaves out the postcode"));
    asked.put("supersedes", 2);
    register(asked, 1).statusCode(422).body("errors.pointer", contains("/supersedes"));
    asked.put("supersedes", 1);
    register(asked, 1).statusCode(422).body("errors.pointer", contains("/supersedes"));
    asked.put("framework", "a\u202eb");
    asked.remove("supersedes");
    register(asked, 1).statusCode(422).body("errors.pointer", contains("/framework"));
    asked.put("framework", "scikit-learn 1.5.2");

    register(asked, 1)
        .statusCode(201)
        .body("source_revision", is("git:4b825dc"))
        .body("framework", is("scikit-learn 1.5.2"))
        .body("task", is("binary-classification"))
        .body("change_note", is("Leaves out the postcode"));

    get("engineer", draft.substring(0, draft.lastIndexOf('/')) + "?q=postcode")
        .body("items.number", contains(1));
  }

  @Test
  void takesThePlaceOfAnEarlierVersion() {
    String later = versions(project.key() + ".denial") + "/2";
    drafted();

    register(later, Map.of("digest", OTHER, "supersedes", 1), 1)
        .statusCode(201)
        .body("supersedes", is(1));
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
  void changesNothingThatIsFixedByTheRegistrationInTheDatabase() throws SQLException {
    register(Map.of("digest", OTHER), 1).statusCode(201);

    for (String change :
        List.of(
            "digest = '%s'".formatted(new Digest(DIGEST)),
            "source_revision = 'x'",
            "framework = 'x'",
            "task = 'x'",
            "change_note = 'x'",
            "supersedes = null")) {
      try (Connection connection = database.getConnection();
          Statement sql = connection.createStatement()) {
        assertThatThrownBy(
                () ->
                    sql.executeUpdate(
                        "update model_version set %s where digest = '%s'".formatted(change, OTHER)))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("is fixed");
      }
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
    return register(draft, asked, revision);
  }

  private static ValidatableResponse register(
      String version, Map<String, Object> asked, long revision) {
    return as("engineer")
        .contentType("application/json")
        .header("If-Match", revision)
        .body(asked)
        .post(version + "/registrations")
        .then();
  }
}
