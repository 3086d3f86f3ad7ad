package org.assay.review.evidence.statistics;

import java.util.stream.LongStream;

/** Counts of so few people that a reader could single them out. */
public final class SmallCounts {

  /** Counts below this are small. */
  private static final long SMALL = 10;

  private SmallCounts() {}

  /** Says whether a count is small. */
  public static boolean is(long count) {
    return count < SMALL;
  }

  /** Says whether one of the counts is so small that nothing is said of these rows. */
  public static boolean among(Confusion counts) {
    return among(counts.tp(), counts.fp(), counts.tn(), counts.fn());
  }

  /** Says whether one of some counts is. */
  public static boolean among(long... counts) {
    return LongStream.of(counts).anyMatch(SmallCounts::is);
  }

  /** Says whether the hits or the misses are so few. */
  public static boolean among(Proportion hits) {
    return hits.hits() < SMALL || hits.trials() - hits.hits() < SMALL;
  }

  /** Says whether one of the counts of some group is. */
  public static boolean among(Iterable<Group> groups) {
    for (Group group : groups) {
      if (among(group.counts())) {
        return true;
      }
    }
    return false;
  }
}
