package org.assay.review.evidence.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assay.review.evidence.plot.Plot.Axis;
import org.assay.review.evidence.plot.Plot.Mark;
import org.assay.review.evidence.plot.Plot.Point;
import org.assay.review.evidence.plot.Plot.Series;
import org.assay.review.evidence.plot.Plot.Table;
import org.assay.review.evidence.statistics.NumberOutline;
import org.assay.review.evidence.statistics.NumberOutline.ErrorBin;
import org.assay.review.evidence.statistics.NumberOutline.Part;

/**
 * What predicted numbers look like beside what was observed.
 *
 * @param outline what was kept of them, or of that what the reader may see
 * @param confidence of each interval
 */
public record NumberPlots(NumberOutline outline, double confidence) {

  private static final String UNIT = "as in the file";

  /** Returns the plots that there is something for. */
  public List<Plot> all() {
    List<Plot> plots = new ArrayList<>();
    if (!outline.parts().isEmpty()) {
      plots.add(predicted());
    }
    if (!outline.errors().isEmpty()) {
      plots.add(errors());
    }
    return plots;
  }

  private Plot predicted() {
    double[] ends = ends();
    return new Plot(
        "predicted-observed",
        PlotType.PREDICTED_OBSERVED,
        "Observed over predicted",
        ("The mean observation of %d parts of the rows, with its %s %% interval, over their mean prediction."
                + " Each part has neighbouring predictions, and about as many rows as the others."
                + " Predictions that are right on average lie on the diagonal: below it they are too high.")
            .formatted(outline.parts().size(), Numbers.any(100 * confidence)),
        Axis.of("Mean prediction", UNIT, ends[0], ends[1]),
        Axis.of("Mean observation", UNIT, ends[0], ends[1]),
        List.of(),
        List.of(
            new Series(
                "As predicted",
                Mark.BROKEN_LINE,
                List.of(Point.at(ends[0], ends[0]), Point.at(ends[1], ends[1]))),
            new Series(
                "Part of the rows, with interval",
                Mark.CIRCLE,
                outline.parts().stream().map(NumberPlots::point).toList())),
        new Table(
            List.of("Mean prediction", "Mean observation", "Interval from", "to", "Rows"),
            outline.parts().stream()
                .map(
                    part ->
                        List.of(
                            Numbers.any(part.predicted()),
                            Numbers.any(part.observed()),
                            Numbers.any(part.ciLow()),
                            Numbers.any(part.ciHigh()),
                            Numbers.count(part.rows())))
                .toList()));
  }

  private static Point point(Part part) {
    return new Point(
        null,
        part.predicted(),
        part.observed(),
        part.ciLow(),
        part.ciHigh(),
        part.rows(),
        null,
        null,
        null);
  }

  /** The same of both axes, so that the diagonal is one. */
  private double[] ends() {
    double[] drawn =
        outline.parts().stream()
            .flatMap(
                part ->
                    Stream.of(part.predicted(), part.observed(), part.ciLow(), part.ciHigh())
                        .filter(Objects::nonNull))
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    double low = drawn[0];
    double high = drawn[drawn.length - 1];
    double room = Math.max((high - low) / 20, Math.max(Math.abs(low) / 1000, 1e-9));
    return new double[] {low - room, high + room};
  }

  private Plot errors() {
    List<ErrorBin> bins = outline.errors();
    double width = bins.stream().mapToDouble(NumberPlots::width).min().orElseThrow();
    long rows = bins.stream().mapToLong(ErrorBin::rows).sum();
    double[] shares =
        bins.stream()
            .mapToDouble(bin -> bin.rows() / (double) rows * (width / width(bin)))
            .toArray();
    double highest = DoubleStream.of(shares).max().orElseThrow();
    List<Point> bars = new ArrayList<>();
    for (int at = 0; at < shares.length; at++) {
      ErrorBin bin = bins.get(at);
      bars.add(
          new Point(null, null, shares[at], bin.low(), bin.high(), bin.rows(), null, null, null));
    }
    double low = bins.getFirst().low();
    double high = bins.getLast().high();
    List<Series> series = new ArrayList<>();
    series.add(new Series("Errors", Mark.BAR, bars));
    if (low <= 0 && high >= 0) {
      series.add(
          new Series("No error", Mark.BROKEN_LINE, List.of(Point.at(0, 0), Point.at(0, highest))));
    }
    return new Plot(
        "errors",
        PlotType.ERRORS,
        "Errors of the predictions",
        ("Which share of the %s rows has which error: the prediction less the observation, above 0 where it is"
                + " too high. The outermost bins have what lies beyond them too.")
            .formatted(Numbers.count(rows)),
        Axis.of("Error", UNIT, low, high),
        Axis.of("Rows", "share per " + Numbers.any(width), 0, highest),
        List.of(),
        series,
        new Table(
            List.of("Errors", "Rows"),
            bins.stream()
                .map(
                    bin ->
                        List.of(
                            "[%s, %s)".formatted(Numbers.any(bin.low()), Numbers.any(bin.high())),
                            Numbers.count(bin.rows())))
                .toList()));
  }

  private static double width(ErrorBin bin) {
    return bin.high() - bin.low();
  }
}
