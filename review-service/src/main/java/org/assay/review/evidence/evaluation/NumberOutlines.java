package org.assay.review.evidence.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assay.review.evidence.reduction.NumberReduction;
import org.assay.review.evidence.reduction.NumberReduction.Quantity;
import org.assay.review.evidence.reduction.NumberReduction.Spread;
import org.assay.review.evidence.reduction.Steps;
import org.assay.review.evidence.statistics.Interval;
import org.assay.review.evidence.statistics.Intervals;
import org.assay.review.evidence.statistics.NumberOutline;
import org.assay.review.evidence.statistics.NumberOutline.ErrorBin;
import org.assay.review.evidence.statistics.NumberOutline.Part;
import org.assay.review.evidence.statistics.Outcome;

/**
 * Reads from a table of predicted numbers what plots of them are drawn from, in a few passes that
 * hold no rows.
 */
final class NumberOutlines {

  /** How many parts predictions are in at most, of about as many rows each. */
  private static final int MOST_PARTS = 20;

  /** Fewer rows make no part. */
  private static final long LEAST_ROWS = 30;

  /** How finely predictions are counted, to find where a part ends. */
  private static final int FINE_STEPS = 1_000;

  private static final int ERROR_BINS = 40;

  private final NumberReduction table;
  private final double confidence;

  private NumberOutlines(NumberReduction table, double confidence) {
    this.table = table;
    this.confidence = confidence;
  }

  static NumberOutline of(NumberReduction table, double confidence) {
    NumberOutlines read = new NumberOutlines(table, confidence);
    return new NumberOutline(read.parts(), read.errors());
  }

  private List<Part> parts() {
    Spread spread = table.spread(Quantity.PREDICTION);
    Steps steps = Steps.around(spread.mean(), spread.deviation(), FINE_STEPS);
    return table.parts(ends(steps, counted(Quantity.PREDICTION, steps))).stream()
        .map(this::part)
        .toList();
  }

  private NavigableMap<Long, Long> counted(Quantity of, Steps steps) {
    NavigableMap<Long, Long> counted = new TreeMap<>();
    table.steps(of, steps, counted::put);
    return counted;
  }

  /** Ends a part where it has its share of the rows, unless too few are left for another one. */
  private static List<Double> ends(Steps steps, NavigableMap<Long, Long> counted) {
    long left = counted.values().stream().mapToLong(Long::longValue).sum();
    long share = Math.max(LEAST_ROWS, Math.ceilDiv(left, MOST_PARTS));
    List<Double> ends = new ArrayList<>();
    long rows = 0;
    for (Map.Entry<Long, Long> step : counted.entrySet()) {
      rows += step.getValue();
      left -= step.getValue();
      if (rows >= share && left >= LEAST_ROWS) {
        ends.add(steps.edge(step.getKey() + 1));
        rows = 0;
      }
    }
    return ends;
  }

  private Part part(NumberReduction.Part found) {
    Interval interval =
        Intervals.mean(found.rows(), found.observed(), found.variance(), confidence)
                instanceof Outcome.Ok<Interval>(Interval made)
            ? made
            : null;
    return new Part(
        found.rows(),
        found.predicted(),
        found.observed(),
        interval == null ? null : interval.lower(),
        interval == null ? null : interval.upper());
  }

  private List<ErrorBin> errors() {
    Spread spread = table.spread(Quantity.ERROR);
    if (spread.deviation() == 0) {
      return List.of();
    }
    Steps steps = Steps.around(spread.mean(), spread.deviation(), ERROR_BINS);
    NavigableMap<Long, Long> counted = counted(Quantity.ERROR, steps);
    return Stream.iterate(counted.firstKey(), at -> at <= counted.lastKey(), at -> at + 1)
        .map(at -> new ErrorBin(steps.edge(at), steps.edge(at + 1), counted.getOrDefault(at, 0L)))
        .toList();
  }
}
