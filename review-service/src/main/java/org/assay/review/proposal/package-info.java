/**
 * Acts that take two people: one proposes, another approves.
 *
 * <p>A lead and a reviewer revoke a version, or let it pass a requirement that it does not meet;
 * two reviewers or leads of two units lower a tier; two administrators grant a qualification. Open
 * {@link org.assay.review.proposal.Proposal} first.
 */
@NullMarked
package org.assay.review.proposal;

import org.jspecify.annotations.NullMarked;
