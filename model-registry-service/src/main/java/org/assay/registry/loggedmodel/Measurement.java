package org.assay.registry.loggedmodel;

import java.util.UUID;
import org.assay.registry.run.Metric;

/**
 * A number that a run measured on a logged model.
 *
 * @param model the logged model
 * @param metric the number
 * @param datasetName the data it was measured with, empty for none
 * @param datasetDigest their digest, empty for none
 */
public record Measurement(UUID model, Metric metric, String datasetName, String datasetDigest) {}
