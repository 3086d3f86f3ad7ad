/** Tests of policy. */
@NullMarked
package org.assay.review.policy;

import org.jspecify.annotations.NullMarked;
