/** Tests of threads. */
@NullMarked
package org.assay.review.thread;

import org.jspecify.annotations.NullMarked;
