package org.assay.verification.fault.topic;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.assay.local.PartFailed;
import org.assay.verification.fault.Pause;

/** Waiting until a reader has taken in all that its topics held at some moment. */
final class CatchingUp {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private CatchingUp() {}

  /**
   * Waits.
   *
   * @throws PartFailed if it has not come so far in three minutes
   */
  static void of(Topics topics, String group, Map<TopicPartition, Long> ends) {
    boolean reached =
        Pause.until(
            PATIENCE,
            () -> {
              Map<TopicPartition, Long> read = topics.read(group, ends.keySet());
              return ends.entrySet().stream()
                  .allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
            });
    if (!reached) {
      throw new PartFailed(
          "%s has read %s of %s".formatted(group, topics.read(group, ends.keySet()), ends));
    }
  }
}
