package org.assay.registry.dataset;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.assay.registry.RegistryTestCase;

/** What the tests of data sets share. */
public abstract class DatasetTestCase extends RegistryTestCase {

  protected static final String DATASETS = "/api/v1/datasets";

  /** A digest that no other test uses. */
  protected static String freshDigest() {
    StringBuilder hex = new StringBuilder("sha256:");
    for (int at = 0; at < 4; at++) {
      hex.append("%016x".formatted(ThreadLocalRandom.current().nextLong()));
    }
    return hex.toString();
  }

  /** What is needed to register data about nobody. */
  protected static Map<String, Object> dataset(Project project, String name) {
    return new HashMap<>(
        Map.of(
            "project_key", project.key(),
            "name", name,
            "version", "1",
            "digest", freshDigest(),
            "source", "https://example.org/data",
            "licence", "CC0-1.0",
            "personal_data", "NONE"));
  }

  /** Registers a data set as the engineer and returns its id. */
  protected static String registeredDataset(Map<String, Object> asked) {
    return post("engineer", DATASETS, asked).statusCode(201).extract().jsonPath().getString("id");
  }

  /** Waits until every descendant of withdrawn data is told. */
  protected static void awaitFlagged(String id) {
    await()
        .untilAsserted(
            () ->
                get("lead", DATASETS + "/" + id).body("withdrawal.descendants_flagged", is(true)));
  }

  /** Withdraws a data set as the lead, and waits until every descendant is told. */
  protected static void withdrawn(String id) {
    as("lead")
        .contentType("application/json")
        .header("If-Match", 1)
        .body(Map.of("reason", "The licence ended"))
        .post(DATASETS + "/" + id + "/withdrawals")
        .then()
        .statusCode(201);
    awaitFlagged(id);
  }

  /** That a version comes from data. */
  protected static Map<String, Object> on(String kind, String dataset) {
    return Map.of("kind", kind, "dataset_id", dataset);
  }

  /** That a version comes from another one. */
  protected static Map<String, Object> from(String kind, String model, int number) {
    return Map.of("kind", kind, "version", Map.of("model", model, "number", number));
  }

  /** The id of a run as the native API writes it. */
  protected static String dashed(String hex) {
    return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
  }
}
