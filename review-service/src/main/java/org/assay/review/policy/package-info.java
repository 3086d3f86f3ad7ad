/**
 * What must hold before a version may be released, as data with a version.
 *
 * <p>A policy is a JSON document; its exact bytes have a digest, and the row that stores both never
 * changes ({@link org.assay.review.policy.Policies}). What holds for a project unites what was
 * published for the organisation, its unit and itself ({@code Union}), and an assessment stays
 * bound to the policy version it was opened under. Its own requirements are CEL over {@link
 * org.assay.review.policy.PolicyContext}. Open {@link org.assay.review.policy.Policy} first.
 */
@NullMarked
package org.assay.review.policy;

import org.jspecify.annotations.NullMarked;
