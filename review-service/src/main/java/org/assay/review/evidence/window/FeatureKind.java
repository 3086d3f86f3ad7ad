package org.assay.review.evidence.window;

/** What a watched feature is. */
public enum FeatureKind {
  /** A number, its bins fixed on the reference. */
  NUMERIC,
  /** A value of a few; each is a bin. */
  CATEGORICAL,
  /** What the model put out. */
  SCORE
}
