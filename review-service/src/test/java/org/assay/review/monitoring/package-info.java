/** Tests of what follows from monitoring windows. */
@NullMarked
package org.assay.review.monitoring;

import org.jspecify.annotations.NullMarked;
