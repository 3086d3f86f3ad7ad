/** Tests of incident. */
@NullMarked
package org.assay.review.incident;

import org.jspecify.annotations.NullMarked;
