package org.assay.contracts.event;

import java.util.UUID;

/**
 * That a version was revoked which another one comes from, however far.
 *
 * @param flagId what is told of
 * @param versionId the version that comes from it
 * @param modelId its model
 * @param ancestorId the version that was revoked
 * @param revocationId review-service's revocation
 */
public record AncestorRevoked(
    UUID flagId, UUID versionId, UUID modelId, UUID ancestorId, UUID revocationId) {}
