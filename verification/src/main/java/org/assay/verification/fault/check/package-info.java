/**
 * What must hold after a trial: open {@code Verdict} and {@code Evidence} first. A {@code Checker}
 * compares what clients know with what is found in databases, on topics and through HTTP.
 */
@NullMarked
package org.assay.verification.fault.check;

import org.jspecify.annotations.NullMarked;
