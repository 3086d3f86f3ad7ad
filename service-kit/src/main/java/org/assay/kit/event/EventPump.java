package org.assay.kit.event;

import java.time.Duration;
import javax.sql.DataSource;

/**
 * The sequencer of this process with the relay that follows it; standing by where another leads.
 */
final class EventPump implements AutoCloseable {

  private final Sequencer sequencer;
  private final Thread thread;

  private EventPump(
      RelaySettings settings,
      DataSource dedicated,
      Bell bell,
      EventMetrics metrics,
      BrokerState broker) {
    this.sequencer =
        new Sequencer(
            dedicated,
            bell,
            settings.batchSize(),
            metrics,
            () -> Relay.start(settings, dedicated, metrics, broker));
    this.thread = Thread.ofPlatform().daemon().name("event-sequencer").unstarted(sequencer);
  }

  /**
   * Starts the sequencer; the relay starts once it leads. A missing database or broker is waited
   * for.
   */
  static EventPump start(
      RelaySettings settings,
      DataSource dedicated,
      Bell bell,
      EventMetrics metrics,
      BrokerState broker) {
    EventPump pump = new EventPump(settings, dedicated, bell, metrics, broker);
    pump.thread.start();
    return pump;
  }

  /** Returns whether the sequencer's thread runs, leading or standing by. */
  boolean alive() {
    return thread.isAlive();
  }

  /** Stops the relay and the sequencer within seconds. */
  @Override
  public void close() {
    sequencer.stop();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
