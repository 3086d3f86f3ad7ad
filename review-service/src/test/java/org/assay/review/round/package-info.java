/** Tests of round. */
@NullMarked
package org.assay.review.round;

import org.jspecify.annotations.NullMarked;
