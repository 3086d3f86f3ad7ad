/** Tests of plans. */
@NullMarked
package org.assay.review.evidence.plan;

import org.jspecify.annotations.NullMarked;
