/**
 * May these bytes be deployed there? The one question that a deployment asks, and the requirements
 * behind its answer.
 *
 * <p>Open {@link org.assay.review.gate.Gate} first. It allows only what a standing release of
 * exactly these bytes allows now; whatever it cannot find out, it denies.
 */
@NullMarked
package org.assay.review.gate;

import org.jspecify.annotations.NullMarked;
