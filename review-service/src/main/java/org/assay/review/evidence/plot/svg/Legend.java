package org.assay.review.evidence.plot.svg;

import java.util.List;
import org.assay.review.evidence.plot.Plot;

/** Says below a drawing what its marks are, a line for each. */
final class Legend {

  private static final double LINE = 20;
  private static final double SAMPLE = 34;

  private Legend() {}

  static double height(Plot plot) {
    return LINE * (plot.series().size() + plot.bands().size());
  }

  static void draw(Svg svg, Plot plot, double left, double top) {
    double y = top + LINE / 2;
    for (Plot.Series series : plot.series()) {
      Marks.sample(svg, series.mark(), left, y, SAMPLE);
      label(svg, left, y, series.name());
      y += LINE;
    }
    for (int at = 0; at < plot.bands().size(); at++) {
      svg.draw("rect", "x", left, "y", y - 6, "width", SAMPLE, "height", 12, "fill", Ink.PALE);
      for (double x : List.of(left, left + SAMPLE)) {
        svg.line(Ink.limit(at), x, y - 8, x, y + 8);
      }
      label(svg, left, y, plot.bands().get(at).label());
      y += LINE;
    }
  }

  private static void label(Svg svg, double left, double y, String text) {
    double x = left + SAMPLE + 10;
    svg.text(Text.of(x, y + 4, text).within(Svg.WIDTH - x - 16));
  }
}
