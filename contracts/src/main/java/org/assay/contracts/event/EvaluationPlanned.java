package org.assay.contracts.event;

import java.util.UUID;

/**
 * That it is fixed how predictions of a version will be evaluated.
 *
 * @param planId the plan
 * @param versionId the version it is for
 * @param modelId the version's model
 * @param number the plan's number among those of the version
 * @param digest the SHA-256 of the plan as canonical JSON
 */
public record EvaluationPlanned(
    UUID planId, UUID versionId, UUID modelId, int number, String digest) {}
