package org.assay.contracts.event;

import java.util.UUID;

/**
 * An experiment as it stands after a change.
 *
 * @param experimentId the experiment
 * @param projectId the project it belongs to
 * @param stage ACTIVE, or DELETED together with its runs
 */
public record ExperimentChanged(UUID experimentId, UUID projectId, String stage) {}
