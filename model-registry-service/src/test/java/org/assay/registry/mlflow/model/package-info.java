/** Tests of {@code org.assay.registry.mlflow.model}. */
@NullMarked
package org.assay.registry.mlflow.model;

import org.jspecify.annotations.NullMarked;
