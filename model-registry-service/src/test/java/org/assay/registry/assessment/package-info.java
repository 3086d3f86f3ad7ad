/** Tests of the feature {@code assessment}. */
@NullMarked
package org.assay.registry.assessment;

import org.jspecify.annotations.NullMarked;
