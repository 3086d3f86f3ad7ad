package org.assay.review.replica;

import java.util.UUID;

/**
 * What is known of a use case here.
 *
 * @param id the use case
 * @param projectId the project it belongs to
 * @param revision the project's revision at its last change: another one is another use case to a
 *     classification
 */
public record UseCaseCopy(UUID id, UUID projectId, long revision) {}
