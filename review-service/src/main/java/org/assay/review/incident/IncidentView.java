package org.assay.review.incident;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An incident as HTTP shows it to one caller.
 *
 * @param id its id
 * @param model the model's full name
 * @param version the number of the version it came up with
 * @param versionId that version
 * @param digest the bytes it is about in the model, whichever version has them
 * @param severity how bad it is
 * @param source how it was noticed
 * @param state where it stands
 * @param text what happened; absent where it was erased
 * @param openedBy who reported it
 * @param openedAt when
 * @param detectedAt when it was noticed
 * @param containBy when the gate has to be closed, absent where no time is set
 * @param overdue whether it was not closed by then
 * @param owner who sees to it, absent where only the project's leads do
 * @param reportableTo the authorities that have to be told
 * @param containedAt from when on the gate was closed
 * @param containedBy who said so, absent where a rule closed it and nobody has yet
 * @param containmentReason how it is closed
 * @param revocationId the revocation that closed it, where one did
 * @param closedAt when it ended
 * @param closedBy who said that it is over
 * @param closureReason why
 * @param revision the number of its last event
 * @param actions what the caller may do with it now
 */
@Schema(name = "Incident")
record IncidentView(
    UUID id,
    String model,
    int version,
    UUID versionId,
    String digest,
    IncidentSeverity severity,
    IncidentSource source,
    IncidentState state,
    @Nullable String text,
    Actor openedBy,
    Instant openedAt,
    Instant detectedAt,
    @Nullable Instant containBy,
    boolean overdue,
    @Nullable Actor owner,
    List<String> reportableTo,
    @Nullable Instant containedAt,
    @Nullable Actor containedBy,
    @Nullable String containmentReason,
    @Nullable UUID revocationId,
    @Nullable Instant closedAt,
    @Nullable Actor closedBy,
    @Nullable String closureReason,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  IncidentView {
    reportableTo = List.copyOf(reportableTo);
    actions = List.copyOf(actions);
  }
}
