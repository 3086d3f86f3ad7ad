package org.assay.review.round;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;

/**
 * The end of a finding.
 *
 * @param outcome whether the answer or fix is accepted, or the finding was none
 * @param reason why: plain text that never enters the log
 */
public record CloseFinding(
    @NotNull FindingOutcome outcome, @NotNull @PlainText(max = 4000, lines = true) String reason) {}
