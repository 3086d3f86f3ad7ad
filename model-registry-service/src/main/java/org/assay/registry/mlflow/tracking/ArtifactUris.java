package org.assay.registry.mlflow.tracking;

import java.util.UUID;
import org.assay.registry.experiment.Experiment;
import org.assay.registry.mlflow.ArtifactUri;

/**
 * Where the files of runs and logged models are: below their experiment's place, which is below its
 * project, as {@link ArtifactUri} reads it.
 */
final class ArtifactUris {

  private ArtifactUris() {}

  /** Returns the place of an experiment. */
  static String of(Experiment experiment) {
    String elsewhere = experiment.artifactLocation();
    return elsewhere == null
        ? ArtifactUri.SCHEME + experiment.project() + "/" + TrackingIds.written(experiment.id())
        : elsewhere;
  }

  /** Returns the place of a run. */
  static String ofRun(Experiment experiment, UUID run) {
    return "%s/%s/artifacts".formatted(of(experiment), TrackingIds.written(run));
  }

  /** Returns the place of a logged model. */
  static String ofModel(Experiment experiment, UUID model) {
    return "%s/models/%s/artifacts".formatted(of(experiment), TrackingIds.model(model));
  }
}
