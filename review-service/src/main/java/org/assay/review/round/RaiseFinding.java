package org.assay.review.round;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.assay.kit.http.PlainText;
import org.assay.review.checklist.Checklist;
import org.assay.review.finding.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Something a reviewer found wrong.
 *
 * @param severity how much it weighs
 * @param text what is wrong: plain text that never enters the log
 * @param questionId the question of the checklist that it is about
 * @param owner the account of who has to answer, a contributor; the submitter where nobody is named
 * @param dueAt until when, in the future; 2, 5 or 15 working days by its severity where not said
 */
public record RaiseFinding(
    @NotNull Severity severity,
    @NotNull @PlainText(max = 4000, lines = true) String text,
    @Pattern(regexp = Checklist.QUESTION_ID) @Nullable String questionId,
    @PlainText(max = 200) @Nullable String owner,
    @Nullable Instant dueAt) {}
