package org.assay.review.evidence.plot.svg;

import java.util.ArrayList;
import java.util.List;

/**
 * Where values of an axis lie.
 *
 * @param low the lowest value
 * @param high the highest value, above the lowest
 * @param from where the lowest lies, in pixels
 * @param to where the highest lies
 */
record Scale(double low, double high, double from, double to) {

  private static final double STEPS = 6;

  double at(double value) {
    // Halves, so that not even the greatest numbers leave the range on the way.
    return from + (value / 2 - low / 2) / (high / 2 - low / 2) * (to - from);
  }

  /** Returns round numbers within the range: 1, 2 or 5 times a power of ten apart. */
  List<Double> ticks() {
    double rough = (high / STEPS - low / STEPS);
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double share = rough / power;
    double step = (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10) * power;
    List<Double> ticks = new ArrayList<>();
    double first = Math.ceil(low / step - 1e-9);
    for (int at = 0; (first + at) * step <= high + step * 1e-9; at++) {
      // Adding 0 makes 0 of -0.
      ticks.add((first + at) * step + 0.0);
    }
    return ticks;
  }
}
