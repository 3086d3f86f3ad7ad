package org.assay.review.trigger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.review.policy.ReviewType;
import org.assay.review.replica.VersionCopy;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A trigger that fired, as HTTP shows it.
 *
 * @param id its id
 * @param kind what sort of thing happened
 * @param model the model's full name
 * @param version the number of the version that it concerns
 * @param versionId that version
 * @param digest its bytes
 * @param causeId what happened: the data set, the revocation, the deployment, the event of the use
 *     case, or the monitoring window
 * @param measure what was found
 * @param reviews the kinds of review that are asked for by it, in the round that goes on or in the
 *     next one
 * @param holdId the hold that was placed by it
 * @param incidentId the incident that was opened by it, or was open for the same
 * @param rules the rules that say so, such as {@code default/1}
 * @param firedAt when
 */
@Schema(name = "Trigger")
public record TriggerView(
    UUID id,
    TriggerKind kind,
    String model,
    int version,
    UUID versionId,
    String digest,
    UUID causeId,
    String measure,
    List<ReviewType> reviews,
    @Nullable UUID holdId,
    @Nullable UUID incidentId,
    String rules,
    Instant firedAt) {

  /** Copies the list. */
  public TriggerView {
    reviews = List.copyOf(reviews);
  }

  /** Shows a trigger of a version. */
  public static TriggerView of(FiredTrigger trigger, VersionCopy version) {
    return new TriggerView(
        trigger.id(),
        trigger.kind(),
        version.model(),
        version.number(),
        trigger.versionId(),
        trigger.digest(),
        trigger.causeId(),
        trigger.measure(),
        trigger.reviews(),
        trigger.holdId(),
        trigger.incidentId(),
        trigger.rules(),
        trigger.firedAt());
  }
}
