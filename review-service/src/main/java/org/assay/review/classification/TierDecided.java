package org.assay.review.classification;

import java.util.UUID;
import org.assay.kit.event.Cause;

/**
 * That a model was classified or its tier raised or lowered, for whoever follows in the same
 * transaction; the model's row is locked.
 *
 * @param modelId the model
 * @param cause the classification's event
 */
public record TierDecided(UUID modelId, Cause cause) {}
