/**
 * What reviewers found wrong, and the answers to it.
 *
 * <p>A request for changes opens a finding from its reason where none is open; the review goes on
 * once every open one is answered. Who may do what to one is the business of {@code round}. Open
 * {@link org.assay.review.finding.Finding} first.
 */
@NullMarked
package org.assay.review.finding;

import org.jspecify.annotations.NullMarked;
