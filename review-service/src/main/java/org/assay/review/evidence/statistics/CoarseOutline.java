package org.assay.review.evidence.statistics;

import java.util.ArrayList;
import java.util.List;
import org.assay.review.evidence.statistics.ScoreOutline.Bin;
import org.assay.review.evidence.statistics.ScoreOutline.Kept;
import org.assay.review.evidence.statistics.ScoreOutline.Point;
import org.jspecify.annotations.Nullable;

/**
 * What of an outline readers may see who may see no small counts, where those of all rows are none:
 * of each label ten rows at least lie between two points of the curve, and in each bin that is not
 * empty.
 *
 * <p>Nor can two things that they see be subtracted from each other. No point tells its score, or
 * the rows between that and the edge of a bin could be counted. Of probabilities the bins are
 * unions of those of the calibration error, the same for all plots. And since the counts of all
 * rows tell how many scores reach the threshold, ten rows of each label lie between it and the next
 * edges too, and between what they tell and any point of the curve.
 */
public final class CoarseOutline {

  private CoarseOutline() {}

  /**
   * What predictions came to, which readers see too.
   *
   * @param threshold from which score on the positive class was predicted; absent where they were
   *     made by something else
   * @param truePositives how many positive rows were predicted to be so
   * @param falsePositives how many negative rows were
   */
  public record Cut(@Nullable Double threshold, long truePositives, long falsePositives) {

    private Point point() {
      return new Point(null, truePositives, falsePositives);
    }
  }

  /**
   * Returns what may be seen.
   *
   * @param cut absent where no class is predicted
   */
  public static Kept of(Kept kept, @Nullable Cut cut) {
    List<Bin> bins = kept.probabilities() ? kept.pairs() : kept.bins();
    Double threshold = cut == null ? null : cut.threshold();
    return new Kept(
        kept.probabilities(),
        points(kept.points(), cut),
        cut == null || threshold == null ? joined(bins) : around(threshold, cut, bins));
  }

  private static List<Point> points(List<Point> fine, @Nullable Cut cut) {
    List<Point> coarse = new ArrayList<>();
    Point before = new Point(null, 0, 0);
    Point last = fine.getLast();
    for (Point point : fine) {
      boolean kept =
          point.equals(last) || (apart(point, last) && (cut == null || apart(point, cut.point())));
      if (apart(before, point) && kept) {
        before = new Point(null, point.truePositives(), point.falsePositives());
        coarse.add(before);
      }
    }
    return coarse;
  }

  private static boolean apart(Point one, Point next) {
    return !small(
        Math.abs(next.truePositives() - one.truePositives()),
        Math.abs(next.falsePositives() - one.falsePositives()));
  }

  /** Where there is nobody at all, nobody is singled out. */
  private static boolean small(long positives, long negatives) {
    return positives + negatives > 0 && (SmallCounts.is(positives) || SmallCounts.is(negatives));
  }

  private static boolean small(Bin bin) {
    return small(bin.positives(), bin.negatives());
  }

  /** Joins neighbours until none is small, but for a single one. */
  private static List<Bin> joined(List<Bin> fine) {
    List<Bin> coarse = new ArrayList<>();
    for (Bin bin : fine) {
      if (coarse.isEmpty() || !small(coarse.getLast())) {
        coarse.add(bin);
      } else {
        coarse.add(coarse.removeLast().with(bin));
      }
    }
    while (coarse.size() > 1 && small(coarse.getLast())) {
      Bin rest = coarse.removeLast();
      coarse.add(coarse.removeLast().with(rest));
    }
    return coarse;
  }

  /**
   * Joins the bin that the threshold lies in with so many on either side of it, then the others.
   */
  private static List<Bin> around(double threshold, Cut cut, List<Bin> bins) {
    int at = 0;
    while (at < bins.size() - 1 && bins.get(at).high() < threshold) {
      at++;
    }
    long positives = cut.truePositives() - positives(bins.subList(at + 1, bins.size()));
    long negatives = cut.falsePositives() - negatives(bins.subList(at + 1, bins.size()));
    int to = at + 1;
    while (to < bins.size()
        && small(
            positives + positives(bins.subList(at + 1, to)),
            negatives + negatives(bins.subList(at + 1, to)))) {
      to++;
    }
    int from = at;
    while (from > 0
        && small(
            positives(bins.subList(from, at + 1)) - positives,
            negatives(bins.subList(from, at + 1)) - negatives)) {
      from--;
    }
    return around(
        joined(bins.subList(0, from)),
        bins.subList(from, to).stream().reduce(Bin::with).orElseThrow(),
        joined(bins.subList(to, bins.size())));
  }

  private static List<Bin> around(List<Bin> lower, Bin middle, List<Bin> higher) {
    boolean low = lower.size() == 1 && small(lower.getFirst());
    boolean high = higher.size() == 1 && small(higher.getFirst());
    Bin joined = low ? lower.getFirst().with(middle) : middle;
    List<Bin> all = new ArrayList<>(low ? List.of() : lower);
    all.add(high ? joined.with(higher.getFirst()) : joined);
    all.addAll(high ? List.of() : higher);
    return all;
  }

  private static long positives(List<Bin> bins) {
    return bins.stream().mapToLong(Bin::positives).sum();
  }

  private static long negatives(List<Bin> bins) {
    return bins.stream().mapToLong(Bin::negatives).sum();
  }
}
