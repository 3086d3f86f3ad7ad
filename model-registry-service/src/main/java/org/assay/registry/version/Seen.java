package org.assay.registry.version;

import org.assay.registry.model.VisibleModels.Found;

/**
 * A version that the caller may read, with its model and what the caller is in its project.
 *
 * @param version the version
 * @param in the model and the caller's standing
 */
public record Seen(ModelVersion version, Found in) {}
