package org.assay.review.evidence.plot.svg;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.assay.review.evidence.plot.Plot;
import org.assay.review.evidence.plot.Plot.Point;
import org.assay.review.evidence.plot.PlotType;

/**
 * Draws points and lines between two axes of numbers; below those of bins how many rows each has.
 */
final class CurveDrawing {

  private static final double LEFT = 76;
  private static final double TOP = 48;
  private static final double SIDE = 440;
  private static final double COUNTS = 50;

  private final Svg svg;
  private final Plot plot;
  private final Frame frame;

  private CurveDrawing(Svg svg, Plot plot) {
    this.svg = svg;
    this.plot = plot;
    this.frame =
        new Frame(Frame.scale(plot.x(), LEFT, LEFT + SIDE), Frame.scale(plot.y(), TOP + SIDE, TOP));
  }

  static double draw(Svg svg, Plot plot) {
    CurveDrawing drawing = new CurveDrawing(svg, plot);
    drawing.frame.horizontal(svg, Frame.label(plot.x())).vertical(svg, Frame.label(plot.y()));
    plot.series().forEach(drawing::series);
    double below = drawing.frame.y().from() + 54;
    if (plot.type() == PlotType.CALIBRATION) {
      drawing.counts(below);
      below += COUNTS + 20;
    }
    Legend.draw(svg, plot, 16, below);
    return below + Legend.height(plot) + 12;
  }

  private void series(Plot.Series series) {
    switch (series.mark()) {
      case LINE -> path(series, Ink.DATA);
      case BROKEN_LINE -> path(series, Ink.COMPARISON);
      case CIRCLE, DIAMOND -> series.points().forEach(point -> point(series, point));
      case BAR, CELL, HOLLOW_BAR, SOLID_BAR ->
          throw new IllegalArgumentException("No curve has " + series.mark());
    }
  }

  private double x(Point point) {
    return frame.x().at(Objects.requireNonNull(point.x()));
  }

  private double y(Point point) {
    return frame.y().at(Objects.requireNonNull(point.y()));
  }

  private void path(Plot.Series series, Ink ink) {
    String way =
        series.points().stream()
            .map(point -> String.format(Locale.ROOT, "%.2f,%.2f", x(point), y(point)))
            .collect(Collectors.joining(" "));
    svg.draw(
        "polyline",
        "points",
        way,
        "fill",
        "none",
        "stroke",
        ink.colour(),
        "stroke-width",
        ink.width(),
        "stroke-dasharray",
        ink.dashes(),
        "stroke-linejoin",
        "round");
  }

  private void point(Plot.Series series, Point point) {
    Double low = point.low();
    Double high = point.high();
    if (low != null && high != null) {
      Marks.interval(
          svg,
          Marks.colour(series.mark()),
          x(point),
          frame.y().at(low),
          x(point),
          frame.y().at(high));
    }
    Marks.point(svg, series.mark(), x(point), y(point));
  }

  private void counts(double top) {
    List<Point> bins =
        plot.series().stream()
            .flatMap(series -> series.points().stream())
            .filter(point -> point.n() != null)
            .toList();
    long most = bins.stream().map(Point::n).mapToLong(Objects::requireNonNull).max().orElse(1);
    double bottom = top + COUNTS;
    for (Point bin : bins) {
      double height = COUNTS * Objects.requireNonNull(bin.n()) / most;
      svg.draw(
          "rect",
          "x",
          x(bin) - 5,
          "y",
          bottom - height,
          "width",
          10,
          "height",
          height,
          "fill",
          Ink.BLUE);
    }
    svg.line(Ink.AXIS, LEFT, bottom, LEFT + SIDE, bottom);
    svg.text(Text.of(LEFT + SIDE + 8, top + 10, "Rows, at most"));
    svg.text(Text.of(LEFT + SIDE + 8, top + 26, String.format(Locale.ROOT, "%,d", most)));
  }
}
