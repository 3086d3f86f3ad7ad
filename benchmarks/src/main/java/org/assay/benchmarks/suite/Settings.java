package org.assay.benchmarks.suite;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the caller may choose. What is left open each benchmark chooses so that all of them together
 * end within about two hours.
 *
 * @param seconds the length of each measured run
 * @param rounds how often the sides of a comparison take turns
 * @param rate the one rate, a second, of the benchmarks that send at fixed rates
 * @param rows of the largest table of a benchmark that reads tables
 * @param seed of the random choices
 */
public record Settings(
    OptionalInt seconds, OptionalInt rounds, OptionalDouble rate, OptionalLong rows, long seed) {

  Duration length(int preset) {
    return Duration.ofSeconds(seconds.orElse(preset));
  }

  int rounds(int preset) {
    return rounds.orElse(preset);
  }

  long rows(long preset) {
    return rows.orElse(preset);
  }

  double[] rates(double... preset) {
    return rate.isPresent() ? new double[] {rate.getAsDouble()} : preset;
  }
}
