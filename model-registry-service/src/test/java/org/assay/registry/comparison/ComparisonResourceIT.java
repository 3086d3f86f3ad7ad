package org.assay.registry.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.registry.dataset.DatasetTestCase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ComparisonResourceIT extends DatasetTestCase {

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
        .body("environment.changes.name", contains("requirement numpy"))
        .body("environment.unchanged", is(2));
  }

  /** What may not be downloaded is not told by what it says of a model either. */
  @Test
  void readsNothingOutOfRowsThatAreEvaluated() {
    Project project = project();
    String model = registered(project, "denial");
    register(project, model, "a", "'[]'", "afam,4\n");
    register(project, model, "b", "'[]'", "single,9\n");
    compare("engineer-2", model, "1...2").body("environment.changes", hasSize(2));
    post(
            "engineer",
            "/api/v1/artifacts/" + project.key() + "/uses",
            Map.of(
                "path",
                "models/a/requirements.txt",
                "purpose",
                "EVALUATION",
                "keep_until",
                Instant.now().plus(Duration.ofDays(1)).toString()))
        .statusCode(201);

    compare("engineer-2", model, "1...2")
        .body("environment.changes", hasSize(1))
        .body("files.changes.name", contains("requirements.txt"));
  }

  /** Whoever knows a digest may claim it, and is shown nothing of the files by that. */
  @Test
  void readsNoFilesOfAClaimedDigest() {
    Project theirs = project();
    String kept = registered(theirs, "denial");
    register(theirs, kept, "a", "'[{\"type\": \"secret\"}]'", "secret==1\n");
    register(theirs, kept, "b", "'[{\"type\": \"other\"}]'", "secret==2\n");
    Map<String, Object> first = version();
    first.put("digest", digestOf(kept, 1));
    Map<String, Object> second = version();
    second.put("digest", digestOf(kept, 2));
    String elsewhere = registered(project(), "denial");
    String beside = registered(theirs, "beside");

    for (String model : List.of(elsewhere, beside)) {
      post("engineer", versions(model), first).statusCode(201);
      post("engineer", versions(model), second).statusCode(201);
      compare("engineer", model, "1...2")
          .statusCode(200)
          .body("same_bytes", is(false))
          .body("files", nullValue())
          .body("signature", nullValue())
          .body("environment.changes", empty());
    }
    compare("engineer", kept, "1...2").body("files.changes.name", hasItem("MLmodel"));
  }

  @Test
  void comparesTheRegisteredDataThatVersionsComeFrom() {
    Project project = project();
    String model = registered(project, "denial");
    Map<String, Object> hmda = dataset(project, "hmda");
    String first = registeredDataset(hmda);
    hmda.putAll(Map.of("version", "2", "digest", freshDigest()));
    String second = registeredDataset(hmda);
    String test = registeredDataset(dataset(project, "test"));
    registerOn(model, Map.of(first, "TRAINED_ON", test, "EVALUATED_ON"));
    registerOn(model, Map.of(second, "TRAINED_ON", test, "EVALUATED_ON"));
    registerOn(model, Map.of(second, "TRAINED_ON", test, "TUNED_ON"));
    String key = project.key();

    compare("engineer-2", model, "1...2")
        .body(
            "data.changes.name",
            contains("TRAINED_ON " + key + ".hmda/1", "TRAINED_ON " + key + ".hmda/2"))
        .body("data.changes.change", contains("REMOVED", "ADDED"))
        .body("data.changes[1].b", is(hmda.get("digest")))
        .body("data.unchanged", is(2));
    compare("engineer", model, "2...3")
        .body(
            "data.changes.name",
            contains("EVALUATED_ON " + key + ".test/1", "TUNED_ON " + key + ".test/1"));
  }

  @Test
  void saysOfDataThatOneMayNotKnowOfOnlyThatTheyDiffer() {
    Project theirs = project(Map.of("lead", "OWNER"));
    String first = secret(theirs, "secret");
    String second = secret(theirs, "other secret");
    String model = registered(project(), "denial");
    for (String data : List.of(first, second, second)) {
      Map<String, Object> asked = version();
      asked.put("lineage", List.of(Map.of("kind", "TRAINED_ON", "dataset_id", data)));
      post("lead", versions(model), asked).statusCode(201);
    }

    String seen =
        compare("engineer", model, "1...2")
            .body("data.changes.name", contains("TRAINED_ON hidden 1", "TRAINED_ON hidden 2"))
            .extract()
            .asString();
    assertThat(seen).doesNotContain("secret").doesNotContain(theirs.key());
    compare("engineer", model, "2...3").body("data.changes", empty());
    compare("auditor", model, "1...2")
        .body(
            "data.changes.name",
            contains(
                "TRAINED_ON " + theirs.key() + ".other secret/1",
                "TRAINED_ON " + theirs.key() + ".secret/1"));
  }

  @Test
  void comparesSeedStepsInTheirOrderAndWhatWasInstalled() {
    Project project = project();
    String model = registered(project, "denial");
    Map<String, Object> scale = Map.of("name", "scale");
    Map<String, Object> impute = Map.of("name", "impute", "detail", "median");
    registerSetUp(project, model, 1, List.of(impute, scale), "1.5.2");
    registerSetUp(project, model, 2, List.of(scale, impute), "1.5.2");
    registerSetUp(project, model, 2, List.of(scale, impute, scale), "1.6.0");
    registerSetUp(project, model, 2, List.of(scale, impute, scale), "1.6.0");

    compare("engineer", model, "1...2")
        .body(
            "code.changes.name",
            contains(
                "preprocessing 001",
                "preprocessing 001 detail",
                "preprocessing 002",
                "preprocessing 002 detail",
                "seed"))
        .body("code.changes[4].a", is("1"))
        .body("environment.changes", empty());
    compare("engineer", model, "2...3")
        .body("code.changes.name", contains("preprocessing 003"))
        .body("environment.changes.name", contains("package scikit-learn"));
    compare("engineer", model, "3...4")
        .body("code.changes", empty())
        .body("environment.changes", empty());
  }

  /** What a model asks for (==1.5.2) and what was there (1.5.2) are no change of each other. */
  @Test
  void keepsRequirementsAndInstalledPackagesApart() {
    Project project = project();
    String model = registered(project, "denial");
    String run = setUp(project, Map.of("environment", packages("1.5.2")));
    register(project, model, "a", "'[]'", "scikit-learn==1.5.2\n", run);
    register(project, model, "b", "'[]'", "scikit-learn==1.5.2\n");

    compare("engineer", model, "1...2")
        .body("environment.changes.name", contains("package scikit-learn"))
        .body("environment.changes.change", contains("REMOVED"))
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

  private static String digestOf(String model, int number) {
    return get("engineer", versions(model) + "/" + number).extract().jsonPath().getString("digest");
  }

  private static String secret(Project project, String name) {
    return post("lead", DATASETS, dataset(project, name)).extract().jsonPath().getString("id");
  }

  private static void registerOn(String model, Map<String, String> kinds) {
    Map<String, Object> asked = version();
    asked.put(
        "lineage",
        kinds.entrySet().stream()
            .map(data -> Map.of("kind", data.getValue(), "dataset_id", data.getKey()))
            .toList());
    post("engineer", versions(model), asked).statusCode(201);
  }

  private static void registerSetUp(
      Project project, String model, int seed, List<Map<String, Object>> steps, String installed) {
    Map<String, Object> asked = version();
    asked.putAll(Map.of("metrics", Map.of(), "training_data", List.of()));
    asked.put(
        "run_id",
        setUp(
            project,
            Map.of("seed", seed, "preprocessing", steps, "environment", packages(installed))));
    post("engineer", versions(model), asked).statusCode(201);
  }

  private static Map<String, Object> packages(String installed) {
    return Map.of("packages", Map.of("scikit-learn", installed));
  }

  private static String setUp(Project project, Map<String, Object> setup) {
    String experiment =
        post(
                "engineer",
                "/api/v1/experiments",
                Map.of("project_key", project.key(), "name", "e-" + UUID.randomUUID()))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");
    String run =
        post("engineer", "/api/v1/runs", Map.of("experiment_id", experiment, "name", "r"))
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("id");
    as("engineer")
        .contentType("application/json")
        .header("If-Match", 1)
        .body(setup)
        .put("/api/v1/runs/" + run + "/setup")
        .then()
        .statusCode(200);
    return run;
  }

  private static void register(
      Project project, String model, String folder, String inputs, String requirements) {
    register(project, model, folder, inputs, requirements, null);
  }

  private static void register(
      Project project,
      String model,
      String folder,
      String inputs,
      String requirements,
      @Nullable String run) {
    String at = "/api/2.0/mlflow-artifacts/artifacts/" + project.key() + "/models/" + folder;
    put(at + "/MLmodel", "flavors: {}\nsignature:\n  inputs: " + inputs + "\n  params: null\n");
    put(at + "/requirements.txt", requirements);
    put(at + "/data.bin", "bytes");
    Map<String, Object> asked = version();
    asked.put(
        "digest", org.assay.contracts.name.Digest.of(sha256(manifest(project, folder))).value());
    asked.put("files", "models/" + folder);
    if (run != null) {
      asked.putAll(Map.of("run_id", run, "metrics", Map.of(), "training_data", List.of()));
    }
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
