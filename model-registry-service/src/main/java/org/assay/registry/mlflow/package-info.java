/**
 * MLflow's dialect of the registry, under {@code /api/2.0/mlflow} and {@code
 * /api/2.0/mlflow-artifacts}: unmodified MLflow clients talk to the same models, runs and artifacts
 * that {@code /api/v1} shows.
 *
 * <p>Nothing is kept here. A resource reads what MLflow sends by {@link
 * org.assay.registry.mlflow.MlflowRequest}, which also says in which project names are meant
 * ({@link org.assay.registry.mlflow.Workspace}), and calls the feature that has the rule. Every
 * refusal, here an {@link org.assay.registry.mlflow.MlflowFailure} and elsewhere a problem, leaves
 * by {@link org.assay.registry.mlflow.MlflowErrorFilter} in the shape that MLflow clients read. No
 * other feature knows of this package.
 */
@NullMarked
package org.assay.registry.mlflow;

import org.jspecify.annotations.NullMarked;
