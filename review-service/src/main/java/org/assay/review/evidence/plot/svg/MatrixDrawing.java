package org.assay.review.evidence.plot.svg;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.assay.review.evidence.plot.Plot;
import org.assay.review.evidence.plot.Plot.Point;

/** Draws a matrix of counts, the darker the greater the share of its row. */
final class MatrixDrawing {

  private static final double TOP = 60;
  private static final double ROOM = 440;
  private static final double LARGEST = 110;
  private static final double WIDEST = 130;
  private static final double LETTER = 0.6;
  private static final double READABLE = 6;

  private final Svg svg;
  private final Plot plot;
  private final List<String> classes;
  private final double cell;
  private final double left;
  private final double top;
  private final boolean turned;
  private final double letters;

  private MatrixDrawing(Svg svg, Plot plot) {
    this.svg = svg;
    this.plot = plot;
    this.classes = plot.x().categories();
    this.cell = Math.min(LARGEST, ROOM / classes.size());
    double widest =
        Math.min(
            WIDEST,
            classes.stream().mapToDouble(name -> Text.width(name, Text.SIZE)).max().orElse(0));
    this.left = 48 + widest;
    this.turned = widest > cell - 6;
    this.top = TOP + 20 + (turned ? widest * 0.8 + 8 : 16);
    int longest =
        plot.series().stream()
            .flatMap(series -> series.points().stream())
            .mapToInt(point -> count(point).length())
            .max()
            .orElse(1);
    this.letters = Math.min(16, (cell - 6) / (longest * LETTER));
  }

  static double draw(Svg svg, Plot plot) {
    MatrixDrawing drawing = new MatrixDrawing(svg, plot);
    drawing.names();
    for (int row = 0; row < drawing.classes.size(); row++) {
      List<Point> cells = plot.series().get(row).points();
      for (int column = 0; column < cells.size(); column++) {
        drawing.cell(row, column, cells.get(column));
      }
    }
    return drawing.top + drawing.cell * drawing.classes.size() + 20;
  }

  private void names() {
    double side = cell * classes.size();
    svg.text(Text.of(left + side / 2, TOP, plot.x().label()).middle().bold());
    svg.text(Text.of(24, top + side / 2, plot.y().label()).middle().bold().turned(-90));
    for (int at = 0; at < classes.size(); at++) {
      double middle = cell * (at + 0.5);
      double size = Math.clamp(cell - 2, READABLE, Text.SIZE);
      svg.text(
          Text.of(left - 8, top + middle + size / 3, classes.get(at))
              .end()
              .sized(size)
              .within(WIDEST));
      Text above = Text.of(left + middle, top - 8, classes.get(at)).sized(size).within(WIDEST);
      svg.text(turned ? above.turned(-50) : above.middle());
    }
  }

  private void cell(int row, int column, Point point) {
    double x = left + cell * column;
    double y = top + cell * row;
    double share = Objects.requireNonNullElse(point.y(), 0.0);
    svg.draw(
        "rect",
        "x",
        x,
        "y",
        y,
        "width",
        cell,
        "height",
        cell,
        "fill",
        shade(share),
        "stroke",
        row == column ? Ink.BLACK : Ink.GREY,
        "stroke-width",
        row == column ? 2 : 0.5);
    String colour = share > 0.5 ? "#ffffff" : Ink.BLACK;
    if (letters < READABLE) {
      return;
    }
    boolean both = cell >= 48;
    double middle = y + cell / 2;
    svg.text(
        Text.of(x + cell / 2, both ? middle - 2 : middle + letters / 3, count(point))
            .middle()
            .sized(letters)
            .in(colour));
    if (both) {
      svg.text(
          Text.of(x + cell / 2, middle + 14, String.format(Locale.ROOT, "%.1f %%", 100 * share))
              .middle()
              .sized(11)
              .in(colour));
    }
  }

  private static String count(Point point) {
    return String.format(Locale.ROOT, "%,d", point.n());
  }

  /** From white to blue; where text turns white its contrast is 4.5 already. */
  private static String shade(double share) {
    double depth = share > 0.5 ? 0.75 + share / 4 : share * 0.8;
    return String.format(
        Locale.ROOT,
        "#%02x%02x%02x",
        Math.round(255 + depth * (0x0b - 255)),
        Math.round(255 + depth * (0x5f - 255)),
        Math.round(255 + depth * (0xa5 - 255)));
  }
}
