/**
 * What is computed of evidence as plots: first as data, with words and a table, then drawn. Pure
 * functions; who may see what was decided before. Open {@link org.assay.review.evidence.plot.Plot}
 * first.
 */
@NullMarked
package org.assay.review.evidence.plot;

import org.jspecify.annotations.NullMarked;
