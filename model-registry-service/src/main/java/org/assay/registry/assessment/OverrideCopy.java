package org.assay.registry.assessment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * That people let a version pass a requirement, as review-service told it.
 *
 * @param id the override
 * @param requirement the requirement
 * @param state GRANTED, EXPIRED or WITHDRAWN
 * @param approvers the subjects of the two people
 * @param grantedAt since when
 * @param expiresAt when it ends by itself
 */
public record OverrideCopy(
    UUID id,
    String requirement,
    String state,
    List<String> approvers,
    Instant grantedAt,
    Instant expiresAt) {

  /** Copies the list. */
  public OverrideCopy {
    approvers = List.copyOf(approvers);
  }
}
