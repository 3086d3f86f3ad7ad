/**
 * What people say about a thing besides acting on it: one mechanism for reviews, questions,
 * findings, conditions, evidence, proposals and overrides.
 *
 * <p>Whoever may read the thing reads what is said of it; the feature that owns the thing says so,
 * as a {@link org.assay.review.thread.Discussed}. Open {@link org.assay.review.thread.Commenting}
 * first.
 */
@NullMarked
package org.assay.review.thread;

import org.jspecify.annotations.NullMarked;
