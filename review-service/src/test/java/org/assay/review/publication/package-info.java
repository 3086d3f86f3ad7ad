/** Tests of drafting and publishing policies. */
@NullMarked
package org.assay.review.publication;

import org.jspecify.annotations.NullMarked;
