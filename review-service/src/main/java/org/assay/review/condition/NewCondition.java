package org.assay.review.condition;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an approver asks for.
 *
 * @param reviewId the review
 * @param approvalId the approval that sets it
 * @param owner the {@code sub} of who has to see to it
 * @param dueAt until when
 * @param ifMissed what happens to a release otherwise
 * @param questionId the question of the checklist that it is about
 * @param check what decides that it is met, in CEL; absent where an assignee confirms that
 */
public record NewCondition(
    UUID reviewId,
    UUID approvalId,
    String owner,
    Instant dueAt,
    IfMissed ifMissed,
    @Nullable String questionId,
    @Nullable String check) {}
