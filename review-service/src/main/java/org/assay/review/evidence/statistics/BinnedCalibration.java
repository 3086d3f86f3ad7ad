package org.assay.review.evidence.statistics;

import java.util.stream.Stream;
import org.apache.commons.numbers.core.Sum;

/**
 * How well probabilities are calibrated, of sums over the bins of {@link Calibration#BINS}: the
 * same figures as {@link Calibration#ece} and {@link GroupCalibration} have of arrays. Not safe for
 * several threads at once.
 */
public final class BinnedCalibration {

  private final Sum[] gaps =
      Stream.generate(Sum::create).limit(Calibration.BINS).toArray(Sum[]::new);
  private long rows;

  /**
   * Adds rows of one bin.
   *
   * @param bin from 0 on; bin b holds probabilities in (b/15, (b+1)/15], the first one also 0
   * @param hits how many of the rows are what the probability is of
   * @param probabilities the sum of theirs
   */
  public void add(int bin, long rows, long hits, double probabilities) {
    this.rows += rows;
    gaps[bin].add((double) hits).add(-probabilities);
  }

  /** Adds a row: 1 or 0, as it is what the probability is of or not, less that probability. */
  void add(int bin, double gap) {
    rows++;
    gaps[bin].add(gap);
  }

  /** Returns how many rows were added. */
  public long rows() {
    return rows;
  }

  /** Returns the expected calibration error, in [0, 1]; EMPTY_INPUT without rows. */
  public Outcome<Double> ece() {
    Sum all = Sum.create();
    for (Sum gap : gaps) {
      all.add(Math.abs(gap.getAsDouble()));
    }
    return mean(all);
  }

  /** Returns the mean probability less the share of hits, in [-1, 1]; EMPTY_INPUT without rows. */
  public Outcome<Double> bias() {
    Sum all = Sum.create();
    for (Sum gap : gaps) {
      all.add(-gap.getAsDouble());
    }
    return mean(all);
  }

  private Outcome<Double> mean(Sum sum) {
    return rows == 0 ? Outcome.undefined(Reason.EMPTY_INPUT) : Outcome.ok(sum.getAsDouble() / rows);
  }
}
