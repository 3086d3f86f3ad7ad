/** Tests of what people are qualified for. */
@NullMarked
package org.assay.review.qualification;

import org.jspecify.annotations.NullMarked;
