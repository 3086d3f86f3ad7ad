package org.assay.review.classification;

import java.util.List;
import java.util.UUID;

/**
 * That two people lower a tier.
 *
 * @param proposalId the proposal that they agreed to
 * @param tier the lower one
 * @param people the two by {@code sub}, the proposer first
 * @param noteId where the reason stands
 */
public record AgreedLowering(UUID proposalId, Tier tier, List<String> people, UUID noteId) {

  /** Copies the list. */
  public AgreedLowering {
    people = List.copyOf(people);
  }
}
