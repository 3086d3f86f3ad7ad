package org.assay.review.incident;

import jakarta.validation.constraints.NotNull;
import org.assay.kit.http.PlainText;

/**
 * Says that the gate is closed for the bytes of an incident.
 *
 * @param reason how: plain text that never enters the log
 */
public record ContainIncident(@NotNull @PlainText(max = 4000, lines = true) String reason) {}
