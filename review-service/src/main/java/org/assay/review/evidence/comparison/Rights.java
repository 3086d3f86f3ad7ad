package org.assay.review.evidence.comparison;

import java.util.List;
import java.util.stream.Stream;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.SmallCounts;

/**
 * Which of two models is right on some rows.
 *
 * @param both on how many both are
 * @param challenger on how many the challenger alone is
 * @param champion on how many the champion alone is
 * @param neither on how many neither is
 */
record Rights(long both, long challenger, long champion, long neither) {

  private static final Rights NONE = new Rights(0, 0, 0, 0);

  static Rights of(boolean challenger, boolean champion, long rows) {
    return new Rights(
        challenger && champion ? rows : 0,
        challenger && !champion ? rows : 0,
        champion && !challenger ? rows : 0,
        challenger || champion ? 0 : rows);
  }

  Rights plus(Rights other) {
    return new Rights(
        both + other.both,
        challenger + other.challenger,
        champion + other.champion,
        neither + other.neither);
  }

  static Rights sum(Stream<Rights> some) {
    return some.reduce(NONE, Rights::plus);
  }

  long n() {
    return both + challenger + champion + neither;
  }

  /** Compares the shares of rows that each gets right. */
  Compared compared(double confidence) {
    return new Compared(
        n(),
        Outcome.share(both + champion, n()),
        Outcome.share(both + challenger, n()),
        Difference.ofRates(this, confidence));
  }

  /**
   * Says whether a reader who sees the differences could compute a small count: what one model
   * alone gets right follows from a difference and its interval.
   */
  boolean small() {
    return SmallCounts.among(
        both + champion,
        challenger + neither,
        both + challenger,
        champion + neither,
        challenger,
        champion);
  }

  /**
   * Says the same of the rows of every label: of two classes each label's counts are shown
   * elsewhere, of several those of all rows only.
   */
  static boolean small(List<Rights> byLabel) {
    return byLabel.size() == 2
        ? byLabel.stream().anyMatch(Rights::small)
        : sum(byLabel.stream()).small();
  }
}
