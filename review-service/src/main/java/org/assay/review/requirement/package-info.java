/**
 * Whether a version meets its policy: one evaluation for decisions, releases, views and the gate.
 *
 * <p>{@link org.assay.review.requirement.FactsQuery} reads what is known in one statement, {@link
 * org.assay.review.requirement.Requirements} judges it without any I/O, and only {@link
 * org.assay.review.requirement.RequirementResult#fulfilled()} lets a version pass. Nothing that was
 * decided before is trusted: approvals are counted again each time, and claims computed again.
 */
@NullMarked
package org.assay.review.requirement;

import org.jspecify.annotations.NullMarked;
