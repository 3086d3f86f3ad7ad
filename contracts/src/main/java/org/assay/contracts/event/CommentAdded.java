package org.assay.contracts.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody said something about a thing; of a review {@code review.commented} tells that.
 *
 * @param commentId the comment
 * @param on QUESTION, FINDING, CONDITION, EVIDENCE, PROPOSAL or OVERRIDE
 * @param onId the thing; of a question the review
 * @param questionId the question of the review's checklist, of a QUESTION only
 * @param versionId the version that it is about, where it is about one
 * @param modelId the model that it is about, where it is about one
 * @param textDigest the salted SHA-256 of what was said
 */
public record CommentAdded(
    UUID commentId,
    String on,
    UUID onId,
    @Nullable String questionId,
    @Nullable UUID versionId,
    @Nullable UUID modelId,
    String textDigest) {}
