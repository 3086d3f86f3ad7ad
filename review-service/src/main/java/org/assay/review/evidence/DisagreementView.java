package org.assay.review.evidence;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * That a claimed figure and a computed one disagree, as it stands with either.
 *
 * @param evidence the other record; absent where no record but a metric says otherwise
 * @param metric the metric that the version was registered with; absent of a claim
 * @param statistic what it is a figure of
 * @param group the group that it is of
 * @param claimed the figure that was claimed
 * @param computed the one that was computed
 * @param ciLow the lower limit of its interval
 * @param ciHigh the upper limit
 */
@Schema(name = "Disagreement")
record DisagreementView(
    @Nullable UUID evidence,
    @Nullable String metric,
    String statistic,
    @Nullable String group,
    double claimed,
    double computed,
    @Nullable Double ciLow,
    @Nullable Double ciHigh) {

  /** Shows it with one of the two records. */
  static DisagreementView of(Disagreement found, UUID with) {
    ComputedFigure figure = found.computed();
    return new DisagreementView(
        with.equals(found.claimId()) ? found.computedId() : found.claimId(),
        found.metric(),
        found.statistic(),
        found.group(),
        found.claimed(),
        figure.value(),
        figure.ciLow(),
        figure.ciHigh());
  }
}
