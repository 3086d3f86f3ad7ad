package org.assay.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that went wrong with a version, from its report to its end.
 *
 * @param incidentId the incident
 * @param versionId the version it came up with
 * @param modelId its model
 * @param digest the exact bytes
 * @param severity SEV1, SEV2 or SEV3
 * @param state OPEN, CONTAINED or CLOSED
 * @param source how it was noticed, such as COMPLAINT
 * @param detectedAt when it was noticed
 * @param containBy when the gate has to be closed for the bytes, absent where no time is set
 * @param reportableTo the authorities that have to be told
 * @param revocationId the revocation that closed the gate, where one did
 * @param textDigest the salted SHA-256 of the report, or of the reason of a person's later step;
 *     absent where a rule took the step
 */
public record IncidentChanged(
    UUID incidentId,
    UUID versionId,
    UUID modelId,
    String digest,
    String severity,
    String state,
    String source,
    Instant detectedAt,
    @Nullable Instant containBy,
    List<String> reportableTo,
    @Nullable UUID revocationId,
    @Nullable String textDigest) {

  /** Copies the list. */
  public IncidentChanged {
    reportableTo = List.copyOf(reportableTo);
  }
}
