package org.assay.review.evidence.plot.svg;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.assay.review.evidence.plot.Numbers;
import org.assay.review.evidence.plot.Plot;
import org.assay.review.evidence.plot.Plot.Point;

/**
 * Draws two series of bars over the same axis, the first upwards and the second downwards; or one,
 * with a line to compare it with.
 */
final class BarsDrawing {

  private static final double LEFT = 84;
  private static final double RIGHT = 620;
  private static final double TOP = 52;
  private static final double HALF = 180;
  private static final double BOTTOM = TOP + 2 * HALF;

  private final Svg svg;
  private final List<Plot.Series> bars;
  private final double middle;
  private final Scale x;
  private final Scale share;

  private BarsDrawing(Svg svg, Plot plot) {
    this.svg = svg;
    this.bars = plot.series().stream().filter(one -> one.mark() == Plot.Mark.BAR).toList();
    this.middle = BOTTOM - HALF * (bars.size() - 1);
    this.x = Frame.scale(plot.x(), LEFT, RIGHT);
    this.share = new Scale(0, Objects.requireNonNull(plot.y().high()), 0, middle - TOP - 22);
  }

  static double draw(Svg svg, Plot plot) {
    BarsDrawing drawing = new BarsDrawing(svg, plot);
    Frame frame = new Frame(drawing.x, new Scale(0, 1, BOTTOM, TOP));
    frame.horizontal(svg, Frame.label(plot.x())).axis(svg, Frame.label(plot.y()));
    drawing.shares();
    for (Plot.Series series : drawing.bars) {
      drawing.bars(series, series.equals(drawing.bars.getFirst()));
    }
    svg.line(Ink.AXIS, LEFT, drawing.middle, RIGHT, drawing.middle);
    plot.series().stream()
        .filter(one -> one.mark() == Plot.Mark.BROKEN_LINE)
        .forEach(drawing::compared);
    return BOTTOM + 54;
  }

  /** A line upwards, where something is. */
  private void compared(Plot.Series series) {
    double at = x.at(Objects.requireNonNull(series.points().getFirst().x()));
    svg.line(Ink.COMPARISON, at, middle, at, TOP);
    boolean right = at > (LEFT + RIGHT) / 2;
    Text label = Text.of(right ? at - 4 : at + 4, TOP + 28, series.name()).sized(10).in(Ink.GREY);
    svg.text(right ? label.end() : label);
  }

  private void shares() {
    for (double tick : share.ticks()) {
      share(tick, middle - share.at(tick));
      if (tick > 0 && bars.size() > 1) {
        share(tick, middle + share.at(tick));
      }
    }
  }

  private void share(double tick, double y) {
    svg.line(Ink.GRID, LEFT, y, RIGHT, y);
    svg.text(Text.of(LEFT - 6, y + 4, Numbers.any(tick)).end());
  }

  private void bars(Plot.Series series, boolean up) {
    String colour = up ? Ink.BLUE : Ink.BROWN;
    for (Point bar : series.points()) {
      double left = x.at(Objects.requireNonNull(bar.low()));
      double right = x.at(Objects.requireNonNull(bar.high()));
      double height = share.at(Objects.requireNonNull(bar.y()));
      svg.draw(
          "rect",
          "x",
          left,
          "y",
          up ? middle - height : middle,
          "width",
          right - left,
          "height",
          height,
          "fill",
          colour,
          "stroke",
          "#ffffff",
          "stroke-width",
          0.5);
    }
    long rows = series.points().stream().map(Point::n).mapToLong(Objects::requireNonNull).sum();
    svg.text(
        Text.of(
                LEFT + 8,
                up ? TOP + 12 : BOTTOM - 6,
                "%s%s (%s)"
                    .formatted(
                        bars.size() == 1 ? "" : up ? "↑ " : "↓ ",
                        series.name(),
                        String.format(Locale.ROOT, "%,d rows", rows)))
            .bold()
            .in(colour)
            .within(RIGHT - LEFT - 16));
  }
}
