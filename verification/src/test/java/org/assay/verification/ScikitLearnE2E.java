package org.assay.verification;

import static org.assay.verification.Setting.AUDITOR;
import static org.assay.verification.Setting.ENGINEER;
import static org.assay.verification.Setting.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.assay.local.demo.Answer;
import org.assay.local.demo.Request;
import org.assay.local.python.Python;
import org.assay.local.python.PythonEnvironment;
import org.assay.local.python.PythonMissing;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Assay computes of a million predictions is what scikit-learn and fairlearn compute of them:
 * of two classes, and of another million together of several classes, of numbers and of orders. The
 * scripts in {@code verification/scikit-learn} make the tables and the figures. Where the machine
 * has no Python these tests are skipped and say so.
 */
@ExtendWith(RunningWhole.class)
class ScikitLearnE2E {

  /**
   * The figures are shares of up to a million rows and sums of as many terms; of figures above 1 it
   * is a share of them.
   */
  private static final double TOLERANCE = 1e-12;

  private static final Path FOLDER = DocumentationE2E.root().resolve("verification/scikit-learn");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Whole whole;
  private final Setting setting;

  ScikitLearnE2E(Whole whole) {
    this.whole = whole;
    this.setting = whole.setting();
  }

  @Test
  void agreesOnAMillionPredictions(@TempDir Path folder) throws Exception {
    run("figures.py", folder, 1_000_000);
    Map<String, Double> expected = figures(folder, "figures");
    ObjectNode plan =
        JSON.objectNode()
            .put("positive_class", "repaid")
            .put("negative_class", "defaulted")
            .put("threshold", 0.5)
            .put("probabilities", true);
    plan.putArray("attributes").addObject().put("name", "sex");
    plan.withArray("attributes").addObject().put("name", "region");
    claim(plan, "ACCURACY", 0.5);
    ObjectNode columns =
        JSON.objectNode().put("label", "outcome").put("score", "score").put("row_id", "id");
    columns.putArray("groups").add("sex").add("region");

    String asked = asked(plan, columns, folder.resolve("table.csv"));

    assertThat(expected).hasSizeGreaterThan(80);
    assertAgrees(asked, expected);
  }

  @Test
  void agreesOnSeveralClassesNumbersAndOrders(@TempDir Path folder) throws Exception {
    run("tasks.py", folder, 1_000_000);
    Map<String, String> asked = new TreeMap<>();
    for (String task : List.of("multiclass", "regression", "ranking")) {
      asked.put(task, asked(plan(task), columns(task), folder.resolve(task + ".csv")));
    }

    asked.forEach((task, evidence) -> assertAgrees(evidence, figures(folder, task)));

    assertThat(figures(folder, "multiclass")).hasSizeGreaterThan(30);
    assertThat(figures(folder, "regression")).hasSizeGreaterThan(30);
    assertThat(figures(folder, "ranking")).hasSize(2);
  }

  private static ObjectNode plan(String task) {
    ObjectNode plan = JSON.objectNode().put("task", task.toUpperCase(Locale.ROOT));
    return switch (task) {
      case "multiclass" -> {
        plan.put("positive_class", "approve");
        plan.putArray("classes").add("approve").add("refer").add("decline").add("withdraw");
        plan.putArray("attributes").addObject().put("name", "sex");
        yield claim(plan, "ACCURACY", 0.5);
      }
      case "regression" -> {
        plan.putArray("attributes").addObject().put("name", "sex");
        plan.withArray("attributes").addObject().put("name", "region");
        yield claim(plan, "MAE", 100);
      }
      default -> {
        plan.put("positive_class", "relevant").put("negative_class", "other");
        yield claim(plan, "ROC_AUC", 0.6);
      }
    };
  }

  private static ObjectNode claim(ObjectNode plan, String statistic, double limit) {
    plan.putArray("claims").addObject().put("statistic", statistic).put("limit", limit);
    return plan;
  }

  private static ObjectNode columns(String task) {
    ObjectNode columns = JSON.objectNode().put("label", "observed");
    if (task.equals("ranking")) {
      return columns.put("score", "score");
    }
    columns.put("prediction", "predicted").putArray("groups").add("sex");
    if (task.equals("regression")) {
      columns.withArray("groups").add("region");
    }
    return columns;
  }

