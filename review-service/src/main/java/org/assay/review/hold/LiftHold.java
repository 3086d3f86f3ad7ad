package org.assay.review.hold;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;

/**
 * Opens the gate again, as far as one hold closed it.
 *
 * @param reason why: plain text that never enters the log
 */
public record LiftHold(@NotNull @PlainText(max = 4000, lines = true) String reason) {}
