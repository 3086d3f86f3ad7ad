package org.assay.benchmarks.suite;

import org.assay.benchmarks.report.Section;

/** One thing that is measured. */
public interface Benchmark {

  /** The name it is asked for by. */
  String name();

  /** What it measures, in a line without a full stop. */
  String summary();

  /**
   * Measures it.
   *
   * @throws IllegalStateException if something it needs is missing; the message says what to do
   */
  Section run(Bench bench);
}
