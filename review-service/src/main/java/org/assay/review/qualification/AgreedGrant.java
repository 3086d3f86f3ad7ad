package org.assay.review.qualification;

import java.util.List;
import java.util.UUID;

/**
 * That two administrators grant a qualification.
 *
 * @param proposalId the proposal that they agreed to
 * @param people the two by {@code sub}, the proposer first
 * @param noteId where the reason stands
 */
public record AgreedGrant(UUID proposalId, List<String> people, UUID noteId) {

  /** Copies the list. */
  public AgreedGrant {
    people = List.copyOf(people);
  }
}
