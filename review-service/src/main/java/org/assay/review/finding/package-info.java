/**
 * What reviewers found wrong, and the answers to it.
 *
 * <p>A request for changes opens a finding from its reason; the review goes on once every open one
 * is answered. Open {@link org.assay.review.finding.Finding} first.
 */
@NullMarked
package org.assay.review.finding;

import org.jspecify.annotations.NullMarked;
