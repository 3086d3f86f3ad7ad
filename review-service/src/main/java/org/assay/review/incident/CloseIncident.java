package org.assay.review.incident;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;

/**
 * Says that an incident is over.
 *
 * @param reason how: plain text that never enters the log
 */
public record CloseIncident(@NotNull @PlainText(max = 4000, lines = true) String reason) {}
