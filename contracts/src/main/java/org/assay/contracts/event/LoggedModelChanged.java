package org.assay.contracts.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A logged model as it stands after a change.
 *
 * @param loggedModelId the logged model
 * @param experimentId its experiment
 * @param projectId the project that owns the experiment
 * @param sourceRunId the run that wrote it, absent where none did
 * @param status PENDING, READY or UPLOAD_FAILED
 * @param stage ACTIVE or DELETED
 */
public record LoggedModelChanged(
    UUID loggedModelId,
    UUID experimentId,
    UUID projectId,
    @Nullable UUID sourceRunId,
    String status,
    String stage) {}
