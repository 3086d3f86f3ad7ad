/** Tests of what is said about a version. */
@NullMarked
package org.assay.review.evidence;

import org.jspecify.annotations.NullMarked;
