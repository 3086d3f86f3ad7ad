package org.assay.registry.mlflow.tracking;

import java.util.List;
import org.assay.registry.experiment.StageChoice;
import org.jspecify.annotations.Nullable;

/** What MLflow's clients send about experiments; whatever they leave out is null. */
final class ExperimentCalls {

  private ExperimentCalls() {}

  record Create(
      @Nullable String name, @Nullable String artifactLocation, @Nullable List<TagJson> tags) {}

  record Created(String experimentId) {}

  record One(
      @Nullable String experimentId,
      @Nullable String experimentName,
      @Nullable String newName,
      @Nullable String key,
      @Nullable String value) {}

  record Answer(ExperimentJson experiment) {}

  record Search(
      @Nullable Long maxResults,
      @Nullable String filter,
      @Nullable List<String> orderBy,
      @Nullable String pageToken,
      @Nullable StageChoice viewType) {}

  record Found(List<ExperimentJson> experiments, @Nullable String nextPageToken) {}
}
