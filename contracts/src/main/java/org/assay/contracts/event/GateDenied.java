package org.assay.contracts.event;

import java.util.List;
import java.util.UUID;

/**
 * The gate refused known bytes; told once an hour for a digest, environment and set of reasons.
 *
 * @param versionId the version that the digest belongs to
 * @param modelId its model
 * @param digest the bytes that were asked for
 * @param environment where they were to be deployed
 * @param unmet the keys of the requirements that are not fulfilled, sorted
 */
public record GateDenied(
    UUID versionId, UUID modelId, String digest, String environment, List<String> unmet) {

  /** Copies the list. */
  public GateDenied {
    unmet = List.copyOf(unmet);
  }
}
