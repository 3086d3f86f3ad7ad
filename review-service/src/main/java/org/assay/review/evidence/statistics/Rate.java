package org.assay.review.evidence.statistics;

/** A rate of the rows of one group, with the counts that it is a share of. */
public enum Rate {
  /** Rows predicted positive. */
  SELECTION("selection_rate"),
  /** Rows predicted negative: the selection rate where the other class is the favourable one. */
  NEGATIVE_SELECTION("selection_rate"),
  /** Positives predicted positive (TPR). */
  RECALL("recall"),
  /** Negatives predicted positive. */
  FPR("fpr"),
  /** Positives predicted negative. */
  FNR("fnr"),
  /** Positives among what is predicted positive (PPV). */
  PRECISION("precision"),
  /** Rows predicted right. */
  ACCURACY("accuracy");

  private final String id;

  Rate(String id) {
    this.id = id;
  }

  /** Returns the statistic's name. */
  public String id() {
    return id;
  }

  /** Returns the rate of a group, as counts. */
  public Proportion of(Confusion counts) {
    return switch (this) {
      case SELECTION -> new Proportion(counts.selected(), counts.rows());
      case NEGATIVE_SELECTION -> new Proportion(counts.tn() + counts.fn(), counts.rows());
      case RECALL -> new Proportion(counts.tp(), counts.positives());
      case FPR -> new Proportion(counts.fp(), counts.negatives());
      case FNR -> new Proportion(counts.fn(), counts.positives());
      case PRECISION -> new Proportion(counts.tp(), counts.selected());
      case ACCURACY -> new Proportion(counts.tp() + counts.tn(), counts.rows());
    };
  }

  /** Says whether it is a share of some of the group's rows only. */
  boolean conditioned() {
    return switch (this) {
      case SELECTION, NEGATIVE_SELECTION, ACCURACY -> false;
      case RECALL, FPR, FNR, PRECISION -> true;
    };
  }
}
