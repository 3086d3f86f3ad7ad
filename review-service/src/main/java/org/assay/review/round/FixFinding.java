package org.assay.review.round;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.assay.kit.http.PlainText;

/**
 * That a finding is mended.
 *
 * @param fixedIn the evidence of the same version that shows it
 * @param text how: plain text that never enters the log
 */
public record FixFinding(
    @NotNull UUID fixedIn, @NotNull @PlainText(max = 4000, lines = true) String text) {}
