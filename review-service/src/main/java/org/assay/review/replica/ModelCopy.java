package org.assay.review.replica;

import java.util.UUID;

/**
 * What is known of a model here.
 *
 * @param id the model
 * @param projectId the project that owns it
 * @param name its full name
 */
public record ModelCopy(UUID id, UUID projectId, String name) {}
