/** Tests of {@code org.assay.registry.search}. */
@NullMarked
package org.assay.registry.search;

import org.jspecify.annotations.NullMarked;
