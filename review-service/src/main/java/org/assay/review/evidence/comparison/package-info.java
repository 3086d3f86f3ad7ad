/**
 * Compares two models on the same rows: whether a version may take the place of the champion, or is
 * good enough beside a baseline. Open {@link org.assay.review.evidence.comparison.ComparisonReport}
 * first.
 */
@NullMarked
package org.assay.review.evidence.comparison;

import org.jspecify.annotations.NullMarked;
