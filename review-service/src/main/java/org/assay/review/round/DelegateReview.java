package org.assay.review.round;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * To whom an assignee hands a review over.
 *
 * @param to the account's name
 * @param reason why: plain text, kept among the comments of the review
 */
@Schema(name = "DelegateReview")
record DelegateReview(
    @NotNull @PlainText(max = 200) @Schema(examples = "ethics-reviewer-2") String to,
    @NotNull @PlainText(max = 4000, lines = true) @Schema(examples = "I am away until June.")
        String reason) {}
