package org.assay.contracts.event;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An assessment of one version in one round as it stands after a change.
 *
 * @param assessmentId the assessment
 * @param versionId the version it judges
 * @param modelId the version's model
 * @param digest the bytes it is bound to
 * @param round the round, from 1
 * @param policyVersionId the policy version it is bound to
 * @param state OPEN, PASSED, FAILED, LOST or WITHDRAWN
 * @param requirementResults what each requirement said at that instant
 * @param cause why, such as REJECTED, UNCHANGED or RETRACTED; absent where the state says it. One
 *     that is OPEN names the trigger by which it opened without a submission
 */
public record AssessmentChanged(
    UUID assessmentId,
    UUID versionId,
    UUID modelId,
    String digest,
    int round,
    UUID policyVersionId,
    String state,
    List<RequirementOutcome> requirementResults,
    @Nullable String cause) {

  /** Copies the list. */
  public AssessmentChanged {
    requirementResults = List.copyOf(requirementResults);
  }
}
