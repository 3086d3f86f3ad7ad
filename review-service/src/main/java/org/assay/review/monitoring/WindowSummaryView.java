package org.assay.review.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assay.review.evidence.statistics.Verdict;
import org.assay.review.evidence.window.DriftState;
import org.assay.review.evidence.window.MonitoringWindows;
import org.assay.review.policy.ReviewType;
import org.assay.review.trigger.FiredTrigger;
import org.assay.review.trigger.TriggerKind;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a monitoring window came out.
 *
 * @param evidenceId the record of evidence that has all of it
 * @param environment where the version ran
 * @param from the first instant of it
 * @param until the first instant after it
 * @param drift how far it is from the reference
 * @param live what its live counts say of the claims; absent where nothing is claimed of them
 * @param policy the policy that it was judged by
 * @param supersededBy the window that corrects it; absent while it is current
 * @param triggers what it fired
 */
@Schema(name = "WindowSummary")
record WindowSummaryView(
    UUID evidenceId,
    String environment,
    Instant from,
    Instant until,
    DriftState drift,
    @Nullable String live,
    String policy,
    @Nullable UUID supersededBy,
    List<FiredView> triggers) {

  WindowSummaryView {
    triggers = List.copyOf(triggers);
  }

  /**
   * A trigger.
   *
   * @param id its id
   * @param kind what sort of thing happened
   * @param reviews the kinds of review that it asked for
   * @param incidentId the incident that it opened, or that was open for the same
   */
  @Schema(name = "TriggerOfWindow")
  record FiredView(UUID id, TriggerKind kind, List<ReviewType> reviews, @Nullable UUID incidentId) {

    FiredView {
      reviews = List.copyOf(reviews);
    }

    static FiredView of(FiredTrigger trigger) {
      return new FiredView(trigger.id(), trigger.kind(), trigger.reviews(), trigger.incidentId());
    }
  }

  static WindowSummaryView of(
      MonitoringWindows.Outcome window, @Nullable UUID supersededBy, List<FiredTrigger> fired) {
    Verdict live = window.live();
    return new WindowSummaryView(
        window.evidenceId(),
        window.environment(),
        window.from(),
        window.until(),
        window.drift(),
        live == null ? null : live.name(),
        window.policy(),
        supersededBy,
        fired.stream().map(FiredView::of).toList());
  }
}
