package org.assay.review.round;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.PlainText;
import org.assay.review.checklist.AnswerValue;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a question of a review's checklist.
 *
 * @param answer what is answered
 * @param reason why; needed where the question is said not to apply
 * @param evidenceIds the records of the version's evidence that the answer rests on; a yes has one
 *     at least
 */
public record AnswerQuestion(
    @NotNull AnswerValue answer,
    @PlainText(max = 4000, lines = true) @Nullable String reason,
    @Size(max = 50) @Nullable List<@NotNull UUID> evidenceIds) {}
