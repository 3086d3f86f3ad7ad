package org.assay.review.incident;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.assay.kit.http.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * A report that something goes wrong with a version.
 *
 * @param severity how bad it is
 * @param text what happened: plain text that never enters the log
 * @param source how it was noticed
 * @param detectedAt when it was noticed, not ahead and at most 366 days ago
 * @param reportableTo the authorities that have to be told, by short names such as {@code
 *     EU-AI-ACT}
 * @param owner the account of who sees to it, a contributor of the project; absent where its leads
 *     do
 */
public record ReportIncident(
    @NotNull IncidentSeverity severity,
    @NotNull @PlainText(max = 4000, lines = true) String text,
    @NotNull IncidentSource source,
    @NotNull Instant detectedAt,
    @Size(max = 20)
        @Nullable List<@NotNull @Pattern(regexp = "[A-Z0-9][A-Z0-9-]{0,31}") String> reportableTo,
    @PlainText(max = 200) @Nullable String owner) {

  /** Copies the list. */
  public ReportIncident {
    reportableTo = reportableTo == null ? null : List.copyOf(reportableTo);
  }
}
