package org.assay.project.charter;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is asked for to hold, activate or close a project.
 *
 * @param reason why, for whoever reads the history
 */
@Schema(name = "ChangeProjectState")
record ChangeState(
    @NotNull
        @PlainText(max = Limits.REASON, lines = true)
        @Schema(
            maxLength = Limits.REASON,
            examples = "The model is in production; its care moved to another project.")
        String reason) {}
