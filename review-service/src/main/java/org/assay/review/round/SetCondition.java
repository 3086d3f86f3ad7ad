package org.assay.review.round;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import org.assay.kit.http.PlainText;
import org.assay.review.checklist.Checklist;
import org.assay.review.condition.IfMissed;
import org.assay.review.policy.Expression;
import org.jspecify.annotations.Nullable;

/**
 * A condition that an approval sets.
 *
 * @param text what has to be done: plain text that never enters the log
 * @param owner the account of who has to see to it, a contributor of the project
 * @param dueAt until when, in the future
 * @param ifMissed what happens to a release otherwise
 * @param questionId the question of the checklist that it is about
 * @param check what decides that it is met, in CEL over what policies see of a version; absent
 *     where a reviewer confirms that by hand
 */
public record SetCondition(
    @NotNull @PlainText(max = 4000, lines = true) String text,
    @NotNull @PlainText(max = 200) String owner,
    @NotNull Instant dueAt,
    @NotNull IfMissed ifMissed,
    @Pattern(regexp = Checklist.QUESTION_ID) @Nullable String questionId,
    @PlainText(max = Expression.LONGEST) @Nullable String check) {}
