package org.assay.registry.mlflow.tracking;

import java.util.List;
import java.util.Locale;
import org.assay.registry.experiment.Entry;
import org.assay.registry.experiment.Experiment;
import org.assay.registry.mlflow.ArtifactUri;
import org.assay.registry.mlflow.Workspace;

/** An experiment as MLflow writes it. */
record ExperimentJson(
    String experimentId,
    String name,
    String artifactLocation,
    String lifecycleStage,
    long lastUpdateTime,
    long creationTime,
    List<TagJson> tags) {

  /** Writes an experiment, its name as the workspace has it. */
  static ExperimentJson from(Experiment experiment, List<Entry> tags, Workspace workspace) {
    return new ExperimentJson(
        TrackingIds.written(experiment.id()),
        workspace.write(new Workspace.Placed(experiment.project(), experiment.name()), '/'),
        ArtifactUris.of(experiment),
        experiment.stage().name().toLowerCase(Locale.ROOT),
        experiment.updatedAt().toEpochMilli(),
        experiment.createdAt().toEpochMilli(),
        TagJson.from(tags));
  }

  /** The experiment of runs for which none is named, where nobody has begun one yet. */
  static ExperimentJson standard() {
    return new ExperimentJson(
        TrackingIds.STANDARD,
        Experiment.STANDARD_NAME,
        ArtifactUri.SCHEME + TrackingIds.STANDARD,
        "active",
        0,
        0,
        List.of());
  }
}
