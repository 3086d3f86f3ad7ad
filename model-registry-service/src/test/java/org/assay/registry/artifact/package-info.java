/** Tests of {@code org.assay.registry.artifact}. */
@NullMarked
package org.assay.registry.artifact;

import org.jspecify.annotations.NullMarked;