  private void assertAgrees(String evidence, Map<String, Double> expected) {
    Map<String, Double> computed =
        computed(
            await()
                .atMost(PATIENCE)
                .until(
                    () -> setting.read(AUDITOR, evidence),
                    answer -> answer.text("/evaluation/state").equals("DONE")));
    assertThat(computed.keySet()).containsAll(expected.keySet());
    expected.forEach(
        (statistic, value) ->
            assertThat(computed.get(statistic))
                .as(statistic)
                .isCloseTo(value, within(TOLERANCE * Math.max(1, Math.abs(value)))));
  }

  private static void run(String script, Path folder, int rows) {
    List<String> printed = new ArrayList<>();
    int code =
        environment()
            .run(
                FOLDER,
                script,
                Map.of("TABLES", folder.toString(), "ROWS", Integer.toString(rows), "SEED", "7"),
                printed::add);
    assertThat(code).as(String.join("\n", printed)).isZero();
  }

  private static Map<String, Double> figures(Path folder, String name) {
    Map<String, Double> expected = new TreeMap<>();
    try {
      new ObjectMapper()
          .readTree(folder.resolve(name + ".json").toFile())
          .properties()
          .forEach(figure -> expected.put(figure.getKey(), figure.getValue().asDouble()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return expected;
  }

  private static PythonEnvironment environment() {
    try {
      return PythonEnvironment.in(
          Path.of("target", "python", "scikit-learn").toAbsolutePath(),
          Python.find(System.getenv()),
          FOLDER.resolve("requirements.txt"),
          line -> System.out.println("[scikit-learn] " + line));
    } catch (PythonMissing missing) {
      System.out.println("[scikit-learn] SKIPPED, Assay's figures are not compared: " + missing);
      return Assumptions.abort(missing.toString());
    }
  }

  /** Returns where the evidence of a new version's predictions is. */
  private String asked(ObjectNode plan, ObjectNode columns, Path table) throws Exception {
    Setting.Version version = setting.registered();
    Answer planned =
        await()
            .atMost(Setting.PATIENCE)
            .until(
                () ->
                    setting.send(
                        Request.post(ENGINEER, version.path() + "/evaluation-plans", plan)),
                answer -> answer.status() == 201);
    upload(version, table);
    ObjectNode predictions =
        JSON.objectNode()
            .put("kind", "PREDICTIONS")
            .put("upload", "predictions/table.csv")
            .put("plan", planned.text("/id"))
            .set("columns", columns);
    Answer asked =
        setting.granted(Request.post(ENGINEER, version.path() + "/evidence", predictions));
    return "/api/v1/evidence/" + asked.text("/id");
  }

  private void upload(Setting.Version version, Path table) throws Exception {
    String path = "/api/v1/artifacts/" + version.project() + "/files/predictions/table.csv";
    HttpRequest put =
        HttpRequest.newBuilder(URI.create(whole.gatewayUrl() + path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + whole.tokens().tokenOf("engineer"))
            .header("Content-Type", "text/csv")
            .header("If-None-Match", "*")
            .PUT(HttpRequest.BodyPublishers.ofFile(table))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> sent = http.send(put, HttpResponse.BodyHandlers.ofString());
      assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
    }
  }

  /** By name, of a class, a group or an attribute with that behind it, as the scripts key them. */
  private static Map<String, Double> computed(Answer evidence) {
    Map<String, Double> computed = new TreeMap<>();
    for (JsonNode one : evidence.body().path("statistics")) {
      if (!one.has("pair") && one.path("value").isNumber()) {
        String of = one.has("attribute") ? "/" + one.path("attribute").asText() : "";
        String group = one.has("group") ? "/" + one.path("group").asText() : "";
        String ofClass = one.has("class_name") ? "@" + one.path("class_name").asText() : "";
        computed.put(
            one.path("statistic").asText() + ofClass + of + group, one.path("value").asDouble());
      }
    }
    return computed;
  }
}
