package org.assay.review.evidence.plot.svg;

import java.util.List;

/**
 * How a line looks. What is told apart differs in its dashes or its form too, and each colour of
 * data has a contrast of 4.5 at least to white (WCAG 2.2, 1.4.3).
 *
 * @param colour its colour
 * @param width in pixels
 * @param dashes lengths of dashes and gaps, or {@code none}
 */
record Ink(String colour, double width, String dashes) {

  /** Text and axes. */
  static final String BLACK = "#1a1a1a";

  /** Text of less weight. */
  static final String GREY = "#595959";

  /** Data. */
  static final String BLUE = "#0b5fa5";

  /** Data beside other data. */
  static final String BROWN = "#a34700";

  /** The inside of a band. */
  static final String PALE = "#e6eef7";

  static final Ink AXIS = new Ink(BLACK, 1, "none");
  static final Ink GRID = new Ink("#e0e0e0", 1, "none");
  static final Ink DATA = new Ink(BLUE, 2, "none");
  static final Ink COMPARISON = new Ink(GREY, 1, "5 4");

  private static final List<String> LIMITS = List.of("2 3", "9 3", "9 3 2 3");

  /** Returns the line at the ends of the first band, the second, and so on. */
  static Ink limit(int band) {
    return new Ink(BROWN, 1.5, LIMITS.get(band % LIMITS.size()));
  }
}
