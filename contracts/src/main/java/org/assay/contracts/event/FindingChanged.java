package org.assay.contracts.event;

import java.time.Instant;
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
 * @param textDigest the salted SHA-256 of its text, of the answer or of why it was closed
 * @param questionId the question of the checklist that it is about
 * @param dueAt until when it is to be answered
 * @param fixedIn the evidence that shows that it is mended
 */
public record FindingChanged(
    UUID findingId,
    UUID reviewId,
    UUID versionId,
    String severity,
    String state,
    @Nullable String textDigest,
    @Nullable String questionId,
    @Nullable Instant dueAt,
    @Nullable UUID fixedIn) {}
