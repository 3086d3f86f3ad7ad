package org.assay.review.evidence.plot.svg;

import java.util.Locale;
import org.assay.review.evidence.plot.Plot.Mark;

/** The marks of points and lines. */
final class Marks {

  private static final double RADIUS = 5;
  private static final double BAR = 9;

  private Marks() {}

  static void circle(Svg svg, double x, double y) {
    svg.draw(
        "circle",
        "cx",
        x,
        "cy",
        y,
        "r",
        RADIUS,
        "fill",
        Ink.BLUE,
        "stroke",
        "#ffffff",
        "stroke-width",
        1);
  }

  static void diamond(Svg svg, double x, double y) {
    double r = RADIUS + 2;
    svg.draw(
        "path",
        "d",
        String.format(
            Locale.ROOT,
            "M%.2f %.2fl%.2f %.2fl-%.2f %.2fl-%.2f -%.2fz",
            x,
            y - r,
            r,
            r,
            r,
            r,
            r,
            r),
        "fill",
        Ink.BROWN,
        "stroke",
        "#ffffff",
        "stroke-width",
        1);
  }

  /** A bar with an end on either side, along one of the axes. */
  static void interval(Svg svg, String colour, double x1, double y1, double x2, double y2) {
    Ink ink = new Ink(colour, 1.5, "none");
    double endX = y1 == y2 ? 0 : 4;
    double endY = 4 - endX;
    svg.line(ink, x1, y1, x2, y2);
    svg.line(ink, x1 - endX, y1 - endY, x1 + endX, y1 + endY);
    svg.line(ink, x2 - endX, y2 - endY, x2 + endX, y2 + endY);
  }

  /** A point with the mark of its series. */
  static void point(Svg svg, Mark mark, double x, double y) {
    if (mark == Mark.DIAMOND) {
      diamond(svg, x, y);
    } else {
      circle(svg, x, y);
    }
  }

  static String colour(Mark mark) {
    return mark == Mark.DIAMOND ? Ink.BROWN : Ink.BLUE;
  }

  /** How a mark looks, for those who read what it is. */
  static void sample(Svg svg, Mark mark, double x, double y, double width) {
    switch (mark) {
      case LINE -> svg.line(Ink.DATA, x, y, x + width, y);
      case BROKEN_LINE -> svg.line(Ink.COMPARISON, x, y, x + width, y);
      case CIRCLE, DIAMOND -> point(svg, mark, x + width / 2, y);
      case BAR, CELL ->
          svg.draw("rect", "x", x, "y", y - 6, "width", width, "height", 12, "fill", Ink.BLUE);
      case HOLLOW_BAR, SOLID_BAR -> bar(svg, mark, x, y, width);
    }
  }

  /** A bar to the right, as high as two of them fit a row; a hollow one has an outline alone. */
  static void bar(Svg svg, Mark mark, double x, double y, double width) {
    boolean solid = mark == Mark.SOLID_BAR;
    svg.draw(
        "rect",
        "x",
        x,
        "y",
        y - BAR / 2,
        "width",
        width,
        "height",
        BAR,
        "fill",
        solid ? Ink.BLUE : "#ffffff",
        "stroke",
        solid ? Ink.BLUE : Ink.BROWN,
        "stroke-width",
        1.5);
  }
}
