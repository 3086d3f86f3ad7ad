/** Tests of the feature {@code run}. */
@NullMarked
package org.assay.registry.run;

import org.jspecify.annotations.NullMarked;
