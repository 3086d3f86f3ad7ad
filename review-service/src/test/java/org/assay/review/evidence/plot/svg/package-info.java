/** Tests of evaluations. */
@NullMarked
package org.assay.review.evidence.plot.svg;

import org.jspecify.annotations.NullMarked;
