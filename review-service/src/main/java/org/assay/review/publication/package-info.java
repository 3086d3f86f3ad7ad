/**
 * How a policy comes about and ends: drafted, tried against what is open and what was released,
 * published by a lead and an administrator, retired by the same.
 *
 * <p>What is published is handed to {@code policy}, which says what holds where. Open {@link
 * org.assay.review.publication.PolicyEntry} first.
 */
@NullMarked
package org.assay.review.publication;

import org.jspecify.annotations.NullMarked;
