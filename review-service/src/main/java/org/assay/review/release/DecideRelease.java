package org.assay.review.release;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A decision to release.
 *
 * @param environment where the version may be deployed
 * @param reason why, where something is to be said: plain text that never enters the log
 */
public record DecideRelease(
    @NotNull @PlainText(max = 64) String environment,
    @PlainText(max = 4000, lines = true) @Nullable String reason) {}
