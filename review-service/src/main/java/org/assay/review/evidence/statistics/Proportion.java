package org.assay.review.evidence.statistics;

/**
 * A share of two counts. What takes one checks it: NEGATIVE_COUNT, OUT_OF_RANGE,
 * COUNT_EXCEEDS_TOTAL.
 *
 * @param hits the part, at least 0
 * @param trials the whole, at least the part, at most 2^53
 */
public record Proportion(long hits, long trials) {

  /** Returns the share, where the whole is not 0. */
  double value() {
    return (double) hits / trials;
  }

  boolean empty() {
    return trials == 0;
  }

  /** Says whether all are hits. */
  boolean full() {
    return hits == trials;
  }
}
