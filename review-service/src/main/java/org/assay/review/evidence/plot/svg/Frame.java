package org.assay.review.evidence.plot.svg;

import java.util.Objects;
import org.assay.review.evidence.plot.Numbers;
import org.assay.review.evidence.plot.Plot.Axis;

/**
 * The area between two axes.
 *
 * @param x the horizontal axis
 * @param y the vertical one, whose lowest value lies below
 */
record Frame(Scale x, Scale y) {

  private static final double LETTER = Text.SIZE;

  static Scale scale(Axis axis, double from, double to) {
    return new Scale(
        Objects.requireNonNull(axis.low()), Objects.requireNonNull(axis.high()), from, to);
  }

  /** Returns what an axis measures, in what. */
  static String label(Axis axis) {
    return axis.unit() == null ? axis.label() : "%s (%s)".formatted(axis.label(), axis.unit());
  }

  /** Draws lines across at round numbers, and says which. */
  Frame horizontal(Svg svg, String label) {
    for (double tick : x.ticks()) {
      double at = x.at(tick);
      svg.line(Ink.GRID, at, y.from(), at, y.to());
      svg.text(Text.of(at, y.from() + LETTER + 6, Numbers.any(tick)).middle());
    }
    svg.line(Ink.AXIS, x.from(), y.from(), x.to(), y.from());
    svg.text(Text.of((x.from() + x.to()) / 2, y.from() + 2 * LETTER + 12, label).middle());
    return this;
  }

  /** The same of the vertical axis. */
  Frame vertical(Svg svg, String label) {
    for (double tick : y.ticks()) {
      double at = y.at(tick);
      svg.line(Ink.GRID, x.from(), at, x.to(), at);
      svg.text(Text.of(x.from() - 6, at + 4, Numbers.any(tick)).end());
    }
    return axis(svg, label);
  }

  /** Draws the vertical axis with nothing but what it measures. */
  Frame axis(Svg svg, String label) {
    svg.line(Ink.AXIS, x.from(), y.from(), x.from(), y.to());
    svg.text(Text.of(20, (y.from() + y.to()) / 2, label).middle().turned(-90));
    return this;
  }
}
