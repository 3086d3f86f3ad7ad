/** Tests of plans. */
@NullMarked
package org.assay.review.evidence.attack;

import org.jspecify.annotations.NullMarked;
