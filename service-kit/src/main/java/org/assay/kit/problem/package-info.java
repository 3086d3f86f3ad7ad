/**
 * One path from every exception to {@code application/problem+json} (RFC 9457).
 *
 * <p>Open {@link org.assay.kit.problem.ProblemException} first: domain code throws it, naming a
 * constant of its service's catalogue. {@link org.assay.kit.problem.ProblemMapper} is the only
 * place that answers; what comes from Jackson, Bean Validation, the database or the framework is
 * first told as a {@code ProblemException} by the {@code *Faults} classes beside it.
 */
@NullMarked
package org.assay.kit.problem;

import org.jspecify.annotations.NullMarked;
