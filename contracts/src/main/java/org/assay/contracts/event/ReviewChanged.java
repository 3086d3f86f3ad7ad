package org.assay.contracts.event;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One review as it stands after a change.
 *
 * @param reviewId the review
 * @param assessmentId the assessment it belongs to
 * @param versionId the version it judges
 * @param modelId the version's model
 * @param type its kind, such as ETHICS or DATA_QUALITY
 * @param round the round, from 1
 * @param state the state after the change, as governance names them
 * @param boundTo what an approval of it is bound to
 * @param assignees the subjects it is assigned to
 * @param approvalId the approval that was given or taken back, where it is one
 * @param unit the unit that approver held at that time
 * @param cause why, where the state alone does not say
 * @param textDigest the salted SHA-256 of the reason or comment, where one was given
 * @param basisId the approved review whose answers it may take over, where there is one
 */
public record ReviewChanged(
    UUID reviewId,
    UUID assessmentId,
    UUID versionId,
    UUID modelId,
    String type,
    int round,
    String state,
    BoundTo boundTo,
    List<String> assignees,
    @Nullable UUID approvalId,
    @Nullable String unit,
    @Nullable String cause,
    @Nullable String textDigest,
    @Nullable UUID basisId) {

  /** Copies the list. */
  public ReviewChanged {
    assignees = List.copyOf(assignees);
  }

  /**
   * What a decision is valid for; if any of it differs, the decision does not count.
   *
   * @param modelDigest the exact bytes
   * @param policyVersionId the policy version in force
   * @param evidenceDigest the evidence set; absent in events of before there was evidence
   * @param checklist the set of checklists that it answers, such as default/1; absent where none
   */
  public record BoundTo(
      String modelDigest,
      UUID policyVersionId,
      @Nullable String evidenceDigest,
      @Nullable String checklist) {}
}
