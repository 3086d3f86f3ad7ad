package org.assay.review.evidence.comparison;

import java.util.Collection;
import org.assay.review.evidence.reduction.PairedCell;
import org.assay.review.evidence.statistics.Confusion;
import org.assay.review.evidence.statistics.SmallCounts;

/** How often two models hit and missed on the same rows. */
final class PairedCounts {

  private final long[] counts = new long[8];

  /**
   * Rows that are right by one model only, of some rows.
   *
   * @param b by the challenger only
   * @param c by the champion only
   * @param n all of these rows
   */
  record Discordant(long b, long c, long n) {}

  static PairedCounts of(Collection<PairedCell> cells) {
    PairedCounts counts = new PairedCounts();
    cells.forEach(
        cell -> counts.add(cell.positive(), cell.challenger(), cell.champion(), cell.rows()));
    return counts;
  }

  void add(boolean positive, boolean challenger, boolean champion, long rows) {
    counts[at(positive, challenger, champion)] += rows;
  }

  private static int at(boolean positive, boolean challenger, boolean champion) {
    return (positive ? 4 : 0) + (challenger ? 2 : 0) + (champion ? 1 : 0);
  }

  private long count(boolean positive, boolean challenger, boolean champion) {
    return counts[at(positive, challenger, champion)];
  }

  Confusion challenger() {
    return new Confusion(
        count(true, true, true) + count(true, true, false),
        count(false, true, true) + count(false, true, false),
        count(false, false, true) + count(false, false, false),
        count(true, false, true) + count(true, false, false));
  }

  Confusion champion() {
    return new Confusion(
        count(true, true, true) + count(true, false, true),
        count(false, true, true) + count(false, false, true),
        count(false, true, false) + count(false, false, false),
        count(true, true, false) + count(true, false, false));
  }

  /** Of the positive rows: who is predicted positive is right. */
  Discordant positives() {
    return new Discordant(
        count(true, true, false), count(true, false, true), challenger().positives());
  }

  /** Of the negative rows: who is predicted negative is right. */
  Discordant negatives() {
    return new Discordant(
        count(false, false, true), count(false, true, false), challenger().negatives());
  }

  Discordant all() {
    Discordant some = positives();
    Discordant others = negatives();
    return new Discordant(some.b() + others.b(), some.c() + others.c(), some.n() + others.n());
  }

  /**
   * Says whether a reader who sees the differences could compute a small count: what one model
   * alone gets right follows from a difference and its interval.
   */
  boolean small() {
    Discordant some = positives();
    Discordant others = negatives();
    return SmallCounts.among(challenger())
        || SmallCounts.among(champion())
        || SmallCounts.among(new Confusion(some.b(), some.c(), others.b(), others.c()));
  }
}
