/** Tests of {@code org.assay.registry.mlflow.tracking}. */
@NullMarked
package org.assay.registry.mlflow.tracking;

import org.jspecify.annotations.NullMarked;
