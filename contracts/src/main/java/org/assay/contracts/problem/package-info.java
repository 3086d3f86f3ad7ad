/**
 * The shape of every refusal (RFC 9457) and the codes that all parts share.
 *
 * <p>Open {@link org.assay.contracts.problem.CommonProblem} first; each part adds an enum of its
 * own, and {@code docs/reference/problems.md} explains every code.
 */
@NullMarked
package org.assay.contracts.problem;

import org.jspecify.annotations.NullMarked;
