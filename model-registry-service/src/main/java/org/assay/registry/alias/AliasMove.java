package org.assay.registry.alias;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A move that an alias made.
 *
 * @param revision the model's revision that it made
 * @param fromNumber the number of the version it left, null where it was new
 * @param toNumber the number of the version it moved to, null where it was removed
 * @param decisionId the release that let it move, where one had to
 * @param at when, by the database's clock
 * @param movedBy the subject who moved it
 */
public record AliasMove(
    long revision,
    @Nullable Integer fromNumber,
    @Nullable Integer toNumber,
    @Nullable UUID decisionId,
    Instant at,
    String movedBy) {}
