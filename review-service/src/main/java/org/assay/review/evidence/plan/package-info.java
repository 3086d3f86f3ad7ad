/**
 * What evaluations are held to: what the tier of a model asks of every report, and the plan of a
 * version, which fixes metrics, limits and groups before there are results. Open {@link
 * org.assay.review.evidence.plan.EvaluationPlan} first.
 */
@NullMarked
package org.assay.review.evidence.plan;

import org.jspecify.annotations.NullMarked;
