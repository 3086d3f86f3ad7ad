package org.assay.review.evidence.plot.svg;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.assay.review.evidence.plot.Numbers;
import org.assay.review.evidence.plot.Plot;
import org.assay.review.evidence.plot.Plot.Point;
import org.assay.review.evidence.plot.PlotType;

/**
 * Draws values of categories, a row for each, with their intervals and the bands of limits; or two
 * bars for each, one below the other.
 */
final class RatesDrawing {

  private static final double TOP = 64;
  private static final double ROW = 22;
  private static final double ROW_OF_BARS = 32;
  private static final double HALF_A_PAIR = 6.5;
  private static final double RIGHT = 490;
  private static final double NARROWEST = 60;
  private static final double WIDEST = 220;
  private static final double BOLD = 1.1;
  private static final double VALUES = 120;

  private final Svg svg;
  private final Plot plot;
  private final Frame frame;
  private final double row;

  private RatesDrawing(Svg svg, Plot plot) {
    this.svg = svg;
    this.plot = plot;
    List<String> names = plot.y().categories();
    double widest = names.stream().mapToDouble(name -> Text.width(name, Text.SIZE)).max().orElse(0);
    double heading = BOLD * Text.width(plot.y().label(), Text.SIZE);
    double left = 26 + Math.clamp(Math.max(widest, heading), NARROWEST, WIDEST);
    this.row = plot.type() == PlotType.FEATURE_DRIFT ? ROW_OF_BARS : ROW;
    double bottom = TOP + row * names.size();
    this.frame =
        new Frame(Frame.scale(plot.x(), left, RIGHT), new Scale(0, names.size(), bottom, TOP));
  }

  static double draw(Svg svg, Plot plot) {
    RatesDrawing drawing = new RatesDrawing(svg, plot);
    drawing.bands();
    drawing.frame.horizontal(svg, Frame.label(plot.x()));
    drawing.limits();
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
  }

  /** A band that ends with the axis goes on beyond it. */
  private void limits() {
    double top = frame.y().to();
    double bottom = frame.y().from();
    for (int at = 0; at < plot.bands().size(); at++) {
      Plot.Band band = plot.bands().get(at);
      for (double end : List.of(band.low(), band.high())) {
        if (end < frame.x().high()) {
          svg.line(Ink.limit(at), frame.x().at(end), top - 4, frame.x().at(end), bottom);
        }
      }
    }
  }

  private void names() {
    double room = frame.x().from() - 26;
    svg.text(Text.of(16, TOP - 12, plot.y().label()).bold().within(room / BOLD));
    svg.text(Text.of(RIGHT + 12, TOP - 12, heading()).bold());
    List<String> names = plot.y().categories();
    for (int at = 0; at < names.size(); at++) {
      svg.text(Text.of(frame.x().from() - 8, middle(at) + 4, names.get(at)).end().within(room));
    }
  }

  private String heading() {
    return switch (plot.type()) {
      case COMPARISON -> "Better by";
      case FEATURE_DRIFT -> "Share (rows)";
      default -> "Value (rows)";
    };
  }

  private double middle(int at) {
    return TOP + row * (at + 0.5);
  }

  private void point(Plot.Series series, Point point) {
    double y = middle(plot.y().categories().indexOf(Objects.requireNonNull(point.label())));
    Double value = point.x();
    if (value == null) {
      svg.text(Text.of(RIGHT + 12, y + 4, said(point)).sized(10).in(Ink.GREY).within(VALUES));
      return;
    }
    switch (series.mark()) {
      case HOLLOW_BAR -> bar(series.mark(), point, value, y - HALF_A_PAIR);
      case SOLID_BAR -> bar(series.mark(), point, value, y + HALF_A_PAIR);
      case LINE, BROKEN_LINE, CIRCLE, DIAMOND, BAR, CELL -> {
        interval(series.mark(), point, y);
        Marks.point(svg, series.mark(), frame.x().at(value), y);
        value(point, value, y, Text.SIZE);
      }
    }
  }

  private void bar(Plot.Mark mark, Point point, double value, double y) {
    double from = frame.x().at(0);
    Marks.bar(svg, mark, from, y, frame.x().at(value) - from);
    value(point, value, y, 10);
  }

  private void interval(Plot.Mark mark, Point point, double y) {
    Double low = point.low();
    Double high = point.high();
    if (low != null && high != null) {
      Marks.interval(svg, Marks.colour(mark), frame.x().at(low), y, frame.x().at(high), y);
    }
  }

  private void value(Point point, double value, double y, double largest) {
    String verdict = point.verdict();
    String shown =
        verdict == null
            ? String.format(Locale.ROOT, "%.3f (%,d)", value, point.n())
            : Numbers.signed(value) + " " + words(verdict);
    double size = Math.min(largest, largest * VALUES / Text.width(shown, largest));
    svg.text(Text.of(RIGHT + 12, y + 4, shown).sized(size));
  }

  private static String said(Point point) {
    String why = words(Objects.requireNonNullElse(point.reason(), "no value"));
    return point.verdict() == null ? why : words(point.verdict()) + ": " + why;
  }

  private static String words(String code) {
    return code.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
