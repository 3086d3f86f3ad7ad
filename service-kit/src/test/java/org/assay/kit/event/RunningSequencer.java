package org.assay.kit.event;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A sequencer on a thread, with a follower that counts terms and can freeze it. */
final class RunningSequencer implements AutoCloseable {

  final AtomicInteger terms = new AtomicInteger();
  final AtomicInteger ended = new AtomicInteger();
  volatile Runnable onPositions = () -> {};

  private final Sequencer sequencer;
  private final Thread thread;

  RunningSequencer(EventLogFixture log, int batchSize) {
    sequencer = new Sequencer(log.service, log.bell, batchSize, log.metrics, Term::new);
    thread = Thread.ofPlatform().daemon().name("sequencer-under-test").start(sequencer);
  }

  boolean leads() {
    return terms.get() > ended.get();
  }

  boolean alive() {
    return thread.isAlive();
  }

  @Override
  public void close() {
    sequencer.stop();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Term implements Sequencer.Following {

    Term() {
      terms.incrementAndGet();
    }

    @Override
    public void positioned() {
      onPositions.run();
    }

    @Override
    public boolean alive() {
      return true;
    }

    @Override
    public void close() {
      ended.incrementAndGet();
    }
  }
}
