package org.assay.registry.mlflow.tracking;

import java.util.List;
import org.assay.registry.experiment.StageChoice;
import org.assay.registry.mlflow.MlflowRequest;
import org.assay.registry.run.RunStatus;
import org.jspecify.annotations.Nullable;

/** What MLflow's clients send about runs; whatever they leave out is null. */
final class RunCalls {

  private RunCalls() {}

  record Create(
      @Nullable String experimentId,
      @Nullable String userId,
      @Nullable String runName,
      @Nullable Long startTime,
      @Nullable List<TagJson> tags) {}

  record One(
      @Nullable String runId,
      @Nullable String runUuid,
      @Nullable RunStatus status,
      @Nullable Long endTime,
      @Nullable String runName,
      @Nullable String key,
      @Nullable String value) {

    /** Returns the id of the run, which older clients send by another name. */
    String id() {
      return MlflowRequest.required(runId == null || runId.isEmpty() ? runUuid : runId, "run_id");
    }
  }

  record OneMetric(
      @Nullable String runId,
      @Nullable String runUuid,
      @Nullable String key,
      @Nullable Double value,
      @Nullable Long timestamp,
      @Nullable Long step,
      @Nullable String modelId,
      @Nullable String datasetName,
      @Nullable String datasetDigest) {

    /** Returns it as a batch has it. */
    Batch batch() {
      MetricJson metric =
          new MetricJson(key, value, timestamp, step, datasetName, datasetDigest, modelId, null);
      String run = runId == null || runId.isEmpty() ? runUuid : runId;
      return new Batch(run, List.of(metric), null, null);
    }
  }

  record Answer(RunJson run) {}

  record Updated(RunJson.About runInfo) {}

  record Search(
      @Nullable List<String> experimentIds,
      @Nullable String filter,
      @Nullable StageChoice runViewType,
      @Nullable Long maxResults,
      @Nullable List<String> orderBy,
      @Nullable String pageToken) {}

  record Found(List<RunJson> runs, @Nullable String nextPageToken) {}

  record History(
      @Nullable String runId,
      @Nullable String runUuid,
      @Nullable String metricKey,
      @Nullable Long maxResults,
      @Nullable String pageToken) {}

  record Points(List<MetricJson> metrics, @Nullable String nextPageToken) {}

  record Batch(
      @Nullable String runId,
      @Nullable List<MetricJson> metrics,
      @Nullable List<TagJson> params,
      @Nullable List<TagJson> tags) {}

  record Inputs(
      @Nullable String runId,
      @Nullable List<RunJson.DatasetInput> datasets,
      @Nullable List<RunJson.ModelUse> models) {}

  record OldModel(@Nullable String runId, @Nullable String modelJson) {}
}
