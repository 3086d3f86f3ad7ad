package org.assay.review.override;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;

/**
 * Ends an override before its time.
 *
 * @param reason why: plain text that never enters the log
 */
public record WithdrawOverride(@NotNull @PlainText(max = 4000, lines = true) String reason) {}
