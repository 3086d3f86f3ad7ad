/** Tests of finding. */
@NullMarked
package org.assay.review.finding;

import org.jspecify.annotations.NullMarked;
