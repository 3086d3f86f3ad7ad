package org.assay.registry.dataset;

import java.util.UUID;

/**
 * A data set is withdrawn: whatever descends from it is to know, once that is committed.
 *
 * @param datasetId the data set
 */
public record DatasetWithdrawn(UUID datasetId) {}
