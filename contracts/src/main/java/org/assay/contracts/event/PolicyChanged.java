package org.assay.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A policy that was published or retired.
 *
 * @param policyVersionId the policy version
 * @param name its name
 * @param number its number
 * @param scopeKind ORGANISATION, UNIT or PROJECT
 * @param scopeKey the unit or the project's key; absent for the organisation
 * @param digest the digest of its document's exact bytes
 * @param state PUBLISHED or RETIRED
 * @param effectiveFrom from when on rounds that open are bound to it
 * @param agreedBy the {@code sub} of the lead and the administrator who did it
 * @param governedAliases names of aliases that move only with a decision; absent from older events
 * @param reason the salted digest of why the second of the two did it; absent from older events
 */
public record PolicyChanged(
    UUID policyVersionId,
    String name,
    int number,
    String scopeKind,
    @Nullable String scopeKey,
    String digest,
    String state,
    @Nullable Instant effectiveFrom,
    List<String> agreedBy,
    @Nullable List<String> governedAliases,
    @Nullable String reason) {

  /** Copies the lists. */
  public PolicyChanged {
    agreedBy = List.copyOf(agreedBy);
    governedAliases = governedAliases == null ? null : List.copyOf(governedAliases);
  }
}
