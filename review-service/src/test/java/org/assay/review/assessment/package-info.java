/** Tests of assessment. */
@NullMarked
package org.assay.review.assessment;

import org.jspecify.annotations.NullMarked;
