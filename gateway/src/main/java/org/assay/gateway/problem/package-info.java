/**
 * What the gateway itself refuses, as problem details (RFC 9457).
 *
 * <p>{@link org.assay.gateway.problem.Refusal} says what, {@link
 * org.assay.gateway.problem.ProblemAnswer} puts it on the wire.
 */
@NullMarked
package org.assay.gateway.problem;

import org.jspecify.annotations.NullMarked;
