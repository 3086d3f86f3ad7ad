package org.assay.review.round;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;

/**
 * The answer to a finding.
 *
 * @param text plain text that never enters the log
 */
public record AnswerFinding(@NotNull @PlainText(max = 4000, lines = true) String text) {}
