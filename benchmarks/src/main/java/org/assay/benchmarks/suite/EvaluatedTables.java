package org.assay.benchmarks.suite;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assay.benchmarks.load.Shot;
import org.assay.benchmarks.report.Sample;
import org.assay.benchmarks.stack.ProcessorTimes;
import org.assay.benchmarks.stack.ResidentMemory;

/**
 * Tables that Assay evaluates: each uploaded once, and evaluated for a version of its own each
 * time, since the same file is evaluated by the same plan once.
 */
final class EvaluatedTables {

  static final String SECONDS = "seconds";
  static final String PEAK = "peak_mib";

  private static final Set<String> UNDER_WAY = Set.of("QUEUED", "RUNNING");
  private static final Duration LONGEST = Duration.ofMinutes(16);

  private final Bench bench;
  private final Population population;

  EvaluatedTables(Bench bench, Population population) {
    this.bench = bench;
    this.population = population;
  }

  /** Sends a file to the project's artifacts. */
  void upload(Path file) {
    HttpRequest put;
    try {
      put =
          HttpRequest.newBuilder(
                  URI.create(
                      bench.stack().stack().gatewayUrl()
                          + "/api/v1/artifacts/%s/files/%s"
                              .formatted(population.project(), file.getFileName())))
              .timeout(LONGEST)
              .header("Authorization", "Bearer " + bench.stack().token("engineer"))
              .header("If-None-Match", "*")
              .header("Content-Type", "application/octet-stream")
              .PUT(HttpRequest.BodyPublishers.ofFile(file))
              .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> sent = http.send(put, HttpResponse.BodyHandlers.ofString());
      if (sent.statusCode() != 200) {
        throw new IllegalStateException(file + " was not taken: " + sent.body());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** An evaluation and what it took. */
  record Evaluated(JsonNode evidence, Sample sample) {}

  /** Evaluates a table that was uploaded, from its start to its report. */
  Evaluated evaluate(String side, int round, String name) {
    RegisteredVersion version = population.registered(1).getFirst();
    String path = "/api/v1/models/%s/versions/%d".formatted(version.model(), version.number());
    String plan = declared(path);
    long pid = bench.stack().pid("review-service");
    ResidentMemory.forgetPeak(pid);
    ProcessorTimes before = bench.processorTimes();
    JsonNode ended = ended(post(path + "/evidence", evidence(name, plan)).path("id").asText());
    Map<String, Double> percent = bench.processorTimes().percentSince(before);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(
        SECONDS, between(ended.at("/evaluation/started_at"), ended.at("/evaluation/finished_at")));
    figures.put(PEAK, ResidentMemory.peak(pid));
    return new Evaluated(ended, new Sample(side, round, figures, percent, Map.of(), ""));
  }

  /** The plan is declared once review-service has heard of the version. */
  private String declared(String path) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        return post(path + "/evaluation-plans", PLAN).path("id").asText();
      } catch (IllegalStateException e) {
        if (System.nanoTime() > until) {
          throw e;
        }
        pause();
      }
    }
  }

  private static final String PLAN =
      """
      {"positive_class":"repaid","negative_class":"defaulted","threshold":0.5,"probabilities":true,\
      "attributes":[{"name":"first"},{"name":"second"},{"name":"third"}],\
      "claims":[{"statistic":"ACCURACY","limit":0.5},\
      {"statistic":"DEMOGRAPHIC_PARITY_DIFFERENCE","attribute":"first","limit":0.5}]}\
      """;

  private static String evidence(String name, String plan) {
    return """
    {"kind":"PREDICTIONS","upload":"%s","plan":"%s",\
    "columns":{"label":"outcome","score":"score","groups":["first","second","third"]}}\
    """
        .formatted(name, plan);
  }

  private JsonNode ended(String id) {
    long until = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      JsonNode seen =
          Population.one(
              bench, Shot.get("/api/v1/evidence/" + id, bench.stack().token("engineer")));
      String state = seen.at("/evaluation/state").asText();
      if (state.equals("DONE")) {
        return seen;
      }
      if (!UNDER_WAY.contains(state) || System.nanoTime() > until) {
        throw new IllegalStateException("no report came: " + seen.path("evaluation"));
      }
      pause();
    }
  }

  private JsonNode post(String path, String body) {
    return Population.one(
        bench, Shot.post(path, bench.stack().token("engineer"), Population.key(), body));
  }

  private static double between(JsonNode from, JsonNode to) {
    return Duration.between(Instant.parse(from.asText()), Instant.parse(to.asText())).toNanos()
        / 1e9;
  }

  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
  }
}
