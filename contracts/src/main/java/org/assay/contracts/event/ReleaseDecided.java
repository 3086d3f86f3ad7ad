package org.assay.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision to release a version to one environment.
 *
 * @param decisionId the decision
 * @param versionId the version
 * @param modelId its model
 * @param round the round whose approvals it rests on
 * @param digest the exact bytes
 * @param environment where it may be deployed
 * @param policyVersionId the policy version that was applied
 * @param outcome RELEASED or RENEWED
 * @param requirementResults what each requirement said at that instant
 * @param validUntil until when it stands, absent where the policy sets no end
 * @param textDigest the salted SHA-256 of why, where a reason was given
 */
public record ReleaseDecided(
    UUID decisionId,
    UUID versionId,
    UUID modelId,
    int round,
    String digest,
    String environment,
    UUID policyVersionId,
    String outcome,
    List<RequirementOutcome> requirementResults,
    @Nullable Instant validUntil,
    @Nullable String textDigest) {

  /** Copies the list. */
  public ReleaseDecided {
    requirementResults = List.copyOf(requirementResults);
  }
}
