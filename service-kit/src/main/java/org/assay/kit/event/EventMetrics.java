package org.assay.kit.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the event log measures. The gauges are those of the process that leads, sampled at each
 * watermark; elsewhere they are 0.
 */
@Singleton
public class EventMetrics {

  /** Committed events that have no position yet; counted up to 100,000. */
  public static final String WAITING = "assay.event.waiting";

  /** Seconds since the oldest of them happened. */
  public static final String OLDEST_WAITING = "assay.event.oldest.waiting";

  /** Events that have a position and are not acknowledged by the broker. */
  public static final String RELAY_LAG = "assay.event.relay.lag";

  /** Seconds that one batch of the sequencer took. */
  public static final String BATCH = "assay.event.batch";

  /** Events given a position. */
  public static final String SEQUENCED = "assay.event.sequenced";

  /** Events acknowledged by the broker; repeats count again. */
  public static final String RELAYED = "assay.event.relayed";

  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong oldestWaitingMillis = new AtomicLong();
  private final AtomicLong relayLag = new AtomicLong();
  private final Timer batch;
  private final Counter sequenced;
  private final Counter relayed;

  EventMetrics(MeterRegistry registry) {
    Gauge.builder(WAITING, waiting, AtomicLong::doubleValue)
        .description("Committed events without a position")
        .register(registry);
    Gauge.builder(OLDEST_WAITING, oldestWaitingMillis, millis -> millis.doubleValue() / 1000)
        .description("Age of the oldest event without a position")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder(RELAY_LAG, relayLag, AtomicLong::doubleValue)
        .description("Events with a position that the broker has not acknowledged")
        .register(registry);
    batch =
        Timer.builder(BATCH)
            .description("Time of one batch of the sequencer")
            .publishPercentileHistogram()
            .maximumExpectedValue(Duration.ofSeconds(10))
            .register(registry);
    sequenced =
        Counter.builder(SEQUENCED).description("Events given a position").register(registry);
    relayed =
        Counter.builder(RELAYED).description("Events the broker acknowledged").register(registry);
  }

  void batch(int numbered, long nanos) {
    batch.record(nanos, TimeUnit.NANOSECONDS);
    sequenced.increment(numbered);
  }

  void relayed(int events) {
    relayed.increment(events);
  }

  void sampled(long nowWaiting, Duration oldest, long lag) {
    waiting.set(nowWaiting);
    oldestWaitingMillis.set(oldest.toMillis());
    relayLag.set(lag);
  }
}
