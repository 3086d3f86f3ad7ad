/** Tests of triggers. */
@NullMarked
package org.assay.review.trigger;

import org.jspecify.annotations.NullMarked;
