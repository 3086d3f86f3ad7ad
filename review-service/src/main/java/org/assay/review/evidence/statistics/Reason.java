package org.assay.review.evidence.statistics;

/** Why well-formed input has no value. */
public enum Reason {
  /** There are no rows. */
  EMPTY_INPUT,
  /** The value is a share of nothing. */
  ZERO_DENOMINATOR,
  /** Only one class occurs. */
  SINGLE_CLASS,
  /** Fewer than two groups are there to compare. */
  SINGLE_GROUP,
  /** A declared group has no rows. */
  EMPTY_GROUP,
  /**
   * A group, or the part of it that the value is about, is smaller than the policy lets compare.
   */
  GROUP_TOO_SMALL,
  /** A sample has fewer than two rows. */
  TOO_FEW_ROWS,
  /** A class has fewer than two rows. */
  TOO_FEW_PER_CLASS,
  /** Nothing varies, so that there is no standard error. */
  ZERO_VARIANCE,
  /** A count of which the logarithm is taken is 0. */
  ZERO_CELL,
  /** A row or column of the table is empty. */
  ZERO_MARGIN,
  /** A bin is empty, and no pseudo-count was declared. */
  ZERO_BIN,
  /** Both models are right and wrong on the same rows. */
  NO_DISCORDANT_PAIRS,
  /** All observed values are the same. */
  CONSTANT_TARGET,
  /** What happened had the probability 0. */
  INFINITE_LOSS,
  /** The two proportions are the same. */
  NO_EFFECT,
  /** A replicate of the bootstrap has no value. */
  UNDEFINED_REPLICATE
}
