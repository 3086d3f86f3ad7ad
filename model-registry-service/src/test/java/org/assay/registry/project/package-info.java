/** Tests of the feature {@code project}. */
@NullMarked
package org.assay.registry.project;

import org.jspecify.annotations.NullMarked;
