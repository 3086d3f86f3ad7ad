/**
 * MLflow's artifact proxy, under {@code /api/2.0/mlflow-artifacts}: the files that {@code
 * /api/v1/artifacts} shows, under the locations that {@link org.assay.registry.mlflow.ArtifactUri}
 * writes.
 *
 * <p>Open {@link org.assay.registry.mlflow.artifact.MlflowArtifactResource} first.
 */
@NullMarked
package org.assay.registry.mlflow.artifact;

import org.jspecify.annotations.NullMarked;
