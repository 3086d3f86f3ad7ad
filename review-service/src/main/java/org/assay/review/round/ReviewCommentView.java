package org.assay.review.round;

import java.time.Instant;
import java.util.UUID;
import org.assay.kit.identity.Actor;
import org.assay.review.thread.CommentView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A comment on a review.
 *
 * @param id the comment
 * @param reviewId the review
 * @param author who wrote it
 * @param text what was written; absent where it was erased
 * @param at when
 */
@Schema(name = "ReviewComment")
record ReviewCommentView(UUID id, UUID reviewId, Actor author, @Nullable String text, Instant at) {

  static ReviewCommentView of(CommentView comment) {
    return new ReviewCommentView(
        comment.id(), comment.onId(), comment.author(), comment.text(), comment.at());
  }
}
