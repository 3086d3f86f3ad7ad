package org.assay.review.round;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;

/**
 * That a condition is met.
 *
 * @param reason what shows it: plain text that never enters the log
 */
public record ConfirmCondition(@NotNull @PlainText(max = 4000, lines = true) String reason) {}
