package org.assay.review.incident;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An incident about to be noted.
 *
 * @param severity how bad it is
 * @param source how it was noticed
 * @param detectedAt when it was noticed
 * @param reportableTo the authorities that have to be told
 * @param owner the {@code sub} of who sees to it, absent where only the project's leads do
 * @param openedBy the {@code sub} of who reports it
 * @param noteId where the report stands
 */
record NewIncident(
    IncidentSeverity severity,
    IncidentSource source,
    Instant detectedAt,
    List<String> reportableTo,
    @Nullable String owner,
    String openedBy,
    UUID noteId) {

  NewIncident {
    reportableTo = List.copyOf(reportableTo);
  }
}
