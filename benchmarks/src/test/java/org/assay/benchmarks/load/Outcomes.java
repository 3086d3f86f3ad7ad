package org.assay.benchmarks.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Outcomes of runs that were never run. */
final class Outcomes {

  private Outcomes() {}

  /** One with so many requests of each latency in milliseconds, all granted. */
  static LoadOutcome of(double offered, double seconds, Map<Integer, Integer> countByMillis) {
    Histogram latency = new Histogram(3);
    countByMillis.forEach((millis, count) -> latency.recordValueWithCount(millis * 1000L, count));
    int sent = (int) latency.getTotalCount();
    return new LoadOutcome(
        offered, latency, new Histogram(3), sent, new TreeMap<>(Map.of(200, sent)), seconds);
  }
}
