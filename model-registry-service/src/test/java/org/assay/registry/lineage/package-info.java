/** Tests of the feature {@code lineage}. */
@NullMarked
package org.assay.registry.lineage;

import org.jspecify.annotations.NullMarked;
