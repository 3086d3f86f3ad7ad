package org.assay.verification.fault.topic;

import java.util.List;
import java.util.stream.Stream;
import org.assay.verification.fault.Fault;

/** The faults of this package. */
public final class TopicFaults {

  private TopicFaults() {}

  /** All of them. */
  public static List<Fault> all() {
    return Stream.of(Duplicates.all(), Reordered.all(), Replay.all(), Rebuild.all(), Poison.all())
        .<Fault>flatMap(List::stream)
        .toList();
  }
}
