/**
 * Acts that take two people: one proposes, another of the other capacity approves.
 *
 * <p>In this release that is revoking a version, by a lead and a reviewer. Open {@link
 * org.assay.review.proposal.Proposal} first.
 */
@NullMarked
package org.assay.review.proposal;

import org.jspecify.annotations.NullMarked;
