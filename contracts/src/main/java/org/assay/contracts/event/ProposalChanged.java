package org.assay.contracts.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A proposal for an act that takes two people.
 *
 * @param proposalId the proposal
 * @param act what is proposed, such as REVOKE
 * @param versionId the version it is about, absent where it is about none
 * @param modelId the model it is about, absent where it is about none
 * @param state OPEN, APPROVED or LAPSED
 * @param expiresAt when it lapses
 * @param textDigest the salted SHA-256 of the reason
 * @param incidentId the open incident in which one person did the act alone, where that was so
 */
public record ProposalChanged(
    UUID proposalId,
    String act,
    @Nullable UUID versionId,
    @Nullable UUID modelId,
    String state,
    Instant expiresAt,
    @Nullable String textDigest,
    @Nullable UUID incidentId) {}
