/** Tests of the feature {@code version}. */
@NullMarked
package org.assay.registry.version;

import org.jspecify.annotations.NullMarked;
