package org.assay.registry.artifact.use;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is said to place a legal hold on a file, or to lift it.
 *
 * @param reason why
 */
@Schema(name = "HoldFile")
record HoldFile(
    @NotNull
        @PlainText(max = 4000, lines = true)
        @Size(min = 1, max = 4000)
        @Schema(examples = "Case 2026-117 asks for the rows that the decision rests on.")
        String reason) {}
