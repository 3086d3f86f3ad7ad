/** Tests of review-service as a whole; those of its features lie beside them. */
@NullMarked
package org.assay.review;

import org.jspecify.annotations.NullMarked;
