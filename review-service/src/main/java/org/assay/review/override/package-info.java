/**
 * Overrides: two people let a version pass a requirement that it does not meet, for exact bytes and
 * for a while, where the policy lets that requirement be overridden.
 *
 * <p>They are proposed and granted as a {@code Proposal}; what was granted stays visible for good.
 * Open {@link org.assay.review.override.RequirementOverride} first.
 */
@NullMarked
package org.assay.review.override;

import org.jspecify.annotations.NullMarked;
