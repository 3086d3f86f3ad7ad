/** How often one caller may ask: {@link org.assay.gateway.limit.RateLimit}. */
@NullMarked
package org.assay.gateway.limit;

import org.jspecify.annotations.NullMarked;
