package org.assay.review.evidence.window;

import java.util.UUID;
import org.assay.review.evidence.plan.EvaluationPlan;
import org.assay.review.evidence.plan.ReportTerms;
import org.assay.review.policy.FairnessTerms;
import org.assay.review.policy.MonitoringTerms;
import org.jspecify.annotations.Nullable;

/**
 * What a window is held to.
 *
 * @param policy which policy says so, such as {@code default/1}
 * @param monitoring its limits of drift; nothing follows from windows where absent
 * @param fairness its limits of fairness
 * @param report what the tier of the model asks of intervals and groups
 * @param planId the plan whose claims hold here too
 * @param plan what it says
 */
public record WindowTerms(
    String policy,
    @Nullable MonitoringTerms monitoring,
    @Nullable FairnessTerms fairness,
    ReportTerms report,
    @Nullable UUID planId,
    @Nullable EvaluationPlan plan) {}
