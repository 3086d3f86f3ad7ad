/** Tests of {@code org.assay.registry.artifact.upload}. */
@NullMarked
package org.assay.registry.artifact.upload;

import org.jspecify.annotations.NullMarked;
