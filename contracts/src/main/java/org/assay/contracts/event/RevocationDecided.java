package org.assay.contracts.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The end of every release of a version: no environment may deploy it any more.
 *
 * @param revocationId the decision
 * @param versionId the version
 * @param modelId its model
 * @param round the round whose release ends
 * @param digest the exact bytes
 * @param cause PROPOSAL, WITHDRAWN, EXPIRED, CONDITION_MISSED, or INCIDENT: by the rule for SEV1,
 *     or by one person while an incident was open
 * @param proposalId the proposal of two people, or of one in an incident, where one led here
 */
public record RevocationDecided(
    UUID revocationId,
    UUID versionId,
    UUID modelId,
    int round,
    String digest,
    String cause,
    @Nullable UUID proposalId) {}
