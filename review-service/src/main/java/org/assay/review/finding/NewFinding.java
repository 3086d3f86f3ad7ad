package org.assay.review.finding;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer found wrong.
 *
 * @param reviewId the review
 * @param severity how much it weighs
 * @param owner the {@code sub} of who has to answer
 * @param by the {@code sub} of the reviewer
 * @param questionId the question of the checklist that it is about
 * @param dueAt until when it is to be answered, absent for what its severity asks for
 */
public record NewFinding(
    UUID reviewId,
    Severity severity,
    String owner,
    String by,
    @Nullable String questionId,
    @Nullable Instant dueAt) {}
