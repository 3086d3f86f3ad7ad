/** Tests of override. */
@NullMarked
package org.assay.review.override;

import org.jspecify.annotations.NullMarked;
