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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * What Assay computes of a million predictions is what scikit-learn and fairlearn compute of them.
 * {@code verification/scikit-learn/figures.py} makes the table and the figures. Where the machine
 * has no Python this test is skipped and says so.
 */
@ExtendWith(RunningWhole.class)
class ScikitLearnE2E {

  /** The figures are shares of up to a million rows and sums of as many terms. */
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
    Path table = folder.resolve("table.csv");
    Map<String, Double> expected = figures(table, folder.resolve("figures.json"));
    Setting.Version version = setting.registered();

    Map<String, Double> computed = computed(evaluated(version, table));

    assertThat(computed.keySet()).containsAll(expected.keySet());
    assertThat(expected).hasSizeGreaterThan(80);
    expected.forEach(
        (statistic, value) ->
            assertThat(computed.get(statistic)).as(statistic).isCloseTo(value, within(TOLERANCE)));
  }

  private static Map<String, Double> figures(Path table, Path figures) throws IOException {
    List<String> printed = new ArrayList<>();
    int code =
        environment()
            .run(
                FOLDER,
                "figures.py",
                Map.of(
                    "TABLE",
                    table.toString(),
                    "FIGURES",
                    figures.toString(),
                    "ROWS",
                    "1000000",
                    "SEED",
                    "7"),
                printed::add);
    assertThat(code).as(String.join("\n", printed)).isZero();
    Map<String, Double> expected = new TreeMap<>();
    new ObjectMapper()
        .readTree(figures.toFile())
        .properties()
        .forEach(figure -> expected.put(figure.getKey(), figure.getValue().asDouble()));
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

  private Answer evaluated(Setting.Version version, Path table) throws Exception {
    ObjectNode plan =
        JSON.objectNode()
            .put("positive_class", "repaid")
            .put("negative_class", "defaulted")
            .put("threshold", 0.5)
            .put("probabilities", true);
    plan.putArray("attributes").addObject().put("name", "sex");
    plan.withArray("attributes").addObject().put("name", "region");
    plan.putArray("claims").addObject().put("statistic", "ACCURACY").put("limit", 0.5);
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
            .put("plan", planned.text("/id"));
    ObjectNode columns =
        predictions
            .putObject("columns")
            .put("label", "outcome")
            .put("score", "score")
            .put("row_id", "id");
    columns.putArray("groups").add("sex").add("region");
    Answer asked =
        setting.granted(Request.post(ENGINEER, version.path() + "/evidence", predictions));
    return await()
        .atMost(PATIENCE)
        .until(
            () -> setting.read(AUDITOR, "/api/v1/evidence/" + asked.text("/id")),
            answer -> answer.text("/evaluation/state").equals("DONE"));
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

  /** By name, of a group or an attribute with that behind it, as the script keys them. */
  private static Map<String, Double> computed(Answer evidence) {
    Map<String, Double> computed = new TreeMap<>();
    for (JsonNode one : evidence.body().path("statistics")) {
      if (!one.has("pair") && one.path("value").isNumber()) {
        String of = one.has("attribute") ? "/" + one.path("attribute").asText() : "";
        String group = one.has("group") ? "/" + one.path("group").asText() : "";
        computed.put(one.path("statistic").asText() + of + group, one.path("value").asDouble());
      }
    }
    return computed;
  }
}
