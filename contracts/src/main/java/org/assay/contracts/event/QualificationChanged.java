package org.assay.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may review beyond what a role lets the person review.
 *
 * @param qualificationId the qualification
 * @param subject whose it is
 * @param reviewType a kind of review, or FL, RL or GEN
 * @param unit for whose projects it counts, absent where for every project
 * @param validFrom from when on
 * @param validUntil until when, unless it is ended before that
 * @param grantedBy the two who granted it
 * @param textDigest the salted SHA-256 of why it was ended; why it was granted, the proposal's
 */
public record QualificationChanged(
    UUID qualificationId,
    String subject,
    String reviewType,
    @Nullable String unit,
    Instant validFrom,
    Instant validUntil,
    List<String> grantedBy,
    @Nullable String textDigest) {

  /** Copies the list. */
  public QualificationChanged {
    grantedBy = List.copyOf(grantedBy);
  }
}
