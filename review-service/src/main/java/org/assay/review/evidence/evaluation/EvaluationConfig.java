package org.assay.review.evidence.evaluation;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What evaluations of predictions may take. */
@ConfigMapping(prefix = "assay.evaluation")
public interface EvaluationConfig {

  /** How many are made at once by one copy of the service; as many as cores where absent. */
  Optional<Integer> atOnce();

  /** How many bytes a file of predictions has at most. */
  @WithDefault("2G")
  MemorySize largestFile();

  /** How many rows a table has at most. */
  @WithDefault("100000000")
  long mostRows();

  /** How many bytes a row has at most. */
  @WithDefault("1M")
  MemorySize longestRow();

  /** How many threads read for one evaluation, where cores are idle. */
  @WithDefault("2")
  int threads();

  /** How much memory one evaluation takes beside the service's own. */
  @WithDefault("512M")
  MemorySize memory();

  /** How much room on the disk one takes, besides the file. */
  @WithDefault("8G")
  MemorySize disk();

  /** How long one takes at most. */
  @WithDefault("PT15M")
  Duration longest();

  /** Where files lie meanwhile; the system's folder for temporary files where absent. */
  Optional<Path> folder();

  /** How long the registry keeps a file of predictions as it is, from the evaluation on. */
  @WithDefault("P365D")
  Duration keepFiles();

  /**
   * How long the registry keeps a file that a monitoring window is counted from at least, from when
   * that is asked for on; up to a day more.
   */
  @WithDefault("P7D")
  Duration keepWindowFiles();
}
