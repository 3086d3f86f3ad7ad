package org.assay.benchmarks.suite;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assay.benchmarks.load.Shot;

/** Requests as MLflow's Python client {@value #CLIENT} sends them, recorded of it. */
final class MlflowRequests {

  /** Where files are, before their path. */
  static final String FILES = "/api/2.0/mlflow-artifacts/artifacts/";

  /** What the address of a file begins with that a client reads and writes there. */
  static final String FILES_SCHEME = "mlflow-artifacts:/";

  /** The header in which a client names its workspace, a project to Assay. */
  static final String WORKSPACE = "X-MLFLOW-WORKSPACE";

  /** The points of a batch, which is as many as a client may send at once. */
  static final int POINTS = 1000;

  /** The steps of a batch: each of its metrics has one point a step. */
  static final int STEPS = 100;

  private static final String CLIENT = "3.17.2";
  private static final String API = "/api/2.0/mlflow/";

  private MlflowRequests() {}

  /** What each request says of the client. */
  static Map<String, String> headers() {
    return Map.of(
        "User-Agent",
        "mlflow-python-client/" + CLIENT,
        "X-MLflow-Client-Version",
        CLIENT,
        "Accept",
        "*/*",
        "Accept-Encoding",
        "gzip, deflate");
  }

  static Shot post(String path, String body, Map<String, String> headers) {
    return new Shot("POST", API + path, headers, body).with("Content-Type", "application/json");
  }

  static Shot get(String path, Map<String, String> headers) {
    return new Shot("GET", API + path, headers, null);
  }

  /** A search for versions in the usual order, with its filter, empty for none. */
  static Shot search(String filter, int most, Map<String, String> headers) {
    return search(filter, "", most, headers);
  }

  /** A search for versions in an order, such as {@code version_number DESC}. */
  static Shot search(String filter, String orderBy, int most, Map<String, String> headers) {
    String before = filter.isEmpty() ? "" : "filter=" + encoded(filter) + "&";
    String after = orderBy.isEmpty() ? "" : "&order_by=" + encoded(orderBy);
    return get("model-versions/search?%smax_results=%d%s".formatted(before, most, after), headers);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A run, with the tags that {@code mlflow.start_run} gives it. */
  static String run(String experiment, int index, long time) {
    return """
    {"experiment_id": "%s", "user_id": "bench", "run_name": "run-%d", "start_time": %d, "tags": [\
    {"key": "mlflow.user", "value": "bench"}, {"key": "mlflow.source.name", "value": "train.py"}, \
    {"key": "mlflow.source.type", "value": "LOCAL"}, {"key": "mlflow.runName", "value": "run-%d"}]}\
    """
        .formatted(experiment, index, time, index);
  }

  /** {@value #POINTS} points of a run: {@value #STEPS} steps from the first on. */
  static String metrics(String run, int firstStep, long time) {
    StringBuilder body = new StringBuilder(100_000);
    body.append("{\"run_id\": \"").append(run).append("\", \"metrics\": ");
    char before = '[';
    for (int point = 0; point < POINTS; point++) {
      int step = firstStep + point / (POINTS / STEPS);
      body.append(before)
          .append("{\"key\": \"train/loss-")
          .append(point % (POINTS / STEPS))
          .append("\", \"value\": ")
          .append(1.0 / (step + 1))
          .append(", \"timestamp\": ")
          .append(time)
          .append(", \"step\": ")
          .append(step)
          .append('}');
      before = ',';
    }
    return body.append("]}").toString();
  }

  /** What a run has before a version is registered from it: two metrics, three parameters. */
  static String results(String run, long time) {
    return """
    {"run_id": "%s", "metrics": [\
    {"key": "accuracy", "value": 0.84, "timestamp": %d, "step": 0}, \
    {"key": "roc_auc", "value": 0.73, "timestamp": %d, "step": 0}], "params": [\
    {"key": "max_depth", "value": "6"}, {"key": "learning_rate", "value": "0.1"}, \
    {"key": "n_estimators", "value": "200"}]}\
    """
        .formatted(run, time, time);
  }

  static String model(String name) {
    return "{\"name\": \"%s\"}".formatted(name);
  }

  /** A version from a run's folder. */
  static String version(String model, String source, String run) {
    return """
    {"name": "%s", "source": "%s", "run_id": "%s"}\
    """
        .formatted(model, source, run);
  }

  /** A version whose bytes are elsewhere, with three tags. */
  static String tagged(String model, int index, int team, int grade) {
    return """
    {"name": "%s", "source": "s3://models/%d", "tags": [\
    {"key": "team", "value": "team-%d"}, {"key": "grade", "value": "grade-%d"}, \
    {"key": "build", "value": "%d"}]}\
    """
        .formatted(model, index, team, grade, index);
  }

  /** The filter that finds versions of {@link #tagged}. */
  static String twoTags(int team, int grade) {
    return "tags.team = 'team-%d' AND tags.grade = 'grade-%d'".formatted(team, grade);
  }

  static String alias(String model, String alias, int version) {
    return """
    {"name": "%s", "alias": "%s", "version": "%d"}\
    """
        .formatted(model, alias, version);
  }

  static Shot byAlias(String model, String alias, Map<String, String> headers) {
    return get("registered-models/alias?name=%s&alias=%s".formatted(model, alias), headers);
  }
}
