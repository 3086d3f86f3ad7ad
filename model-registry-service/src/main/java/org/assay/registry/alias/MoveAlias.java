package org.assay.registry.alias;

import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for to move an alias.
 *
 * @param version the number of the version it is to point at; absent removes the alias
 * @param decisionId the release that a governed alias moves with, the latest where none is named
 */
@Schema(name = "MoveAlias")
record MoveAlias(
    @Min(1) @Schema(examples = "3") @Nullable Integer version,
    @Schema(examples = "0198c0de-0000-7000-8000-000000000000") @Nullable UUID decisionId) {}
