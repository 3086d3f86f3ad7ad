/** Tests of requirement. */
@NullMarked
package org.assay.review.requirement;

import org.jspecify.annotations.NullMarked;
