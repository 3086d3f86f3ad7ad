package org.assay.review.proposal;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.assay.kit.http.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A proposal to revoke a version.
 *
 * @param reason why: plain text that never enters the log
 * @param environment where it came up; a revocation closes all environments
 * @param incidentId an incident of the version that is not closed: a lead of the project or its
 *     owner then revokes alone
 */
public record ProposeRevocation(
    @NotNull @PlainText(max = 4000, lines = true) String reason,
    @PlainText(max = 64) @Nullable String environment,
    @Nullable UUID incidentId) {}
