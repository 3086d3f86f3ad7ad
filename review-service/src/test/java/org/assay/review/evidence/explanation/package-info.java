/** Tests of plans. */
@NullMarked
package org.assay.review.evidence.explanation;

import org.jspecify.annotations.NullMarked;
