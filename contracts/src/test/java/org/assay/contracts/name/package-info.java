/** Holds the names to their rules. */
@NullMarked
package org.assay.contracts.name;

import org.jspecify.annotations.NullMarked;
