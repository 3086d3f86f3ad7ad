package org.assay.review.round;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.assay.contracts.name.Digest;
import org.assay.kit.http.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A decision on a review.
 *
 * @param decision what is decided
 * @param reason why: plain text that never enters the log
 * @param digest the bytes that were read; compared where it is given
 */
public record DecideReview(
    @NotNull DecisionKind decision,
    @NotNull @PlainText(max = 4000, lines = true) String reason,
    @Pattern(regexp = Digest.PATTERN) @Nullable String digest) {}
