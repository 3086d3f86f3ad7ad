/**
 * The lead's decision that a version may be deployed somewhere, and its end.
 *
 * <p>A release is judged anew at its instant ({@link org.assay.review.release.Release}); a
 * revocation closes every environment ({@link org.assay.review.release.Revocations}). Open {@code
 * Release} first.
 */
@NullMarked
package org.assay.review.release;

import org.jspecify.annotations.NullMarked;
