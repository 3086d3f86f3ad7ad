package org.assay.review.proposal;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A proposal to revoke a version.
 *
 * @param reason why: plain text that never enters the log
 * @param environment where it came up; a revocation closes all environments
 */
public record ProposeRevocation(
    @NotNull @PlainText(max = 4000, lines = true) String reason,
    @PlainText(max = 64) @Nullable String environment) {}
