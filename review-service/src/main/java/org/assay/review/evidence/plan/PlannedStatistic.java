package org.assay.review.evidence.plan;

import java.util.Locale;

/** What a plan may set a limit for: what Assay computes with an interval. */
public enum PlannedStatistic {
  ACCURACY(Kind.AT_LEAST),
  PRECISION(Kind.AT_LEAST),
  NPV(Kind.AT_LEAST),
  RECALL(Kind.AT_LEAST),
  SPECIFICITY(Kind.AT_LEAST),
  FPR(Kind.AT_MOST),
  FNR(Kind.AT_MOST),
  ROC_AUC(Kind.AT_LEAST),
  DEMOGRAPHIC_PARITY_DIFFERENCE(Kind.GAP),
  DEMOGRAPHIC_PARITY_RATIO(Kind.RATIO),
  EQUAL_OPPORTUNITY_DIFFERENCE(Kind.GAP),
  EQUALIZED_ODDS_DIFFERENCE(Kind.GAP),
  PREDICTIVE_PARITY_DIFFERENCE(Kind.GAP),
  FPR_GAP(Kind.GAP),
  FNR_GAP(Kind.GAP),
  ACCURACY_GAP(Kind.GAP);

  private enum Kind {
    AT_LEAST,
    AT_MOST,
    GAP,
    RATIO
  }

  private final Kind kind;

  PlannedStatistic(Kind kind) {
    this.kind = kind;
  }

  /** Returns the name of the statistic, such as {@code fpr_gap}. */
  public String statistic() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Says whether it compares the groups of an attribute. */
  public boolean ofGroups() {
    return kind == Kind.GAP || kind == Kind.RATIO;
  }

  /** Says whether the value has to be at least its limit, and not at most. */
  public boolean atLeast() {
    return kind == Kind.AT_LEAST || kind == Kind.RATIO;
  }
}
