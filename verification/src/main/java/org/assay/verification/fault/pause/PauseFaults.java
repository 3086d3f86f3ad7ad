package org.assay.verification.fault.pause;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.Fault;

/** The faults of this package. */
public final class PauseFaults {

  private PauseFaults() {}

  /**
   * All of them.
   *
   * @param pause how long a service stands still while another copy of it takes over
   */
  public static List<Fault> all(Duration pause) {
    return Stream.<Fault>of(
            new PausedLeader("project-service", Database.PROJECT, pause),
            new PausedLeader("model-registry-service", Database.REGISTRY, pause),
            new PausedLeader("review-service", Database.REVIEW, pause),
            new PausedPart("postgres"),
            new PausedPart("kafka"))
        .toList();
  }
}
