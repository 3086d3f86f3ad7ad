package org.assay.registry.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assay.registry.RegistryTestCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ComparisonResourceIT extends RegistryTestCase {

  @Test
  void saysWhatDiffersBetweenTwoVersions() {
    String model = registered(project(), "denial");
    registeredVersion(model);
    Map<String, Object> other = version();
    other.put("digest", "sha256:" + "cd".repeat(32));
    other.put("source_revision", "git:2");
    other.put("framework", "scikit-learn 1.6");
    other.put("metrics", Map.of("auc", 0.75, "recall", 0.5));
    other.put("training_data", List.of("hmda-boston 1991"));
    post("engineer", versions(model), other).statusCode(201);
    as("engineer")
        .contentType("application/json")
        .header("If-Match", 2)
        .body(Map.of("markdown", "# New"))
        .put(versions(model) + "/2/card")
        .then()
        .statusCode(200);

    compare("engineer-2", model, "1...2")
        .statusCode(200)
        .body("a.number", is(1))
        .body("b.number", is(2))
        .body("same_bytes", is(false))
        .body("metrics.changes.name", contains("accuracy", "auc", "recall"))
        .body("metrics.changes.change", contains("REMOVED", "CHANGED", "ADDED"))
        .body("metrics.changes[1].delta", is(-0.08f))
        .body("code.changes.name", contains("source_revision"))
        .body("code.unchanged", is(1))
        .body("environment.changes.name", contains("framework"))
        .body("data.changes.change", contains("REMOVED", "ADDED"))
        .body("params.changes", empty())
        .body("files", nullValue())
        .body("signature", nullValue())
        .body("card.changes.name", contains("markdown"));
    compare("auditor", model, "2...1").body("metrics.changes[1].delta", is(0.08f));
    compare("auditor", model, "1...1")
        .body("same_bytes", is(true))
        .body("metrics.changes", empty())
        .body("metrics.unchanged", is(2));
  }

  @Test
  void comparesFilesSignatureAndPackagesOfWhatAssayKeeps() {
    Project project = project();
    String model = registered(project, "denial");
    register(project, model, "a", "'[{\"type\": \"double\"}]'", "numpy==1\nscipy==1\n");
    register(project, model, "b", "'[{\"type\": \"long\"}]'", "numpy==2\nscipy==1\n");

    compare("engineer", model, "1...2")
        .statusCode(200)
        .body("files.changes.name", contains("MLmodel", "requirements.txt"))
        .body("files.unchanged", is(1))
        .body("signature.changes.name", contains("inputs"))
        .body("signature.changes[0].a", is("[{\"type\": \"double\"}]"))
        .body("environment.changes.name", contains("package numpy"))
        .body("environment.unchanged", is(2));
  }

  @ParameterizedTest
  @CsvSource({"1...9, 404", "9...1, 404", "1..2, 404", "x...y, 404", "1...2...3, 404"})
  void knowsOnlyVersionsThatAreThere(String pair, int status) {
    String model = registered(project(), "denial");
    registeredVersion(model);

    assertThat(compare("engineer", model, pair).extract().statusCode()).isEqualTo(status);
    get("engineer", versions(model) + "/1").statusCode(200);
  }

  @Test
  void hidesAForeignProject() {
    String model =
        post("lead", MODELS, model(project(Map.of("lead", "OWNER")), "denial"))
            .extract()
            .jsonPath()
            .getString("name");

    compare("engineer", model, "1...2").statusCode(404).body("code", is("MODEL_NOT_FOUND"));
    compare("operator", model, "1...2").statusCode(403);
  }

  private static void register(
      Project project, String model, String folder, String inputs, String requirements) {
    String at = "/api/2.0/mlflow-artifacts/artifacts/" + project.key() + "/models/" + folder;
    put(at + "/MLmodel", "flavors: {}\nsignature:\n  inputs: " + inputs + "\n  params: null\n");
    put(at + "/requirements.txt", requirements);
    put(at + "/data.bin", "bytes");
    Map<String, Object> asked = version();
    asked.put(
        "digest", org.assay.contracts.name.Digest.of(sha256(manifest(project, folder))).value());
    asked.put("files", "models/" + folder);
    post("engineer", versions(model), asked).statusCode(201);
  }

  private static byte[] manifest(Project project, String folder) {
    return as("engineer")
        .get("/api/v1/artifacts/" + project.key() + "/manifest?folder=models/" + folder)
        .asByteArray();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(String path, String text) {
    as("engineer")
        .contentType("application/octet-stream")
        .body(text.getBytes(StandardCharsets.UTF_8))
        .put(path)
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse compare(String account, String model, String pair) {
    return get(account, versions(model) + "/" + pair);
  }
}
