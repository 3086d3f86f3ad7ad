package org.assay.review.publication;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.assay.contracts.name.Digest;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One person's word for publishing or retiring a document.
 *
 * @param digest the digest of the document that was read
 * @param reason why: plain text that never enters the log
 */
public record ConsentToPolicy(
    @NotNull @Pattern(regexp = Digest.PATTERN) String digest,
    @NotNull
        @PlainText(max = 4000, lines = true)
        @Schema(examples = "The credit board agreed on it.")
        String reason) {}
