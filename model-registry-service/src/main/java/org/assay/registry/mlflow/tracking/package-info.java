/**
 * MLflow's experiments, runs and logged models: its words for {@link
 * org.assay.registry.experiment.Experiment}, {@link org.assay.registry.run.Run} and {@link
 * org.assay.registry.loggedmodel.LoggedModel}.
 *
 * <p>Open {@link org.assay.registry.mlflow.tracking.RunResource} first. {@link
 * org.assay.registry.mlflow.tracking.TrackingIds} says how ids are written.
 */
@NullMarked
package org.assay.registry.mlflow.tracking;

import org.jspecify.annotations.NullMarked;
