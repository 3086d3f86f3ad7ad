package org.assay.contracts.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A condition of an approval as it stands after a change.
 *
 * @param conditionId the condition
 * @param reviewId the review that was approved under it
 * @param approvalId the approval that set it
 * @param versionId the version it is about
 * @param state OPEN, MET or MISSED
 * @param dueAt until when it has to be met
 * @param proposedDueAt the later instant that is proposed, where one is
 * @param ifMissed REVOKE or HOLD
 * @param questionId the question of the checklist that it is about
 * @param textDigest the salted SHA-256 of its text or of what was said to the change
 * @param check MANUAL or CEL: who or what decides that it is met; absent in older events
 */
public record ConditionChanged(
    UUID conditionId,
    UUID reviewId,
    UUID approvalId,
    UUID versionId,
    String state,
    Instant dueAt,
    @Nullable Instant proposedDueAt,
    String ifMissed,
    @Nullable String questionId,
    @Nullable String textDigest,
    @Nullable String check) {}
