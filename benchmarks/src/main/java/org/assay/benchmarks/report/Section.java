package org.assay.benchmarks.report;

import java.util.List;

/**
 * What one benchmark found.
 *
 * @param name the benchmark
 * @param summary what it measures, in a line
 * @param notes how it was measured, a paragraph each
 * @param samples all runs, in the order in which they ran
 * @param comparisons of sides
 * @param goals what is wanted of the figures
 */
public record Section(
    String name,
    String summary,
    List<String> notes,
    List<Sample> samples,
    List<Comparison> comparisons,
    List<Goal> goals) {

  /** Copies the lists. */
  public Section {
    notes = List.copyOf(notes);
    samples = List.copyOf(samples);
    comparisons = List.copyOf(comparisons);
    goals = List.copyOf(goals);
  }
}
