package org.assay.review.evidence.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.assay.review.evidence.plot.Plot.Axis;
import org.assay.review.evidence.plot.Plot.Mark;
import org.assay.review.evidence.plot.Plot.Point;
import org.assay.review.evidence.plot.Plot.Series;
import org.assay.review.evidence.plot.Plot.Table;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Intervals;
import org.assay.review.evidence.statistics.Outcome;
import org.assay.review.evidence.statistics.Proportion;
import org.assay.review.evidence.statistics.ScoreOutline;
import org.assay.review.evidence.statistics.ScoreOutline.Bin;
import org.assay.review.evidence.statistics.ScoreOutline.Kept;
import org.jspecify.annotations.Nullable;

/**
 * What the scores of all rows look like.
 *
 * @param classes the labels, the positive one first
 * @param kept what was kept of the scores, or of that what the reader may see
 * @param confidence of each interval
 * @param chosen the point of the curve that predictions were made by; absent where none is known
 */
public record ScorePlots(
    List<String> classes, Kept kept, double confidence, @Nullable Chosen chosen) {

  private static final String POINTS =
      "At most %d points of the curve are kept, a hundredth of its length apart, each exact."
          .formatted(ScoreOutline.MOST_POINTS);

  /** Copies the list. */
  public ScorePlots {
    classes = List.copyOf(classes);
  }

  /**
   * How many rows were predicted positive.
   *
   * @param truePositives of the positive ones
   * @param falsePositives of the negative ones
   */
  public record Chosen(long truePositives, long falsePositives) {}

  /** Returns the plots: of scores that are no probabilities all but the calibration. */
  public List<Plot> all() {
    Stream<Plot> curves = Stream.of(roc(), precisionRecall());
    Stream<Plot> bins =
        kept.probabilities() ? Stream.of(calibration(), scores()) : Stream.of(scores());
    return Stream.concat(curves, bins).toList();
  }

  private long positives() {
    return kept.points().getLast().truePositives();
  }

  private long negatives() {
    return kept.points().getLast().falsePositives();
  }

  private double recall(long truePositives) {
    return truePositives / (double) positives();
  }

  private double fpr(long falsePositives) {
    return falsePositives / (double) negatives();
  }

  private static double precision(long truePositives, long falsePositives) {
    return truePositives / (double) (truePositives + falsePositives);
  }

  private Plot roc() {
    List<Point> curve = new ArrayList<>();
    curve.add(Point.at(0, 0));
    kept.points()
        .forEach(
            one -> curve.add(point(one, fpr(one.falsePositives()), recall(one.truePositives()))));
    List<Series> series = new ArrayList<>();
    series.add(new Series("By chance", Mark.BROKEN_LINE, List.of(Point.at(0, 0), Point.at(1, 1))));
    series.add(new Series("Scores", Mark.LINE, curve));
    if (chosen != null) {
      series.add(chosen(Point.at(fpr(chosen.falsePositives()), recall(chosen.truePositives()))));
    }
    return new Plot(
        "roc",
        PlotType.ROC,
        "ROC curve",
        ("Recall over the false positive rate of %s, from the highest score to the lowest, of %s positive"
                + " and %s negative rows. Scores by chance lie on the diagonal. %s")
            .formatted(
                classes.getFirst(), Numbers.count(positives()), Numbers.count(negatives()), POINTS),
        Axis.of("False positive rate", "share", 0, 1),
        Axis.of("Recall", "share", 0, 1),
        List.of(),
        series,
        table("False positive rate", "Recall", curve));
  }

  private Plot precisionRecall() {
    List<Point> curve =
        kept.points().stream()
            .map(
                one ->
                    point(
                        one,
                        recall(one.truePositives()),
                        precision(one.truePositives(), one.falsePositives())))
            .toList();
    double base = precision(positives(), negatives());
    List<Series> series = new ArrayList<>();
    series.add(
        new Series("By chance", Mark.BROKEN_LINE, List.of(Point.at(0, base), Point.at(1, base))));
    series.add(new Series("Scores", Mark.LINE, curve));
    if (chosen != null && chosen.truePositives() + chosen.falsePositives() > 0) {
      series.add(
          chosen(
              Point.at(
                  recall(chosen.truePositives()),
                  precision(chosen.truePositives(), chosen.falsePositives()))));
    }
    return new Plot(
        "precision-recall",
        PlotType.PRECISION_RECALL,
        "Precision-recall curve",
        ("Precision over recall of %s, from the highest score to the lowest. Scores by chance have the"
                + " precision %s, the share of positives. %s")
            .formatted(classes.getFirst(), Numbers.share(base), POINTS),
        Axis.of("Recall", "share", 0, 1),
        Axis.of("Precision", "share", 0, 1),
        List.of(),
        series,
        table("Recall", "Precision", curve));
  }

  private static Series chosen(Point point) {
    return new Series("As predicted", Mark.DIAMOND, List.of(point));
  }

  private static Point point(ScoreOutline.Point one, double x, double y) {
    return new Point(
        null,
        x,
        y,
        null,
        null,
        one.truePositives() + one.falsePositives(),
        one.score(),
        null,
        null);
  }

  private static Table table(String x, String y, List<Point> curve) {
    return new Table(
        List.of("Score from", x, y, "Rows from there"),
        curve.stream()
            .map(
                one ->
                    List.of(
                        one.score() == null ? "" : Numbers.any(one.score()),
                        Numbers.share(one.x()),
                        Numbers.share(one.y()),
                        Numbers.count(one.n())))
            .toList());
  }

  private record Foretold(Bin bin, double mean, double share, Interval interval) {}

  private Plot calibration() {
    List<Foretold> bins = calibrationBins().stream().flatMap(this::foretold).toList();
    return new Plot(
        "calibration",
        PlotType.CALIBRATION,
        "Calibration",
        ("The share of %s among the rows of each bin of probabilities, with its %s %% interval, over their"
                + " mean probability. Probabilities that mean what they say lie on the diagonal. Bins"
                + " without rows are left out.")
            .formatted(classes.getFirst(), Numbers.any(100 * confidence)),
        Axis.of("Mean prediction", "probability", 0, 1),
        Axis.of("Positives", "share", 0, 1),
        List.of(),
        List.of(
            new Series("As foretold", Mark.BROKEN_LINE, List.of(Point.at(0, 0), Point.at(1, 1))),
            new Series(
                "Bin of probabilities, with interval",
                Mark.CIRCLE,
                bins.stream()
                    .map(
                        one ->
                            new Point(
                                edges(one.bin()),
                                one.mean(),
                                one.share(),
                                one.interval().lower(),
                                one.interval().upper(),
                                one.bin().rows(),
                                null,
                                null,
                                null))
                    .toList())),
        new Table(
            List.of("Probabilities", "Mean", "Share of positives", "Interval from", "to", "Rows"),
            bins.stream()
                .map(
                    one ->
                        List.of(
                            edges(one.bin()),
                            Numbers.share(one.mean()),
                            Numbers.share(one.share()),
                            Numbers.share(one.interval().lower()),
                            Numbers.share(one.interval().upper()),
                            Numbers.count(one.bin().rows())))
                .toList()));
  }

  /**
   * Thirty bins are all there are; fewer were joined for their reader, and are not joined again.
   */
  private List<Bin> calibrationBins() {
    return kept.bins().size() == ScoreOutline.PROBABILITY_BINS ? kept.pairs() : kept.bins();
  }

  private Stream<Foretold> foretold(Bin bin) {
    Proportion positive = new Proportion(bin.positives(), bin.rows());
    return Intervals.wilson(positive, confidence) instanceof Outcome.Ok<Interval>(Interval found)
        ? Stream.of(
            new Foretold(
                bin,
                Objects.requireNonNull(bin.sum()) / bin.rows(),
                bin.positives() / (double) bin.rows(),
                found))
        : Stream.empty();
  }

  private Plot scores() {
    double width =
        kept.bins().stream().mapToDouble(bin -> bin.high() - bin.low()).min().orElseThrow();
    Series positive = bars(classes.getFirst(), width, true);
    Series negative = bars(classes.getLast(), width, false);
    double highest =
        Stream.of(positive, negative)
            .flatMap(series -> series.points().stream())
            .mapToDouble(point -> Objects.requireNonNull(point.y()))
            .max()
            .orElse(1);
    return new Plot(
        "scores",
        PlotType.SCORES,
        "Scores by label",
        ("Which share of the rows of each label has which score: %s (%s rows) upwards, %s (%s rows)"
                + " downwards. The less they overlap, the better the scores tell them apart.")
            .formatted(
                classes.getFirst(),
                Numbers.count(positives()),
                classes.getLast(),
                Numbers.count(negatives())),
        Axis.of(
            "Score",
            kept.probabilities() ? "probability" : "as in the file",
            kept.bins().getFirst().low(),
            kept.bins().getLast().high()),
        Axis.of("Rows of the label", "share per " + Numbers.any(width), 0, highest),
        List.of(),
        List.of(positive, negative),
        new Table(
            List.of("Scores", "Rows of " + classes.getFirst(), "Rows of " + classes.getLast()),
            kept.bins().stream()
                .map(
                    bin ->
                        List.of(
                            edges(bin),
                            Numbers.count(bin.positives()),
                            Numbers.count(bin.negatives())))
                .toList()));
  }

  /** A bin that is wider than others is lower by as much, so that areas can be compared. */
  private Series bars(String label, double width, boolean positive) {
    double all = positive ? positives() : negatives();
    return new Series(
        label,
        Mark.BAR,
        kept.bins().stream()
            .map(
                bin -> {
                  long rows = positive ? bin.positives() : bin.negatives();
                  double share = rows / all * (width / (bin.high() - bin.low()));
                  return new Point(
                      null, null, share, bin.low(), bin.high(), rows, null, null, null);
                })
            .toList());
  }

  private static String edges(Bin bin) {
    return "(%s, %s]".formatted(Numbers.any(bin.low()), Numbers.any(bin.high()));
  }
}
