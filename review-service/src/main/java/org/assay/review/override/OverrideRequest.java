package org.assay.review.override;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a proposed override is exactly; two people agree to these bytes of it.
 *
 * @param requirement the requirement's key
 * @param digest the exact bytes of the version
 * @param policyVersionId the policy version of its round
 * @param expiresAt when it ends by itself
 * @param proposerRoles those of the roles that the policy names which the proposer has
 * @param proposerUnit the proposer's unit then, absent where there is none or it was not kept
 */
public record OverrideRequest(
    String requirement,
    String digest,
    UUID policyVersionId,
    Instant expiresAt,
    List<String> proposerRoles,
    @Nullable String proposerUnit) {

  /** Copies the list. */
  public OverrideRequest {
    proposerRoles = List.copyOf(proposerRoles);
  }
}
