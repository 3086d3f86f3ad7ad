/** Tests of {@code org.assay.registry.tag}. */
@NullMarked
package org.assay.registry.tag;

import org.jspecify.annotations.NullMarked;
