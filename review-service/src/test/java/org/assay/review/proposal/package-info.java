/** Tests of proposal. */
@NullMarked
package org.assay.review.proposal;

import org.jspecify.annotations.NullMarked;
