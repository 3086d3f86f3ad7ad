package org.assay.review.evidence.evaluation;

import java.util.List;
import org.assay.kit.event.Cause;

/**
 * That an evaluation is made, told within the transaction that keeps its report; whoever adds the
 * record of evidence refuses by an exception, and nothing is kept.
 *
 * @param evaluation the evaluation
 * @param attributes the counts by group that were kept of it
 * @param cause what follows is caused by this
 */
public record EvaluationFinished(
    Evaluation evaluation, List<CountedAttribute> attributes, Cause cause) {

  /** Copies the list. */
  public EvaluationFinished {
    attributes = List.copyOf(attributes);
  }
}
