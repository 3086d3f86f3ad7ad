package org.assay.registry.mlflow.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What MLflow's clients send about logged models; whatever they leave out is null. */
final class LoggedModelCalls {

  private LoggedModelCalls() {}

  record Create(
      @Nullable String experimentId,
      @Nullable String name,
      @Nullable String modelType,
      @Nullable String sourceRunId,
      @Nullable List<TagJson> params,
      @Nullable List<TagJson> tags) {}

  /** The status is a name, or a number that older clients send. */
  record Finish(@Nullable JsonNode status) {}

  record Tags(@Nullable List<TagJson> tags) {}

  record Params(@Nullable List<TagJson> params) {}

  record Answer(LoggedModelJson model) {}

  record Search(
      @Nullable List<String> experimentIds,
      @Nullable String filter,
      @Nullable List<Dataset> datasets,
      @Nullable Long maxResults,
      @Nullable List<Order> orderBy,
      @Nullable String pageToken) {}

  record Dataset(@Nullable String datasetName, @Nullable String datasetDigest) {}

  record Order(
      @Nullable String fieldName,
      @Nullable Boolean ascending,
      @Nullable String datasetName,
      @Nullable String datasetDigest) {}

  record Found(List<LoggedModelJson> models, @Nullable String nextPageToken) {}
}
