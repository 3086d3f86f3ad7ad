package org.assay.review.classification;

import java.util.UUID;
import org.assay.kit.event.Cause;

/**
 * That a model was classified, its tier raised or lowered, or that it names other use cases, for
 * whoever follows in the same transaction; the model's row is locked.
 *
 * @param modelId the model
 * @param cause the event of that
 */
public record TierDecided(UUID modelId, Cause cause) {}
