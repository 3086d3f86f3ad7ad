package org.assay.registry.mlflow.tracking;

import static org.assay.registry.mlflow.MlflowRequest.required;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.assay.registry.loggedmodel.Measurement;
import org.assay.registry.loggedmodel.Measurements;
import org.assay.registry.mlflow.MlflowFailure;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.run.Metric;
import org.assay.registry.run.RunLog;
import org.assay.registry.run.VisibleRuns;

/** Takes what MLflow's clients log, within the bounds of MLflow's own server. */
@ApplicationScoped
class RunBatches {

  private static final int MOST_METRICS = 1_000;
  private static final int MOST_TEXTS = 100;
  private static final int MOST_TOGETHER = 1_000;

  private final MlflowRequest request;
  private final RunLog log;
  private final Measurements measurements;

  RunBatches(MlflowRequest request, RunLog log, Measurements measurements) {
    this.request = request;
    this.log = log;
    this.measurements = measurements;
  }

  /**
   * Logs one metric, in the running transaction.
   *
   * @param asked a batch that holds it alone
   */
  void logOne(RunCalls.Batch asked) {
    Objects.requireNonNullElse(asked.metrics(), List.<MetricJson>of())
        .forEach(metric -> metric.metric(""));
    log(asked);
  }

  /** Logs a batch, all of it or nothing, in the running transaction. */
  void log(RunCalls.Batch asked) {
    UUID run = TrackingIds.run(required(asked.runId(), "run_id"));
    List<MetricJson> metrics = Objects.requireNonNullElse(asked.metrics(), List.of());
    List<TagJson> params = Objects.requireNonNullElse(asked.params(), List.of());
    List<TagJson> tags = Objects.requireNonNullElse(asked.tags(), List.of());
    requireWithin("metrics", metrics.size(), MOST_METRICS);
    requireWithin("params", params.size(), MOST_TEXTS);
    requireWithin("tags", tags.size(), MOST_TEXTS);
    requireWithin(
        "metrics, params and tags", metrics.size() + params.size() + tags.size(), MOST_TOGETHER);
    List<Metric> points = metrics(metrics);
    List<Measurement> measured =
        metrics.stream().flatMap(metric -> metric.measurement().stream()).toList();
    VisibleRuns.Found found =
        log.log(
            run,
            new RunLog.Batch(points, TagJson.entries(params), TagJson.entries(tags)),
            request.caller());
    measurements.add(found.run(), measured, request.caller());
  }

  private static List<Metric> metrics(List<MetricJson> written) {
    List<Metric> read = new ArrayList<>();
    for (int index = 0; index < written.size(); index++) {
      read.add(written.get(index).metric("metrics[%d].".formatted(index)));
    }
    return read;
  }

  private static void requireWithin(String what, int number, int most) {
    if (number > most) {
      throw MlflowFailure.invalid(
          "A batch logging request can contain at most %d %s. Got %d %s. Please split up %s across"
                  .formatted(most, what, number, what, what)
              + " multiple requests and try again.");
    }
  }
}
