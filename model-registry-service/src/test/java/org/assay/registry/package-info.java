/** Tests of model-registry-service as a whole; those of its features lie beside them. */
@NullMarked
package org.assay.registry;

import org.jspecify.annotations.NullMarked;
