package org.assay.review.hold;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.assay.kit.http.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Closes the gate for the bytes of a version.
 *
 * @param reason why: plain text that never enters the log
 * @param until when it ends by itself, at most a year ahead; absent where only lifting ends it
 */
public record PlaceHold(
    @NotNull @PlainText(max = 4000, lines = true) String reason, @Nullable Instant until) {}
