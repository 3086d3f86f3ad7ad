/** Tests of evaluations. */
@NullMarked
package org.assay.review.evidence.evaluation;

import org.jspecify.annotations.NullMarked;
