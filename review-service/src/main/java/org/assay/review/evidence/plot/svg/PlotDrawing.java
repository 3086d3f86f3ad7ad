package org.assay.review.evidence.plot.svg;

import org.assay.review.evidence.plot.Plot;

/** Draws a plot as an SVG document. */
public final class PlotDrawing {

  private PlotDrawing() {}

  /** Returns the document; the same plot has the same one. */
  public static String of(Plot plot) {
    Svg svg = new Svg();
    double height =
        switch (plot.type()) {
          case GROUP_RATES, COMPARISON, FEATURE_DRIFT -> RatesDrawing.draw(svg, plot);
          case ROC, PRECISION_RECALL, CALIBRATION, PREDICTED_OBSERVED ->
              CurveDrawing.draw(svg, plot);
          case SCORES, ERRORS -> BarsDrawing.draw(svg, plot);
          case CONFUSION_MATRIX -> MatrixDrawing.draw(svg, plot);
        };
    return svg.document(height, plot.title(), plot.description());
  }
}
