package org.assay.contracts.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finding of a review as it stands after a change.
 *
 * @param findingId the finding
 * @param reviewId the review that raised it
 * @param versionId the version it is about
 * @param severity BLOCKER, MAJOR, MINOR or NOTE
 * @param state OPEN, ANSWERED, FIXED, ACCEPTED or WITHDRAWN
 * @param textDigest the salted SHA-256 of its text or of the answer
 */
public record FindingChanged(
    UUID findingId,
    UUID reviewId,
    UUID versionId,
    String severity,
    String state,
    @Nullable String textDigest) {}
