package org.assay.review.proposal;

import java.util.UUID;
import org.assay.review.classification.Tier;

/**
 * What a proposed lowering is exactly; two people agree to these bytes of it.
 *
 * @param classificationId the classification, whose answers never change
 * @param useCaseRevision the revision of its use case as it was known then
 * @param from the tier that stands
 * @param tier the lower one
 * @param proposerUnit the proposer's unit then
 */
public record LoweringRequest(
    UUID classificationId, long useCaseRevision, Tier from, Tier tier, String proposerUnit) {}
