/** Tests of tables. */
@NullMarked
package org.assay.review.evidence.reduction;

import org.jspecify.annotations.NullMarked;
