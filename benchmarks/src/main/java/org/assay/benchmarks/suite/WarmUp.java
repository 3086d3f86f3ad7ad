package org.assay.benchmarks.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;

/**
 * Load before the first measured run: for two minutes at least, and until the last three windows
 * agree within a tenth, for a compiler that still works and caches that still fill would be
 * measured too. Two, because on two busy cores the compiler gets little, and three windows agreed
 * in between.
 *
 * @param figures what each window showed
 * @param unit of the figures
 */
record WarmUp(List<Double> figures, String unit) {

  static final Duration WINDOW = Duration.ofSeconds(10);

  private static final int LEAST = 12;
  private static final int MOST = 48;
  private static final int AGREEING = 3;
  private static final double TOLERANCE = 0.1;

  WarmUp {
    figures = List.copyOf(figures);
  }

  /**
   * Warms up.
   *
   * @param window puts load on for {@link #WINDOW} and returns its figure
   */
  static WarmUp of(Bench bench, String unit, DoubleSupplier window) {
    bench.tell("warming up, for " + LEAST * WINDOW.toSeconds() + " s at least");
    List<Double> figures = new ArrayList<>();
    while (figures.size() < MOST && !(figures.size() >= LEAST && even(figures))) {
      figures.add(window.getAsDouble());
    }
    WarmUp warmUp = new WarmUp(figures, unit);
    bench.tell("  " + warmUp.note());
    return warmUp;
  }

  /** Says how long it took and how even it became, as a sentence of a report. */
  String note() {
    return "Warmed up for %d s, %s: %s."
        .formatted(
            figures.size() * WINDOW.toSeconds(),
            even(figures)
                ? "until three windows agreed within 10 %"
                : "and the last three windows still differed by more than 10 %",
            figures.stream()
                .map(figure -> String.format(Locale.ROOT, "%.3g%s", figure, unit))
                .collect(Collectors.joining(", ")));
  }

  /** Whether the last three differ by a tenth of their median at most. */
  static boolean even(List<Double> figures) {
    if (figures.size() < AGREEING) {
      return false;
    }
    List<Double> last =
        figures.subList(figures.size() - AGREEING, figures.size()).stream().sorted().toList();
    return last.getLast() - last.getFirst() <= TOLERANCE * last.get(AGREEING / 2);
  }
}
