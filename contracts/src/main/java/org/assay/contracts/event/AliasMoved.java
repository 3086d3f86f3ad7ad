package org.assay.contracts.event;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alias of a model as it stands after a move.
 *
 * @param modelId the model
 * @param modelName its full name
 * @param projectId the project that owns it
 * @param alias the alias
 * @param fromVersionId the version it left, absent where it is new; the same as that it points at
 *     where only the decision is another one
 * @param toVersionId the version it points at, absent where it was removed
 * @param decisionId the release that let it move, where one had to
 */
public record AliasMoved(
    UUID modelId,
    String modelName,
    UUID projectId,
    String alias,
    @Nullable UUID fromVersionId,
    @Nullable UUID toVersionId,
    @Nullable UUID decisionId) {}
