package org.assay.review.round;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.assay.kit.http.PlainText;

/**
 * That a condition may be met later.
 *
 * @param dueAt until when, after the present due instant
 * @param reason why: plain text that never enters the log
 */
public record ExtendCondition(
    @NotNull Instant dueAt, @NotNull @PlainText(max = 4000, lines = true) String reason) {}
