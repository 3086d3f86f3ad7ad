package org.assay.review.thread;

import java.time.Instant;
import java.util.UUID;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A comment.
 *
 * @param id the comment
 * @param on what kind of thing it is about
 * @param onId the thing; of a question the review
 * @param questionId the question, of a QUESTION only
 * @param author who wrote it
 * @param text what was written; absent where it was erased
 * @param at when
 */
@Schema(name = "Comment")
public record CommentView(
    UUID id,
    ThreadKind on,
    UUID onId,
    @Nullable String questionId,
    Actor author,
    @Nullable String text,
    Instant at) {}
