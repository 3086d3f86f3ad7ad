package org.assay.review.thread;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.assay.kit.http.PlainText;
import org.assay.review.checklist.Checklist;
import org.jspecify.annotations.Nullable;

/**
 * A comment on a thing.
 *
 * @param on what kind of thing it is about
 * @param onId the thing; of a question the review
 * @param questionId the question, of a QUESTION only
 * @param text plain text that never enters the log
 */
public record AddComment(
    @NotNull ThreadKind on,
    @NotNull UUID onId,
    @Pattern(regexp = Checklist.QUESTION_ID) @Nullable String questionId,
    @NotNull @PlainText(max = 4000, lines = true) String text) {

  ThreadKey key() {
    return new ThreadKey(on, onId, questionId);
  }
}
