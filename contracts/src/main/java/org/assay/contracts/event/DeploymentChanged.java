package org.assay.contracts.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as it stands after it was reported or ended.
 *
 * @param deploymentId the deployment
 * @param modelId the model that is said to run
 * @param projectId the project that owns it
 * @param versionId the version that is said to run, absent where none of the model has the digest
 * @param digest the bytes that run, as reported
 * @param environment where they run
 * @param startedAt since when (RFC 3339), as reported
 * @param endedAt until when (RFC 3339), absent while they run
 * @param mismatch why these are not the bytes that may run there: DIGEST_UNKNOWN, DIGEST_DIFFERS,
 *     NOT_RELEASED or LAST_DAY_OVER, as the registry knew at this event; absent where they may
 */
public record DeploymentChanged(
    UUID deploymentId,
    UUID modelId,
    UUID projectId,
    @Nullable UUID versionId,
    String digest,
    String environment,
    String startedAt,
    @Nullable String endedAt,
    @Nullable String mismatch) {}
