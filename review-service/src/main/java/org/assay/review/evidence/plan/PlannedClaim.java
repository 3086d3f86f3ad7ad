package org.assay.review.evidence.plan;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A claim that gates: the whole interval of a statistic lies where its limit says.
 *
 * @param statistic what is measured
 * @param limit at least this of what is better the greater, and of a ratio; at most this of the
 *     rest; in the unit of the statistic
 * @param attribute of a statistic of groups: the attribute, or an intersection as its attributes
 *     with {@value EvaluationPlan#TIMES} between them
 * @param className of several classes, where the statistic is about one: which
 */
@Schema(name = "PlannedClaim")
public record PlannedClaim(
    @NotNull PlannedStatistic statistic,
    @NotNull Double limit,
    @PlainText(max = 310) @Nullable String attribute,
    @PlainText(max = 100) @Nullable String className) {}
