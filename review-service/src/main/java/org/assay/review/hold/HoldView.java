package org.assay.review.hold;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.kit.http.ActionView;
import org.assay.kit.http.Revisioned;
import org.assay.kit.identity.Actor;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A hold as HTTP shows it to one caller.
 *
 * @param id its id
 * @param model the model's full name
 * @param version the number of the version it was placed on
 * @param versionId that version
 * @param digest the bytes it closes in the model, whichever version has them
 * @param state whether it closes the gate now
 * @param placedBy who placed it, or reported the incident by whose rule it was placed
 * @param incidentId the incident by whose rule it was placed, absent where a person placed it
 * @param reason why; absent where it was erased
 * @param placedAt when
 * @param until when it ends by itself, absent where only lifting ends it
 * @param liftedBy who lifted it
 * @param liftReason why it was lifted
 * @param liftedAt when it was lifted
 * @param revision the number of its last event
 * @param actions what the caller may do with it now
 */
@Schema(name = "Hold")
record HoldView(
    UUID id,
    String model,
    int version,
    UUID versionId,
    String digest,
    HoldState state,
    Actor placedBy,
    @Nullable UUID incidentId,
    @Nullable String reason,
    Instant placedAt,
    @Nullable Instant until,
    @Nullable Actor liftedBy,
    @Nullable String liftReason,
    @Nullable Instant liftedAt,
    long revision,
    List<ActionView> actions)
    implements Revisioned {

  HoldView {
    actions = List.copyOf(actions);
  }
}
