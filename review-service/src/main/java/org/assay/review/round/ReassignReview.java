package org.assay.review.round;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;

/**
 * Who goes on with a review that took too long.
 *
 * @param insteadOf the name of the account that is taken off
 * @param account the name of the account that is assigned
 * @param reason why: plain text that never enters the log
 */
public record ReassignReview(
    @NotNull @PlainText(max = 200) String insteadOf,
    @NotNull @PlainText(max = 200) String account,
    @NotNull @PlainText(max = 4000, lines = true) String reason) {}
