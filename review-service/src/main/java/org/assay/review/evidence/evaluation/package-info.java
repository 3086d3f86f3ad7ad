/**
 * Evaluations of predictions: asked for at once, made by a job outside any request. The job reads
 * the file from the registry, checks its digest, reduces it to counts ({@code evidence.reduction})
 * and computes what the plan says; it goes on elsewhere where its process dies. What it computed is
 * told as {@link org.assay.review.evidence.evaluation.EvaluationFinished}, in the transaction in
 * which the record of evidence is added. Open {@link
 * org.assay.review.evidence.evaluation.Evaluation} first, then {@code EvaluationWork}.
 */
@NullMarked
package org.assay.review.evidence.evaluation;

import org.jspecify.annotations.NullMarked;
