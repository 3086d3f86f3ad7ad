/** Tests of comparisons. */
@NullMarked
package org.assay.review.evidence.comparison;

import org.jspecify.annotations.NullMarked;
