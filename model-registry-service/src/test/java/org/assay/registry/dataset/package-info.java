/** Tests of the feature {@code dataset}. */
@NullMarked
package org.assay.registry.dataset;

import org.jspecify.annotations.NullMarked;
