/**
 * What is said some days before something ends.
 *
 * <p>Nothing waits for it: what has ended counts no more, whoever was told. Open {@link
 * org.assay.review.notice.Ending} first.
 */
@NullMarked
package org.assay.review.notice;

import org.jspecify.annotations.NullMarked;
