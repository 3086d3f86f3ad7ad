/** Tests of the feature {@code comparison}. */
@NullMarked
package org.assay.registry.comparison;

import org.jspecify.annotations.NullMarked;
