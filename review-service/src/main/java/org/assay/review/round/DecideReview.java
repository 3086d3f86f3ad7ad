package org.assay.review.round;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.assay.contracts.name.Digest;
import org.assay.kit.http.PlainText;
import org.assay.review.checklist.Checklist;
import org.jspecify.annotations.Nullable;

/**
 * A decision on a review.
 *
 * @param decision what is decided
 * @param reason why: plain text that never enters the log
 * @param digest the bytes that were read; compared where it is given
 * @param evidenceDigest the evidence set that was read; compared where it is given
 * @param conditions what an approval asks for; only with {@code APPROVED}
 * @param questionId the question of the checklist that a rejection is about; needed where the
 *     review answers one, and only with {@code REJECTED}
 */
public record DecideReview(
    @NotNull DecisionKind decision,
    @NotNull @PlainText(max = 4000, lines = true) String reason,
    @Pattern(regexp = Digest.PATTERN) @Nullable String digest,
    @Pattern(regexp = Digest.PATTERN) @Nullable String evidenceDigest,
    @Size(max = 20) @Valid @Nullable List<@NotNull SetCondition> conditions,
    @Pattern(regexp = Checklist.QUESTION_ID) @Nullable String questionId) {}
