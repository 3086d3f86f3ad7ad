package org.assay.benchmarks.load;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What one run saw. Times are in microseconds.
 *
 * @param offeredPerSecond the rate that was asked for; in a closed loop the rate that came about
 * @param latency of the granted requests, in open loop from the intended time of sending
 * @param lag from the intended to the real time of sending: what of the latency is the generator's
 *     own waiting for its clock, that for a free connection not counted; empty in a closed loop
 * @param sent how many requests were due and handed to a connection
 * @param statuses how many answers had each HTTP status; 0 counts those that never came
 * @param seconds from the first intended time to the last answer, at least the run's length
 */
public record LoadOutcome(
    double offeredPerSecond,
    Histogram latency,
    Histogram lag,
    int sent,
    SortedMap<Integer, Integer> statuses,
    double seconds) {

  /** Keeps the statuses in order. */
  public LoadOutcome {
    statuses = new TreeMap<>(statuses);
  }

  /** How many were granted. */
  public int granted() {
    return statuses.entrySet().stream()
        .filter(entry -> entry.getKey() / 100 == 2)
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** How many were refused, failed or never answered. */
  public int failed() {
    return sent - granted();
  }

  /** Granted requests a second. */
  public double achievedPerSecond() {
    return granted() / seconds;
  }

  /** A quantile of the latency in milliseconds, such as 99 for p99. */
  public double millisAt(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1000.0;
  }

  /** The longest latency in milliseconds. */
  public double mostMillis() {
    return latency.getMaxValue() / 1000.0;
  }
}
