package org.assay.review.evidence.statistics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plot of scores needs, told as {@link ScoreCurve} is and small enough to be kept.
 *
 * <p>Of the points that the ROC curve has, one for each distinct score, are kept exactly those that
 * lie at least a step further along it, recall and false positive rate added, and the last one. The
 * way from (0, 0) to (1, 1) is 2 long, so that steps of {@code 2/198} make at most 199 points
 * besides the first, and each point left out lies less than a step beyond a kept one. Not safe for
 * several threads at once.
 */
public final class ScoreOutline {

  /** How many points a curve has at most, (0, 0) among them. */
  public static final int MOST_POINTS = 200;

  /** How many bins probabilities are counted in: of each two is one of the calibration error. */
  public static final int PROBABILITY_BINS = 2 * Calibration.BINS;

  private static final double STEP = 2.0 / (MOST_POINTS - 2);

  private final long positives;
  private final long negatives;
  private final boolean probabilities;
  private final ScoreBins bins;
  private final List<Point> points = new ArrayList<>();
  private double kept;
  private long positivesAbove;
  private long negativesAbove;
  private double last;

  /**
   * Begins an outline.
   *
   * @param positives how many rows are positive, at least one
   * @param negatives how many are not, at least one
   * @param probabilities whether scores lie in [0, 1]
   */
  public ScoreOutline(long positives, long negatives, boolean probabilities) {
    this.positives = positives;
    this.negatives = negatives;
    this.probabilities = probabilities;
    this.bins = probabilities ? new ScoreBins.OfProbabilities() : new ScoreBins.OfNumbers();
  }

  /**
   * A point of the curve: what would be predicted positive from this score on.
   *
   * @param score the lowest that would; absent where it is not told
   * @param truePositives how many positive rows
   * @param falsePositives how many negative rows
   */
  public record Point(@Nullable Double score, long truePositives, long falsePositives) {}

  /**
   * Rows of neighbouring scores.
   *
   * @param low the lower edge, which does not belong to it but in the lowest bin of probabilities
   * @param high the upper edge, which does
   * @param positives how many positive rows
   * @param negatives how many negative rows
   * @param sum of probabilities all scores together; absent of others
   */
  public record Bin(double low, double high, long positives, long negatives, @Nullable Double sum) {

    /** Returns this bin and the next higher one as one. */
    Bin with(Bin next) {
      Double more = next.sum;
      return new Bin(
          low,
          next.high,
          positives + next.positives,
          negatives + next.negatives,
          sum == null || more == null ? null : sum + more);
    }

    /** Returns how many rows there are. */
    public long rows() {
      return positives + negatives;
    }
  }

  /**
   * What is kept.
   *
   * @param probabilities whether the scores are probabilities of the positive class
   * @param points from the highest score on; the last one is of all rows
   * @param bins of equal width from the lowest on: of probabilities 30, of others at most 40
   */
  public record Kept(boolean probabilities, List<Point> points, List<Bin> bins) {

    /** Copies the lists. */
    public Kept {
      points = List.copyOf(points);
      bins = List.copyOf(bins);
    }

    /** Says whether there are rows of both labels, without which there is no curve. */
    public boolean ofBothLabels() {
      Point all = points.getLast();
      return all.truePositives() > 0 && all.falsePositives() > 0;
    }

    /**
     * Returns pairs of neighbouring bins as one: of probabilities those of the calibration error.
     */
    public List<Bin> pairs() {
      List<Bin> paired = new ArrayList<>();
      for (int at = 0; at < bins.size(); at += 2) {
        Bin bin = bins.get(at);
        paired.add(at + 1 < bins.size() ? bin.with(bins.get(at + 1)) : bin);
      }
      return paired;
    }
  }

  /**
   * Takes the rows of one score.
   *
   * @param score finite, below all before it
   */
  public void add(double score, long positive, long negative) {
    positivesAbove += positive;
    negativesAbove += negative;
    last = score;
    bins.add(score, positive, negative);
    double way = positivesAbove / (double) positives + negativesAbove / (double) negatives;
    if (way - kept >= STEP) {
      keep(way);
    }
  }

  private void keep(double way) {
    points.add(new Point(last, positivesAbove, negativesAbove));
    kept = way;
  }

  /** Returns what is kept of the scores told so far. */
  public Kept kept() {
    List<Point> all = new ArrayList<>(points);
    if (all.isEmpty()
        || all.getLast().truePositives() < positivesAbove
        || all.getLast().falsePositives() < negativesAbove) {
      all.add(new Point(last, positivesAbove, negativesAbove));
    }
    return new Kept(probabilities, all, bins.all());
  }
}
