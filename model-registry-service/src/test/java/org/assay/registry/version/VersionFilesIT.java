package org.assay.registry.version;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.assay.contracts.name.Digest;
import org.assay.kit.testing.Tokens;
import org.assay.registry.artifact.ArtifactTestCase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions made from files that Assay holds. */
@QuarkusTest
class VersionFilesIT extends ArtifactTestCase {

  private Project project;
  private String model;
  private Digest digest;

  @BeforeEach
  void prepare() {
    project = project();
    model = registered(project, "denial");
    put(project, "runs/1/model/MLmodel", random(10)).statusCode(200);
    put(project, "runs/1/model/model.bin", random(1_000)).statusCode(200);
    digest =
        digest(
            as("engineer")
                .get(ARTIFACTS + project.key() + "/manifest?folder=runs/1/model")
                .asByteArray());
  }

  @Test
  void takesTheDigestOfTheFilesItself() {
    register(digest.value(), "runs/1/model")
        .statusCode(201)
        .body("state", is("REGISTERED"))
        .body("digest", is(digest.value()))
        .body("digest_origin", is("COMPUTED"));

    put(project, "runs/1/model/more", random(5))
        .statusCode(409)
        .body("code", is("ARTIFACT_SEALED"));
    put(project, "runs/1/plots/roc", random(5)).statusCode(200);
  }

  @Test
  void stillTakesADigestThatIsOnlyClaimed() {
    post("engineer", versions(model), version())
        .statusCode(201)
        .body("digest_origin", is("CLAIMED"));
  }

  @Test
  void refusesAForeignDigestAndSealsNothing() {
    register(DIGEST, "runs/1/model")
        .statusCode(422)
        .body("code", is("BYTES_MISMATCH"))
        .body("errors.pointer", contains("/digest"));

    put(project, "runs/1/model/more", random(5)).statusCode(200);
  }

  @Test
  void refusesFilesThatAreNotThere() {
    register(digest.value(), "runs/2").statusCode(422).body("errors.pointer", hasItem("/files"));
    register(digest.value(), "../runs").statusCode(400).body("code", is("MALFORMED_PATH"));
  }

  @Test
  void registersWhatAnMlflowClientLoggedHere() {
    create(project, "mlflow-artifacts:/" + project.key() + "/runs/1/model");

    get("engineer", versions(model) + "/1")
        .body("state", is("REGISTERED"))
        .body("digest", is(digest.value()))
        .body("digest_origin", is("COMPUTED"));
    get("engineer", versions(model) + "/1/history")
        .body("items.type", contains(type("drafted"), type("registered")));
    put(project, "runs/1/model/more", random(5)).statusCode(409);
  }

  @Test
  void vouchesForNoFilesOfAnotherProject() {
    Project other = project();
    String theirs = registered(other, "denial");

    create(other, "mlflow-artifacts:/" + project.key() + "/runs/1/model");
    create(other, "mlflow-artifacts:/" + other.key() + "/nothing");

    for (int number = 1; number <= 2; number++) {
      get("engineer", versions(theirs) + "/" + number)
          .body("state", is("DRAFT"))
          .body("digest", nullValue());
    }
    put(project, "runs/1/model/more", random(5)).statusCode(200);
  }

  private ValidatableResponse register(String claimed, String files) {
    Map<String, Object> asked = version();
    asked.put("digest", claimed);
    asked.put("files", files);
    return post("engineer", versions(model), asked);
  }

  private static void create(Project project, String source) {
    withToken(Tokens.of("engineer"))
        .header("X-MLFLOW-WORKSPACE", project.key())
        .contentType("application/json")
        .body(Map.of("name", "denial", "source", source))
        .post("/api/2.0/mlflow/model-versions/create")
        .then()
        .statusCode(200)
        .body("model_version.status", is("READY"));
  }

  private static String type(String act) {
    return "org.assay.registry.version." + act + ".v1";
  }
}
