/**
 * Processes that stand still for a while and go on as if nothing had been, as after a long pause of
 * the garbage collector. Open {@link org.assay.verification.fault.pause.PauseFaults} first.
 */
@NullMarked
package org.assay.verification.fault.pause;

import org.jspecify.annotations.NullMarked;
