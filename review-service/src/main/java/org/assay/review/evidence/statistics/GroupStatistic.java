package org.assay.review.evidence.statistics;

import java.util.List;
import org.assay.review.evidence.statistics.GroupClaim.Judged;

/** What a limit is set for that says how differently groups may be treated. */
public enum GroupStatistic {
  DEMOGRAPHIC_PARITY_DIFFERENCE,
  DEMOGRAPHIC_PARITY_RATIO,
  EQUAL_OPPORTUNITY_DIFFERENCE,
  EQUALIZED_ODDS_DIFFERENCE,
  PREDICTIVE_PARITY_DIFFERENCE,
  FPR_GAP,
  FNR_GAP,
  ACCURACY_GAP;

  /**
   * Judges the groups.
   *
   * @param positiveFavourable whether the positive class is the one that people wish for
   * @param limit at least this of a ratio, at most this of a difference
   */
  public Outcome<Judged> judge(GroupClaim claim, boolean positiveFavourable, double limit) {
    Rate selection = positiveFavourable ? Rate.SELECTION : Rate.NEGATIVE_SELECTION;
    return switch (this) {
      case DEMOGRAPHIC_PARITY_RATIO -> claim.ratios(selection, limit);
      case DEMOGRAPHIC_PARITY_DIFFERENCE -> claim.differences(List.of(selection), limit);
      case EQUAL_OPPORTUNITY_DIFFERENCE -> claim.differences(List.of(Rate.RECALL), limit);
      case EQUALIZED_ODDS_DIFFERENCE -> claim.differences(List.of(Rate.RECALL, Rate.FPR), limit);
      case PREDICTIVE_PARITY_DIFFERENCE -> claim.differences(List.of(Rate.PRECISION), limit);
      case FPR_GAP -> claim.differences(List.of(Rate.FPR), limit);
      case FNR_GAP -> claim.differences(List.of(Rate.FNR), limit);
      case ACCURACY_GAP -> claim.differences(List.of(Rate.ACCURACY), limit);
    };
  }
}
