package org.assay.review.proposal;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.assay.kit.http.PlainText;
import org.assay.review.qualification.QualifiedFor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A proposal to let somebody review beyond what the person's role says.
 *
 * @param subject the account's name of whose it is to be
 * @param reviewType a kind of review, or FL, RL or GEN
 * @param unit for whose projects it is to count; for every project where absent
 * @param from from when on; from the grant on where absent
 * @param until until when, at most five years ahead
 * @param reason what shows it: plain text that never enters the log
 */
@Schema(name = "ProposeQualification")
public record ProposeQualification(
    @NotNull @PlainText(max = 200) @Schema(examples = "performance-reviewer") String subject,
    @NotNull @Schema(examples = "GEN") QualifiedFor reviewType,
    @PlainText(max = 64) @Size(min = 1, max = 64) @Nullable String unit,
    @Nullable Instant from,
    @NotNull Instant until,
    @NotNull @PlainText(max = 4000, lines = true) @Schema(examples = "Passed the course of May.")
        String reason) {}
