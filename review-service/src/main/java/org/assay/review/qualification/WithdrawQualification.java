package org.assay.review.qualification;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a qualification ends before its time.
 *
 * @param reason plain text that never enters the log
 */
@Schema(name = "WithdrawQualification")
record WithdrawQualification(
    @NotNull
        @PlainText(max = 4000, lines = true)
        @Schema(examples = "The certificate was taken back.")
        String reason) {}
