package org.assay.review.publication;

import java.util.UUID;
import org.assay.review.classification.Tier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An open version whose model would have another tier by the questionnaire, answered as it is.
 *
 * @param model the model's full name
 * @param version the version's number
 * @param versionId the version
 * @param tier the tier that stands
 * @param wouldBe the tier that the answers would lead to
 */
@Schema(name = "TierChange")
public record TierChange(String model, int version, UUID versionId, Tier tier, Tier wouldBe) {}
