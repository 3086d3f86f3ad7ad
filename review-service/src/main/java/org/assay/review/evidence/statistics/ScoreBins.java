package org.assay.review.evidence.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assay.review.evidence.statistics.ScoreOutline.Bin;

/** Counts rows in bins of equal width, each without its lower edge and with its upper one. */
abstract class ScoreBins {

  private static final class Tally {
    private long positives;
    private long negatives;
    private double sum;

    void add(long positive, long negative, double scores) {
      positives += positive;
      negatives += negative;
      sum += scores;
    }
  }

  private final TreeMap<Long, Tally> tallies = new TreeMap<>();

  abstract void add(double score, long positive, long negative);

  /** Returns every bin from the lowest on, those without rows among them. */
  abstract List<Bin> all();

  void count(long bin, long positive, long negative, double scores) {
    tallies.computeIfAbsent(bin, _ -> new Tally()).add(positive, negative, scores);
  }

  Bin bin(long at, double low, double high, boolean summed) {
    Tally tally = tallies.getOrDefault(at, new Tally());
    return new Bin(low, high, tally.positives, tally.negatives, summed ? tally.sum : null);
  }

  /** Thirty bins, of which each two are one of the calibration error. */
  static final class OfProbabilities extends ScoreBins {

    private static final int BINS = ScoreOutline.PROBABILITY_BINS;

    @Override
    void add(double score, long positive, long negative) {
      count(Calibration.bin(score, BINS), positive, negative, score * (positive + negative));
    }

    @Override
    List<Bin> all() {
      List<Bin> all = new ArrayList<>();
      for (int at = 0; at < BINS; at++) {
        all.add(bin(at, at / (double) BINS, (at + 1) / (double) BINS, true));
      }
      return all;
    }
  }

  /**
   * As many bins as the range needs, which nobody knows before the last score: the width is a power
   * of two and is doubled whenever there would be more than {@value #MOST}. What the edges are does
   * not depend on the order of the scores.
   */
  static final class OfNumbers extends ScoreBins {

    private static final int MOST = 40;

    /** The first width, as a power of two by that of the first score. */
    private static final int FINEST = -20;

    private int exponent = Integer.MIN_VALUE;

    @Override
    void add(double score, long positive, long negative) {
      if (exponent == Integer.MIN_VALUE) {
        exponent = Math.max(Double.MIN_EXPONENT, Math.getExponent(score) + FINEST);
      }
      while (!fits(position(score))) {
        widen();
      }
      count((long) position(score), positive, negative, 0);
    }

    private double position(double score) {
      return Math.ceil(Math.scalb(score, -exponent)) - 1;
    }

    private boolean fits(double position) {
      TreeMap<Long, Tally> all = super.tallies;
      return Math.abs(position) < 1L << 52
          && (all.isEmpty()
              || (all.lastKey() - position < MOST && position - all.firstKey() < MOST));
    }

    private void widen() {
      exponent++;
      Map<Long, Tally> narrow = new TreeMap<>(super.tallies);
      super.tallies.clear();
      narrow.forEach(
          (at, tally) -> count(Math.floorDiv(at, 2L), tally.positives, tally.negatives, 0));
    }

    @Override
    List<Bin> all() {
      List<Bin> all = new ArrayList<>();
      if (!super.tallies.isEmpty()) {
        for (long at = super.tallies.firstKey(); at <= super.tallies.lastKey(); at++) {
          all.add(bin(at, edge(at), edge(at + 1), false));
        }
      }
      return all;
    }

    /** The greatest numbers lie in a bin whose edge is none. */
    private double edge(long at) {
      return Math.clamp(Math.scalb((double) at, exponent), -Double.MAX_VALUE, Double.MAX_VALUE);
    }
  }
}
