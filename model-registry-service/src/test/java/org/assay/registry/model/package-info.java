/** Tests of the feature {@code model}. */
@NullMarked
package org.assay.registry.model;

import org.jspecify.annotations.NullMarked;
