package org.assay.review.evidence.statistics;

/** What a test takes for extreme. */
public enum Alternative {
  /** The first differs from the second. */
  TWO_SIDED,
  /** The first is less. */
  LESS,
  /** The first is greater. */
  GREATER
}
