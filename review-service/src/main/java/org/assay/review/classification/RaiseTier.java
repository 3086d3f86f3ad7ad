package org.assay.review.classification;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A higher tier than the answers lead to.
 *
 * @param tier the higher one
 * @param reason why
 */
@Schema(name = "RaiseTier")
record RaiseTier(
    @NotNull @Schema(examples = "HIGH") Tier tier,
    @NotNull
        @PlainText(max = 4000, lines = true)
        @Schema(examples = "It reaches people who cannot object.")
        String reason) {}
