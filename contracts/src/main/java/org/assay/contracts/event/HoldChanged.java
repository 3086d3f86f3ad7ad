package org.assay.contracts.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hold on a version: while it stands, its bytes are neither released nor deployed anywhere.
 *
 * @param holdId the hold
 * @param versionId the version it was placed on
 * @param modelId its model
 * @param digest the exact bytes it closes in that model
 * @param until when it ends by itself, absent where only lifting ends it
 * @param textDigest the salted SHA-256 of the reason
 */
public record HoldChanged(
    UUID holdId,
    UUID versionId,
    UUID modelId,
    String digest,
    @Nullable Instant until,
    String textDigest) {}
