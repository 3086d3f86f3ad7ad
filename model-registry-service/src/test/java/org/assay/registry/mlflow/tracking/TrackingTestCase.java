package org.assay.registry.mlflow.tracking;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.registry.RegistryTestCase;

/** What the tests of MLflow's tracking share: its words, sent as its clients send them. */
abstract class TrackingTestCase extends RegistryTestCase {

  protected static final String API = "/api/2.0/mlflow";

  protected static RequestSpecification in(Project project, String account) {
    return as(account).header("X-MLFLOW-WORKSPACE", project.key()).contentType("application/json");
  }

  protected static ValidatableResponse send(
      Project project, String account, String path, Map<String, ?> body) {
    return in(project, account).body(body).post(API + path).then();
  }

  protected static JsonPath done(Project project, String path, Map<String, ?> body) {
    return send(project, "engineer", path, body).statusCode(200).extract().jsonPath();
  }

  protected static String experiment(Project project) {
    return done(project, "/experiments/create", Map.of("name", "e-" + UUID.randomUUID()))
        .getString("experiment_id");
  }

  protected static String run(Project project, String experiment) {
    return run(project, experiment, "trial", 1_700_000_000_000L);
  }

  protected static String run(Project project, String experiment, String name, long start) {
    return done(
            project,
            "/runs/create",
            Map.of("experiment_id", experiment, "run_name", name, "start_time", start))
        .getString("run.info.run_id");
  }

  protected static JsonPath read(Project project, String run) {
    return in(project, "engineer")
        .get(API + "/runs/get?run_uuid=" + run + "&run_id=" + run)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  protected static Map<String, Object> metric(String key, Object value, long time, long step) {
    return new HashMap<>(Map.of("key", key, "value", value, "timestamp", time, "step", step));
  }

  protected static Map<String, String> entry(String key, String value) {
    return Map.of("key", key, "value", value);
  }

  protected static List<String> found(Project project, String experiment, String filter) {
    return found(project, experiment, filter, List.of());
  }

  protected static List<String> found(
      Project project, String experiment, String filter, List<String> orderBy) {
    return done(
            project,
            "/runs/search",
            Map.of("experiment_ids", List.of(experiment), "filter", filter, "order_by", orderBy))
        .getList("runs.info.run_name");
  }
}
