package org.assay.review.evidence.comparison;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What one statistic says of a challenger and a champion.
 *
 * @param statistic its name
 * @param role what it is for: PRIMARY, GUARD or GROUP
 * @param attribute of a group: the attribute, or an intersection
 * @param group of a group: its name
 * @param champion what it is for the champion, or the baseline
 * @param challenger what it is for the version
 * @param difference the challenger's less the champion's, of a loss the other way round: the
 *     greater, the better; of an error in the unit of the label as a share of the champion's
 * @param ciLow the lower limit of the difference's interval, which need not lie around it
 * @param ciHigh the upper limit
 * @param n how many rows it is made of
 * @param method how the interval was computed: BONETT_PRICE, DELONG, BOOTSTRAP, BOOTSTRAP_COUNTS or
 *     WALD
 * @param pValue of McNemar's mid-p or DeLong's test of no difference; a bootstrap has none
 * @param decision SUPERIOR, NON_INFERIOR, INFERIOR, INCONCLUSIVE or UNDEFINED
 * @param reason why there is no interval
 */
@Schema(name = "ComparisonResult")
public record ComparisonResult(
    String statistic,
    Role role,
    @Nullable String attribute,
    @Nullable String group,
    @Nullable Double champion,
    @Nullable Double challenger,
    @Nullable Double difference,
    @Nullable Double ciLow,
    @Nullable Double ciHigh,
    @Nullable Long n,
    @Nullable String method,
    @Nullable Double pValue,
    String decision,
    @Nullable String reason) {

  /** What a statistic is compared for. */
  @Schema(name = "ComparisonRole")
  public enum Role {
    /** It decides whether the challenger is good enough. */
    PRIMARY,
    /** By it the challenger must not be worse. */
    GUARD,
    /** For one group the challenger must not be worse. */
    GROUP
  }

  /** Returns the decision alone, for readers who may not see the numbers. */
  public ComparisonResult masked() {
    return new ComparisonResult(
        statistic, role, attribute, group, null, null, null, null, null, null, null, null, decision,
        "MASKED");
  }
}
