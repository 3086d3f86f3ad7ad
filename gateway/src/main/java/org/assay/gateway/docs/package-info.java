/** Documentation pages, rendered here and needing no other host. */
@NullMarked
package org.assay.gateway.docs;

import org.jspecify.annotations.NullMarked;
