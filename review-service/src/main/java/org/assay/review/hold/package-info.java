/**
 * Holds: break-glass that only closes.
 *
 * <p>One lead or reviewer closes the gate for the bytes of a version at any time, in whatever state
 * it is; another one opens it again. Open {@link org.assay.review.hold.Hold} first.
 */
@NullMarked
package org.assay.review.hold;

import org.jspecify.annotations.NullMarked;
