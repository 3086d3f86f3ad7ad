package org.assay.review.evidence.statistics;

/** How an interval was computed. */
public enum IntervalMethod {
  /** The score interval of a rate; {@link Intervals#wilson}. */
  WILSON,
  /** The hybrid score interval of a difference of rates; {@link Intervals#newcombe}. */
  NEWCOMBE,
  /** By the variance of an area under the ROC curve; {@link DeLong}. */
  DELONG,
  /** The exact interval of a rate: of an area under the ROC curve that has no variance. */
  CLOPPER_PEARSON,
  /** Between two order statistics of what drawn rows come to; {@link Bootstrap#percentile}. */
  BOOTSTRAP,
  /** The same of counts, drawn within each label instead of rows. */
  BOOTSTRAP_COUNTS,
  /** A mean by its standard error, as of many rows. */
  WALD
}
