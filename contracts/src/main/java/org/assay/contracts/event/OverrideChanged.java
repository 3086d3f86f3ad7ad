package org.assay.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That people let a version pass a requirement which it does not meet, for a while.
 *
 * @param overrideId the override
 * @param versionId the version
 * @param modelId its model
 * @param requirementId the requirement
 * @param modelDigest the exact bytes it is for
 * @param policyVersionId the policy version it is under
 * @param approvers the two people, the proposer first
 * @param expiresAt when it ends by itself
 * @param state GRANTED, EXPIRED or WITHDRAWN
 * @param textDigest the salted SHA-256 of why it was withdrawn; why it was granted, the proposal's
 *     event has
 */
public record OverrideChanged(
    UUID overrideId,
    UUID versionId,
    UUID modelId,
    String requirementId,
    String modelDigest,
    UUID policyVersionId,
    List<String> approvers,
    Instant expiresAt,
    String state,
    @Nullable String textDigest) {

  /** Copies the list. */
  public OverrideChanged {
    approvers = List.copyOf(approvers);
  }
}
