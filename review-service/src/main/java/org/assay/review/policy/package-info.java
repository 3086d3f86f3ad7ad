/**
 * What must hold before a version may be released, as data with a version.
 *
 * <p>A policy is a JSON document; its exact bytes have a digest, and the row that stores both never
 * changes ({@link org.assay.review.policy.Policies}). An assessment stays bound to the policy
 * version it was opened under. Open {@link org.assay.review.policy.Policy} first.
 */
@NullMarked
package org.assay.review.policy;

import org.jspecify.annotations.NullMarked;
