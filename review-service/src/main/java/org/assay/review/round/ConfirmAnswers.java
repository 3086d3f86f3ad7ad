package org.assay.review.round;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.assay.review.checklist.Checklist;
import org.jspecify.annotations.Nullable;

/**
 * Makes answers of an earlier review one's own.
 *
 * @param questions those whose proposed answer is right; absent: all, which is for a review of the
 *     version and bytes that were approved before
 */
public record ConfirmAnswers(
    @Size(min = 1, max = 200)
        @Nullable List<@NotNull @Pattern(regexp = Checklist.QUESTION_ID) String> questions) {}
