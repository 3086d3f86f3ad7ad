/** Tests of gate. */
@NullMarked
package org.assay.review.gate;

import org.jspecify.annotations.NullMarked;
