package org.assay.review.evidence;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.UUID;
import org.assay.contracts.name.Digest;
import org.assay.kit.http.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * Evidence to add to a version.
 *
 * @param kind what it is
 * @param title what people call it: plain text that never enters the log
 * @param digest the exact bytes of it
 * @param supersedes the record of the same version whose place it takes
 * @param collectedAt when it was collected, not in the future
 * @param validUntil until when it says something, in the future; approvals do not count after that
 */
public record AddEvidence(
    @NotNull EvidenceKind kind,
    @NotNull @PlainText(max = 200) String title,
    @NotNull @Pattern(regexp = Digest.PATTERN) String digest,
    @Nullable UUID supersedes,
    @Nullable Instant collectedAt,
    @Nullable Instant validUntil) {}
