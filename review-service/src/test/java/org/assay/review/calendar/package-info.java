/** Tests of the feature of the same name. */
@NullMarked
package org.assay.review.calendar;

import org.jspecify.annotations.NullMarked;
