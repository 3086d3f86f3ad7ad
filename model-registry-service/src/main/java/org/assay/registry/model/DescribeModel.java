package org.assay.registry.model;

import jakarta.validation.constraints.Size;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What may be changed of a model, as a merge patch (RFC 7396) sees and leaves it.
 *
 * @param description what it is; null removes it
 * @param intendedUse what it is for; cannot be removed
 * @param outOfScopeUse what it must not be used for; null removes it
 */
@Schema(name = "DescribeModel")
record DescribeModel(
    @PlainText(max = Limits.DESCRIPTION, lines = true)
        @Size(min = 1, max = Limits.DESCRIPTION)
        @Schema(examples = "Gradient-boosted trees on the applications of 1990.")
        @Nullable String description,
    @PlainText(max = Limits.USE, lines = true)
        @Size(min = 1, max = Limits.USE)
        @Schema(examples = "Suggest which mortgage applications a loan officer looks at first.")
        @Nullable String intendedUse,
    @PlainText(max = Limits.USE, lines = true)
        @Size(min = 1, max = Limits.USE)
        @Schema(examples = "Deciding alone; loans to businesses.")
        @Nullable String outOfScopeUse) {}
