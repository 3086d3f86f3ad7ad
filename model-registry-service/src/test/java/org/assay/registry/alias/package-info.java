/** Tests of {@code org.assay.registry.alias}. */
@NullMarked
package org.assay.registry.alias;

import org.jspecify.annotations.NullMarked;
