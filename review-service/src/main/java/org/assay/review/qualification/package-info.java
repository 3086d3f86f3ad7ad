/**
 * What people may review beyond what their roles say: granted by two administrators for a while,
 * ended by one.
 *
 * <p>Open {@link org.assay.review.qualification.Qualification} first. A qualification opens a kind
 * of review to a reviewer of the other role, or counts for a special section of the performance
 * review.
 */
@NullMarked
package org.assay.review.qualification;

import org.jspecify.annotations.NullMarked;
