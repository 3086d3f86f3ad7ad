package org.assay.registry.mlflow.tracking;

import java.util.List;
import java.util.Locale;
import org.assay.registry.loggedmodel.RunModels;
import org.assay.registry.run.InputDataset;
import org.assay.registry.run.RunRecords;
import org.assay.registry.run.VisibleRuns;
import org.jspecify.annotations.Nullable;

/** A run as MLflow writes it. */
record RunJson(About info, Content data, Inputs inputs, Outputs outputs) {

  /** Writes a run. */
  static RunJson from(
      VisibleRuns.Found run,
      RunRecords.Logged logged,
      List<RunModels.Use> read,
      List<RunModels.Use> written) {
    return new RunJson(
        About.from(run),
        new Content(
            logged.metrics().stream().map(MetricJson::from).toList(),
            TagJson.from(logged.params()),
            TagJson.from(logged.tags())),
        new Inputs(
            logged.datasets().stream().map(DatasetInput::from).toList(),
            read.stream().map(use -> new ModelUse(TrackingIds.model(use.model()), null)).toList()),
        new Outputs(
            written.stream()
                .map(use -> new ModelUse(TrackingIds.model(use.model()), use.step()))
                .toList()));
  }

  /** What changes of a run. */
  record About(
      String runUuid,
      String runId,
      String runName,
      String experimentId,
      String userId,
      String status,
      @Nullable Long startTime,
      @Nullable Long endTime,
      String artifactUri,
      String lifecycleStage) {

    /** Writes it. */
    static About from(VisibleRuns.Found found) {
      String id = TrackingIds.written(found.run().id());
      return new About(
          id,
          id,
          found.run().name(),
          TrackingIds.written(found.experiment().id()),
          found.run().userName(),
          found.run().status().name(),
          found.run().startedAt(),
          found.run().endedAt(),
          ArtifactUris.ofRun(found.experiment(), found.run().id()),
          found.stage().name().toLowerCase(Locale.ROOT));
    }
  }

  /** What it has logged. */
  record Content(List<MetricJson> metrics, List<TagJson> params, List<TagJson> tags) {}

  /** What it read. */
  record Inputs(List<DatasetInput> datasetInputs, List<ModelUse> modelInputs) {}

  /** What it wrote. */
  record Outputs(List<ModelUse> modelOutputs) {}

  /** A logged model that it read or wrote. */
  record ModelUse(@Nullable String modelId, @Nullable Long step) {}

  /** Data that it read. */
  record DatasetInput(@Nullable List<TagJson> tags, @Nullable Dataset dataset) {

    /** Writes it. */
    static DatasetInput from(InputDataset input) {
      return new DatasetInput(
          TagJson.from(input.tags()),
          new Dataset(
              input.name(),
              input.digest(),
              input.sourceType(),
              input.source(),
              input.schema(),
              input.profile()));
    }
  }

  /** A description of data. */
  record Dataset(
      @Nullable String name,
      @Nullable String digest,
      @Nullable String sourceType,
      @Nullable String source,
      @Nullable String schema,
      @Nullable String profile) {}
}
