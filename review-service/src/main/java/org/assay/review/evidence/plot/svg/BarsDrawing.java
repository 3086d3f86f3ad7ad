package org.assay.review.evidence.plot.svg;

import java.util.Locale;
import java.util.Objects;
import org.assay.review.evidence.plot.Numbers;
import org.assay.review.evidence.plot.Plot;
import org.assay.review.evidence.plot.Plot.Point;

/** Draws two series of bars over the same axis, the first upwards and the second downwards. */
final class BarsDrawing {

  private static final double LEFT = 84;
  private static final double RIGHT = 620;
  private static final double TOP = 52;
  private static final double HALF = 180;
  private static final double MIDDLE = TOP + HALF;
  private static final double BOTTOM = MIDDLE + HALF;

  private final Svg svg;
  private final Scale x;
  private final Scale share;

  private BarsDrawing(Svg svg, Plot plot) {
    this.svg = svg;
    this.x = Frame.scale(plot.x(), LEFT, RIGHT);
    this.share = new Scale(0, Objects.requireNonNull(plot.y().high()), 0, HALF - 22);
  }

  static double draw(Svg svg, Plot plot) {
    BarsDrawing drawing = new BarsDrawing(svg, plot);
    Frame frame = new Frame(drawing.x, new Scale(0, 1, BOTTOM, TOP));
    frame.horizontal(svg, Frame.label(plot.x())).axis(svg, Frame.label(plot.y()));
    drawing.shares();
    drawing.bars(plot.series().getFirst(), true);
    drawing.bars(plot.series().getLast(), false);
    svg.line(Ink.AXIS, LEFT, MIDDLE, RIGHT, MIDDLE);
    return BOTTOM + 54;
  }

  private void shares() {
    for (double tick : share.ticks()) {
      share(tick, MIDDLE - share.at(tick));
      if (tick > 0) {
        share(tick, MIDDLE + share.at(tick));
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
          up ? MIDDLE - height : MIDDLE,
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
                String.format(Locale.ROOT, "%s %s (%,d rows)", up ? "↑" : "↓", series.name(), rows))
            .bold()
            .in(colour)
            .within(RIGHT - LEFT - 16));
  }
}
