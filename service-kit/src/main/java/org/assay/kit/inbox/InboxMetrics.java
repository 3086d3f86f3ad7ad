package org.assay.kit.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import org.assay.kit.inbox.ParkedEvent.Reason;

/** What the inbox counts; the only label beside the reason is the topic, a closed set. */
@Singleton
public class InboxMetrics {

  /** Events whose handlers ran and committed. */
  public static final String APPLIED = "assay.inbox.applied";

  /** Events that had been applied before and were dropped. */
  public static final String REPEATS = "assay.inbox.repeats";

  /** Events of a type without a handler, which moved their aggregate's version only. */
  public static final String UNUSED = "assay.inbox.unused";

  /** Records that could not be applied, by reason. */
  public static final String PARKED = "assay.inbox.parked";

  /** Tries that failed because the database, the broker or another topic's event was away. */
  public static final String WAITS = "assay.inbox.waits";

  private final MeterRegistry registry;

  InboxMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void applied(String topic) {
    counter(APPLIED, "Events applied", topic).increment();
  }

  void repeat(String topic) {
    counter(REPEATS, "Events dropped because they had been applied before", topic).increment();
  }

  void unused(String topic) {
    counter(UNUSED, "Events of a type without a handler", topic).increment();
  }

  void waits(String topic) {
    counter(
            WAITS,
            "Tries that failed because the database, broker or another event was away",
            topic)
        .increment();
  }

  void parked(String topic, Reason reason) {
    Counter.builder(PARKED)
        .description("Records that could not be applied")
        .tag("topic", topic)
        .tag("reason", reason.name())
        .register(registry)
        .increment();
  }

  private Counter counter(String name, String description, String topic) {
    return Counter.builder(name).description(description).tag("topic", topic).register(registry);
  }
}
