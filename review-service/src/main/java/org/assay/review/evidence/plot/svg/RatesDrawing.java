package org.assay.review.evidence.plot.svg;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.assay.review.evidence.plot.Plot;
import org.assay.review.evidence.plot.Plot.Point;

/** Draws values of categories, a row for each, with their intervals and the bands of limits. */
final class RatesDrawing {

  private static final double TOP = 64;
  private static final double ROW = 22;
  private static final double RIGHT = 490;
  private static final double NARROWEST = 60;
  private static final double WIDEST = 220;
  private static final double BOLD = 1.1;
  private static final double VALUES = 120;

  private final Svg svg;
  private final Plot plot;
  private final Frame frame;

  private RatesDrawing(Svg svg, Plot plot) {
    this.svg = svg;
    this.plot = plot;
    List<String> names = plot.y().categories();
    double widest = names.stream().mapToDouble(name -> Text.width(name, Text.SIZE)).max().orElse(0);
    double heading = BOLD * Text.width(plot.y().label(), Text.SIZE);
    double left = 26 + Math.clamp(Math.max(widest, heading), NARROWEST, WIDEST);
    double bottom = TOP + ROW * names.size();
    this.frame =
        new Frame(Frame.scale(plot.x(), left, RIGHT), new Scale(0, names.size(), bottom, TOP));
  }

  static double draw(Svg svg, Plot plot) {
    RatesDrawing drawing = new RatesDrawing(svg, plot);
    drawing.bands();
    drawing.frame.horizontal(svg, Frame.label(plot.x()));
    drawing.names();
    plot.series().forEach(series -> series.points().forEach(point -> drawing.point(series, point)));
    double below = drawing.frame.y().from() + 50;
    Legend.draw(svg, plot, 16, below);
    return below + Legend.height(plot) + 12;
  }

  private void bands() {
    double top = frame.y().to();
    double bottom = frame.y().from();
    for (Plot.Band band : plot.bands()) {
      double low = frame.x().at(band.low());
      double high = frame.x().at(band.high());
      svg.draw(
          "rect",
          "x",
          low,
          "y",
          top,
          "width",
          high - low,
          "height",
          bottom - top,
          "fill",
          Ink.PALE);
    }
    for (int at = 0; at < plot.bands().size(); at++) {
      Plot.Band band = plot.bands().get(at);
      for (double end : List.of(band.low(), band.high())) {
        svg.line(Ink.limit(at), frame.x().at(end), top - 4, frame.x().at(end), bottom);
      }
    }
  }

  private void names() {
    double room = frame.x().from() - 26;
    svg.text(Text.of(16, TOP - 12, plot.y().label()).bold().within(room / BOLD));
    svg.text(Text.of(RIGHT + 12, TOP - 12, "Value (rows)").bold());
    List<String> names = plot.y().categories();
    for (int at = 0; at < names.size(); at++) {
      svg.text(Text.of(frame.x().from() - 8, middle(at) + 4, names.get(at)).end().within(room));
    }
  }

  private double middle(int row) {
    return TOP + ROW * (row + 0.5);
  }

  private void point(Plot.Series series, Point point) {
    double y = middle(plot.y().categories().indexOf(Objects.requireNonNull(point.label())));
    Double value = point.x();
    if (value == null) {
      svg.text(Text.of(RIGHT + 12, y + 4, said(point)).sized(10).in(Ink.GREY).within(VALUES));
      return;
    }
    Double low = point.low();
    Double high = point.high();
    if (low != null && high != null) {
      Marks.interval(svg, Marks.colour(series.mark()), frame.x().at(low), y, frame.x().at(high), y);
    }
    Marks.point(svg, series.mark(), frame.x().at(value), y);
    String said = String.format(Locale.ROOT, "%.3f (%,d)", value, point.n());
    double size = Math.min(Text.SIZE, Text.SIZE * VALUES / Text.width(said, Text.SIZE));
    svg.text(Text.of(RIGHT + 12, y + 4, said).sized(size));
  }

  private static String said(Point point) {
    return Objects.requireNonNullElse(point.reason(), "no value")
        .toLowerCase(Locale.ROOT)
        .replace('_', ' ');
  }
}
