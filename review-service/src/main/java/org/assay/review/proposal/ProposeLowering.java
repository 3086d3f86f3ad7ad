package org.assay.review.proposal;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;
import org.assay.review.classification.Tier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A proposal to set the tier of a classification below the one that stands.
 *
 * @param tier the lower one
 * @param reason why that can be answered for: plain text that never enters the log
 */
@Schema(name = "ProposeLowering")
public record ProposeLowering(
    @NotNull @Schema(examples = "LIMITED") Tier tier,
    @NotNull
        @PlainText(max = 4000, lines = true)
        @Schema(examples = "It only sorts what people then read in full.")
        String reason) {}
