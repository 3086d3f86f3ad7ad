/**
 * Acts that take two people: one proposes, another of the other capacity approves.
 *
 * <p>A lead and a reviewer revoke a version, or let it pass a requirement that it does not meet.
 * Open {@link org.assay.review.proposal.Proposal} first.
 */
@NullMarked
package org.assay.review.proposal;

import org.jspecify.annotations.NullMarked;
