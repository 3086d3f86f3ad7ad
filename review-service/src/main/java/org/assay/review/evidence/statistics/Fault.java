package org.assay.review.evidence.statistics;

/** What is wrong with malformed input. */
public enum Fault {
  /** NaN or an infinity. */
  NON_FINITE_INPUT,
  /** A count below 0. */
  NEGATIVE_COUNT,
  /** A count with a fraction. */
  NON_INTEGER_COUNT,
  /** A part that is greater than its whole. */
  COUNT_EXCEEDS_TOTAL,
  /** Columns, bins or rows of a table of different lengths. */
  LENGTH_MISMATCH,
  /** A number outside its range, or too great to count exactly. */
  OUT_OF_RANGE,
  /** A label that is not among the declared ones. */
  BAD_LABEL,
  /** A confidence that is not between 0 and 1. */
  BAD_CONFIDENCE,
  /** A number of replicates of which the limits of the interval are no order statistics. */
  BAD_REPLICATES
}
