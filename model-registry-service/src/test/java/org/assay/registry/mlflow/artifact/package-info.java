/** Tests of {@code org.assay.registry.mlflow.artifact}. */
@NullMarked
package org.assay.registry.mlflow.artifact;

import org.jspecify.annotations.NullMarked;
