/**
 * What each kind of review asks, as versioned data.
 *
 * <p>A policy names the set of checklists that its reviews answer; the answers stand with the
 * reviews ({@code org.assay.review.round}). Open {@link org.assay.review.checklist.Checklist}
 * first.
 */
@NullMarked
package org.assay.review.checklist;

import org.jspecify.annotations.NullMarked;
