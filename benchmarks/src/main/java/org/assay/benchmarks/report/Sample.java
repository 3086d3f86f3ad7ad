package org.assay.benchmarks.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one run.
 *
 * @param side what was measured, such as {@code gateway} or {@code pgbench}
 * @param round in which round of the interleaved ones, from 1
 * @param figures by name, the unit in the name: {@code p99_ms}, {@code per_second}
 * @param processorPercent by process, 100 for one core kept busy
 * @param statuses how many answers had each HTTP status, 0 for those that never came
 * @param histogram the latencies in microseconds, compressed and in base64 as HdrHistogram has it;
 *     empty where there is none
 */
public record Sample(
    String side,
    int round,
    Map<String, Double> figures,
    Map<String, Double> processorPercent,
    Map<Integer, Integer> statuses,
    String histogram) {

  /** Keeps the order of the figures. */
  public Sample {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    processorPercent = Collections.unmodifiableMap(new LinkedHashMap<>(processorPercent));
    statuses = Collections.unmodifiableMap(new LinkedHashMap<>(statuses));
  }

  /**
   * One figure.
   *
   * @throws IllegalArgumentException if the run has none of this name
   */
  public double figure(String name) {
    Double value = figures.get(name);
    if (value == null) {
      throw new IllegalArgumentException(side + " has no " + name + ", it has " + figures.keySet());
    }
    return value;
  }

  /** The figures of one name of all runs of one side, in order of the rounds. */
  public static List<Double> figures(List<Sample> samples, String side, String name) {
    return samples.stream()
        .filter(sample -> sample.side().equals(side))
        .map(sample -> sample.figure(name))
        .toList();
  }
}
