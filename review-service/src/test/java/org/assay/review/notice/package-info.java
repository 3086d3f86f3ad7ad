/** Tests of notice. */
@NullMarked
package org.assay.review.notice;

import org.jspecify.annotations.NullMarked;
