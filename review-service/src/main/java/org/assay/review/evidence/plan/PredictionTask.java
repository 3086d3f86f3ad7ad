package org.assay.review.evidence.plan;

/** What predictions are of. */
public enum PredictionTask {
  /** One of two classes. */
  BINARY,
  /** One of several classes. */
  MULTICLASS,
  /** A number. */
  REGRESSION,
  /** An order: scores that put what is relevant before what is not; nothing is predicted of one. */
  RANKING
}
