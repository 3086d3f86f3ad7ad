/** Tests of what is computed of monitoring windows. */
@NullMarked
package org.assay.review.evidence.window;

import org.jspecify.annotations.NullMarked;
