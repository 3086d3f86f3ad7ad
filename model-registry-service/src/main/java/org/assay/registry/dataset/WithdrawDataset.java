package org.assay.registry.dataset;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is said to withdraw a data set.
 *
 * @param reason why; it is kept here and told by its salted digest only
 */
@Schema(name = "WithdrawDataset")
record WithdrawDataset(
    @NotNull
        @PlainText(max = 4000, lines = true)
        @Size(min = 1, max = 4000)
        @Schema(examples = "The licence ended on 30 June.")
        String reason) {}
