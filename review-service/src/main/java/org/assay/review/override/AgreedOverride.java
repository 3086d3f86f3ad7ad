package org.assay.review.override;

import java.util.List;
import java.util.UUID;

/**
 * That two people agreed to an override.
 *
 * @param proposalId the proposal they agreed to
 * @param approvers the {@code sub} of each, the proposer first
 * @param noteId where the reason stands
 */
public record AgreedOverride(UUID proposalId, List<String> approvers, UUID noteId) {

  /** Copies the list. */
  public AgreedOverride {
    approvers = List.copyOf(approvers);
  }
}
