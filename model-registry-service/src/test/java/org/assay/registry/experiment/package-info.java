/** Tests of {@code org.assay.registry.experiment}. */
@NullMarked
package org.assay.registry.experiment;

import org.jspecify.annotations.NullMarked;
