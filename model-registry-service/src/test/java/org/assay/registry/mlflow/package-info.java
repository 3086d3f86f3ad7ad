/** Tests of {@code org.assay.registry.mlflow}. */
@NullMarked
package org.assay.registry.mlflow;

import org.jspecify.annotations.NullMarked;
