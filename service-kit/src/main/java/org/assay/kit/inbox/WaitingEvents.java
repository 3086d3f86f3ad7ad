package org.assay.kit.inbox;

import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tries again what was parked because another topic had not told yet what it rests on, for as long
 * as that takes, so that a service that is late needs no operator. Only events of the same key wait
 * with it; all others go on.
 *
 * <p>Several copies may do it at once: each event is applied under the lock of its key.
 */
@Singleton
class WaitingEvents {

  private static final int PAGE = 100;

  private final Parking parking;
  private final Map<String, EventConsumer> consumers;

  @Inject
  WaitingEvents(Parking parking, @All List<EventConsumer> consumers) {
    this.parking = parking;
    this.consumers =
        consumers.stream()
            .collect(Collectors.toUnmodifiableMap(EventConsumer::topic, Function.identity()));
  }

  /** Goes through all keys that wait, so that one that waits for ever keeps no other from it. */
  @Scheduled(
      identity = "waiting-events",
      every = "5s",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void takeIn() {
    Optional<ParkedTable.Key> after = Optional.empty();
    List<ParkedTable.Key> keys;
    do {
      keys = parking.waiting(after, PAGE);
      keys.forEach(this::takeIn);
      after = keys.stream().reduce((_, last) -> last);
    } while (keys.size() == PAGE);
  }

  private void takeIn(ParkedTable.Key key) {
    EventConsumer consumer = consumers.get(key.topic());
    if (consumer != null) {
      parking.redrive(key.topic(), key.partitionKey(), consumer.handlers());
    }
  }
}
