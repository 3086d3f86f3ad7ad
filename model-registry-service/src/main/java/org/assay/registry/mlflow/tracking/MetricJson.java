package org.assay.registry.mlflow.tracking;

import static org.assay.registry.mlflow.MlflowRequest.required;

import java.util.Objects;
import java.util.Optional;
import org.assay.registry.loggedmodel.Measurement;
import org.assay.registry.loggedmodel.Measurements;
import org.assay.registry.run.Metric;
import org.jspecify.annotations.Nullable;

/** A metric as MLflow writes it; NaN and the infinities are strings. */
record MetricJson(
    @Nullable String key,
    @Nullable Double value,
    @Nullable Long timestamp,
    @Nullable Long step,
    @Nullable String datasetName,
    @Nullable String datasetDigest,
    @Nullable String modelId,
    @Nullable String runId) {

  /** Writes a metric of a run. */
  static MetricJson from(Metric metric) {
    return new MetricJson(
        metric.key(), metric.value(), metric.loggedAt(), metric.step(), null, null, null, null);
  }

  /** Writes what a run measured on a logged model. */
  static MetricJson from(Measurements.Kept kept) {
    Metric metric = kept.what().metric();
    return new MetricJson(
        metric.key(),
        metric.value(),
        metric.loggedAt(),
        metric.step(),
        kept.what().datasetName(),
        kept.what().datasetDigest(),
        TrackingIds.model(kept.what().model()),
        TrackingIds.written(kept.run()));
  }

  /**
   * Reads it.
   *
   * @param place what stands before its members' names in a refusal
   */
  Metric metric(String place) {
    return new Metric(
        required(key, place + "key"),
        required(value, place + "value"),
        required(timestamp, place + "timestamp"),
        Objects.requireNonNullElse(step, 0L));
  }

  /** Reads what it says of a logged model, empty where it names none. */
  Optional<Measurement> measurement() {
    return modelId == null || modelId.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Measurement(
                TrackingIds.model(modelId),
                metric(""),
                Objects.requireNonNullElse(datasetName, ""),
                Objects.requireNonNullElse(datasetDigest, "")));
  }
}
