/** Tests of release. */
@NullMarked
package org.assay.review.release;

import org.jspecify.annotations.NullMarked;
