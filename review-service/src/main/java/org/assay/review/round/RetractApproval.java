package org.assay.review.round;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;

/**
 * Takes the caller's approval back.
 *
 * @param reason why: plain text that never enters the log
 */
public record RetractApproval(@NotNull @PlainText(max = 4000, lines = true) String reason) {}
