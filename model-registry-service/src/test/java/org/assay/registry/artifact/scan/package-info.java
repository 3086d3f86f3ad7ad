/** Tests of {@code org.assay.registry.artifact.scan}. */
@NullMarked
package org.assay.registry.artifact.scan;

import org.jspecify.annotations.NullMarked;
