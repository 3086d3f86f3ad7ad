/** Tests of the feature {@code card}. */
@NullMarked
package org.assay.registry.card;

import org.jspecify.annotations.NullMarked;
