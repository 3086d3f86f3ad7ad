/** Tests of {@code org.assay.registry.artifact.store}. */
@NullMarked
package org.assay.registry.artifact.store;

import org.jspecify.annotations.NullMarked;
