/**
 * Which dates of law and standards concern a version: data with a version, to be confirmed by the
 * organisation's counsel.
 *
 * <p>Open {@link org.assay.review.regulation.Regulation} first.
 */
@NullMarked
package org.assay.review.regulation;

import org.jspecify.annotations.NullMarked;
