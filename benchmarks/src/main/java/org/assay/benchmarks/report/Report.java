package org.assay.benchmarks.report;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assay.benchmarks.load.PauseControl;
import org.jspecify.annotations.Nullable;

/**
 * All of one {@code ./assay bench}.
 *
 * @param startedAt when it began
 * @param seed of the random choices
 * @param machine the machine, versions and flags, by name
 * @param control whether the generator shows a pause; absent if no load was sent
 * @param sections what each benchmark found
 * @param failures the benchmarks that could not be run, and why
 */
public record Report(
    Instant startedAt,
    long seed,
    Map<String, String> machine,
    @Nullable PauseControl control,
    List<Section> sections,
    Map<String, String> failures) {

  /** Copies the collections and keeps their order. */
  public Report {
    machine = Collections.unmodifiableMap(new LinkedHashMap<>(machine));
    sections = List.copyOf(sections);
    failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
  }

  /** Whether the figures may be believed: no generator was rejected. */
  public boolean believable() {
    return control == null || control.accepted();
  }
}
