package org.assay.registry.mlflow.tracking;

import java.util.List;
import java.util.UUID;
import org.assay.registry.loggedmodel.LoggedModel;
import org.assay.registry.loggedmodel.LoggedModelRecords;
import org.assay.registry.loggedmodel.LoggedModelStatus;
import org.assay.registry.loggedmodel.VisibleLoggedModels;
import org.assay.registry.mlflow.MlflowFailure;
import org.jspecify.annotations.Nullable;

/** A logged model as MLflow writes it. */
record LoggedModelJson(About info, Content data) {

  /** Writes a logged model. */
  static LoggedModelJson from(VisibleLoggedModels.Found found, LoggedModelRecords.Known known) {
    LoggedModel model = found.model();
    UUID run = model.sourceRunId();
    return new LoggedModelJson(
        new About(
            TrackingIds.model(model.id()),
            TrackingIds.written(model.experimentId()),
            model.name(),
            model.createdAt().toEpochMilli(),
            model.updatedAt().toEpochMilli(),
            ArtifactUris.ofModel(found.experiment(), model.id()),
            "LOGGED_MODEL_" + model.status(),
            model.modelType(),
            run == null ? null : TrackingIds.written(run),
            TagJson.from(known.tags())),
        new Content(
            TagJson.from(known.params()), known.metrics().stream().map(MetricJson::from).toList()));
  }

  /**
   * Reads how an upload ended.
   *
   * @param written the name of the status, or its number as older clients send it
   * @throws MlflowFailure 400 for another text
   */
  static LoggedModelStatus status(String written) {
    return switch (written) {
      case "LOGGED_MODEL_PENDING", "1" -> LoggedModelStatus.PENDING;
      case "LOGGED_MODEL_READY", "2" -> LoggedModelStatus.READY;
      case "LOGGED_MODEL_UPLOAD_FAILED", "3" -> LoggedModelStatus.UPLOAD_FAILED;
      default ->
          throw MlflowFailure.invalid(
              "Invalid value for parameter 'status' supplied: accepted are LOGGED_MODEL_PENDING,"
                  + " LOGGED_MODEL_READY and LOGGED_MODEL_UPLOAD_FAILED.");
    };
  }

  /** What it is. */
  record About(
      String modelId,
      String experimentId,
      String name,
      long creationTimestampMs,
      long lastUpdatedTimestampMs,
      String artifactUri,
      String status,
      String modelType,
      @Nullable String sourceRunId,
      List<TagJson> tags) {}

  /** What it was made with, and what was measured on it. */
  record Content(List<TagJson> params, List<MetricJson> metrics) {}
}
