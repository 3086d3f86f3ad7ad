/**
 * What is said about a version, as records: each a digest that never changes, superseded by a
 * correction and never edited.
 *
 * <p>The digest of the set ({@link org.assay.review.evidence.EvidenceSet}) is what reviews and
 * approvals are bound to. {@code EvidenceAddition} is the one act; what follows for the reviews
 * happens in {@code round}, told by {@link org.assay.review.evidence.EvidenceSetChanged} within the
 * same transaction. Of counts by group Assay computes the statistics itself, with {@link
 * org.assay.review.evidence.statistics}. Open {@link org.assay.review.evidence.Evidence} first.
 */
@NullMarked
package org.assay.review.evidence;

import org.jspecify.annotations.NullMarked;
