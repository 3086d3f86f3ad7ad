package org.assay.contracts.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as it stands after a change. What it logs is not told value by value.
 *
 * @param runId the run
 * @param experimentId its experiment
 * @param projectId the project that owns the experiment
 * @param status RUNNING, SCHEDULED, FINISHED, FAILED or KILLED
 * @param stage ACTIVE or DELETED
 * @param createdBy the subject who began it
 * @param fixed whether a version that rests on it was submitted, so that its results stay
 */
public record RunChanged(
    UUID runId,
    UUID experimentId,
    UUID projectId,
    String status,
    String stage,
    String createdBy,
    @Nullable Boolean fixed) {}
