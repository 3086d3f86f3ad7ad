/** A page held in memory and answered with its ETag. */
@NullMarked
package org.assay.gateway.page;

import org.jspecify.annotations.NullMarked;
