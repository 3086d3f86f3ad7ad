/** Tests of the dates of law and standards. */
@NullMarked
package org.assay.review.regulation;

import org.jspecify.annotations.NullMarked;
