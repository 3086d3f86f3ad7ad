/**
 * MLflow's model registry: {@code registered-models/**} and {@code model-versions/**}.
 *
 * <p>A registered model is a model, a version a version: registering through MLflow takes the same
 * steps, with the same states and events. Open {@link
 * org.assay.registry.mlflow.model.RegisteredModelResource} first. What is asked for and answered
 * are the records in {@link org.assay.registry.mlflow.model.Asked} and {@link
 * org.assay.registry.mlflow.model.Answer}; {@link org.assay.registry.mlflow.model.Wording} says
 * refusals in the words that MLflow's users look up.
 */
@NullMarked
package org.assay.registry.mlflow.model;

import org.jspecify.annotations.NullMarked;
