package org.assay.registry.dataset;

import org.assay.kit.event.Cause;

/**
 * A data set was withdrawn in the running transaction, which holds its row's lock: whatever
 * descends from it is to know.
 *
 * @param dataset the data set
 * @param cause who withdrew it
 */
public record DatasetWithdrawn(Dataset dataset, Cause cause) {}
