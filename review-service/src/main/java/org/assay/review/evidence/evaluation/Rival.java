package org.assay.review.evidence.evaluation;

import org.assay.review.evidence.comparison.Champion;
import org.assay.review.evidence.plan.EvaluationPlan;

/**
 * The predictions that others are compared with.
 *
 * @param evaluation the evaluation of them, which is done
 * @param plan its plan
 * @param version the number of the version that they are of
 * @param digest the digest of their record
 */
record Rival(Evaluation evaluation, EvaluationPlan plan, int version, String digest) {

  Champion shown() {
    return new Champion(version, evaluation.versionId(), evaluation.evidenceId(), digest);
  }
}
