package org.assay.review.evidence.evaluation;

import org.assay.kit.event.Cause;

/**
 * That an evaluation is made, told within the transaction that keeps its report; whoever adds the
 * record of evidence refuses by an exception, and nothing is kept.
 *
 * @param evaluation the evaluation
 * @param cause what follows is caused by this
 */
public record EvaluationFinished(Evaluation evaluation, Cause cause) {}
