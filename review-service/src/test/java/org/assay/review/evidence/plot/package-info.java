/** Tests of evaluations. */
@NullMarked
package org.assay.review.evidence.plot;

import org.jspecify.annotations.NullMarked;
