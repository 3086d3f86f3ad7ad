package org.assay.review.policy;

import java.util.Locale;

/** How a policy may measure that the groups of an attribute are treated differently. */
public enum FairnessMeasure {
  /** The greatest difference of selection rates. */
  DEMOGRAPHIC_PARITY_DIFFERENCE,
  /** The lowest selection rate by the highest; the only one that has to be at least its limit. */
  DEMOGRAPHIC_PARITY_RATIO,
  /** The greatest difference of recall. */
  EQUAL_OPPORTUNITY_DIFFERENCE,
  /** The greater one of the greatest differences of recall and of the false positive rate. */
  EQUALIZED_ODDS_DIFFERENCE,
  /** The greatest difference of precision. */
  PREDICTIVE_PARITY_DIFFERENCE,
  /** The greatest difference of the false positive rate. */
  FPR_GAP,
  /** The greatest difference of the false negative rate. */
  FNR_GAP,
  /** The greatest difference of accuracy. */
  ACCURACY_GAP;

  /** Returns the name of the statistic, such as {@code fpr_gap}. */
  public String statistic() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Says whether a value has to be at least its limit, and not at most. */
  public boolean atLeast() {
    return this == DEMOGRAPHIC_PARITY_RATIO;
  }
}
