package org.assay.review.evidence;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A figure that somebody claimed, in a record of evidence or as a metric that the version was
 * registered with, and that Assay computed otherwise.
 *
 * @param id its own id
 * @param claimId the claim; absent of a metric
 * @param metric the metric; absent of a claim
 * @param statistic what it is a figure of
 * @param group the group that it is of; absent where it is of all rows, or compares all groups
 * @param computedId the evidence that it was computed of
 * @param claimed the figure that was claimed
 * @param computed the one that was computed
 * @param ofGroups whether it is of a group or compares groups
 * @param smallCounts whether not every reader sees what was computed
 * @param ofUnknownData whether the claim names data that this was not computed of, as far as that
 *     is known when it is read
 */
public record Disagreement(
    UUID id,
    @Nullable UUID claimId,
    @Nullable String metric,
    String statistic,
    @Nullable String group,
    UUID computedId,
    double claimed,
    ComputedFigure computed,
    boolean ofGroups,
    boolean smallCounts,
    boolean ofUnknownData) {}
