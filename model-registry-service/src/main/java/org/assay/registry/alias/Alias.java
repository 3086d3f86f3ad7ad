package org.assay.registry.alias;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an alias points.
 *
 * @param modelId its model
 * @param name its name
 * @param versionId the version
 * @param number the version's number
 * @param decisionId the release that let it move there, where one had to
 * @param since when it moved there, by the database's clock
 * @param movedBy the subject who moved it
 */
public record Alias(
    UUID modelId,
    String name,
    UUID versionId,
    int number,
    @Nullable UUID decisionId,
    Instant since,
    String movedBy) {}
