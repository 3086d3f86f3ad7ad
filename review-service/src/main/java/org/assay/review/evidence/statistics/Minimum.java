package org.assay.review.evidence.statistics;

/**
 * How large groups have to be to be compared; it stops silly intervals only, the interval decides.
 *
 * @param rows rows of a group, at least 0
 * @param conditioned those of them that a rate is a share of: positives, negatives or selected ones
 */
public record Minimum(long rows, long conditioned) {

  /** Any size. */
  public static final Minimum NONE = new Minimum(0, 0);

  /** Says whether a group is large enough to speak of a rate of it. */
  boolean reached(Rate rate, Confusion counts) {
    return counts.rows() >= rows
        && (!rate.conditioned() || rate.of(counts).trials() >= conditioned);
  }
}
