package org.assay.kit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SequencerUnderLoadIT {

  private static final Logger LOG = Logger.getLogger(SequencerUnderLoadIT.class);

  private final EventLogFixture log = new EventLogFixture();

  /** Ten thousand commit while one writer, which began before them all, stays open for 20 s. */
  @Test
  void neitherSkipsNorStallsBehindAWriterHeldOpenFor20Seconds() throws Exception {
    int threads = 5;
    int events = 2_000;
    Map<UUID, Long> committed = new ConcurrentHashMap<>();
    Lag lag = new Lag(log, committed);
    try (var sequencer = new RunningSequencer(log, 500);
        Connection held = log.transaction();
        ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      await().until(sequencer::leads);
      sequencer.onPositions = lag;
      long began = System.nanoTime();
      UUID slow = UUID.randomUUID();
      assertThat(EventInsert.insert(held, EventLogFixture.event(slow, 1), null)).isPresent();

      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        writers.add(executor.submit(() -> writeSteadily(events, committed)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      await().until(() -> log.positions().size() == threads * events);
      await()
          .atMost(Duration.ofSeconds(25))
          .until(() -> System.nanoTime() - began >= Duration.ofSeconds(20).toNanos());
      held.commit();
      log.bell.ring();
      await().until(() -> log.positions().size() == threads * events + 1);

      assertThat(log.positions().getLast().aggregateId()).isEqualTo(slow);
      lag.report();
      assertThat(lag.percentile(99)).as("commit to position").isLessThan(1_000);
    }
    log.assertWhole();
  }

  /** About 1,000 events a second from five threads, each thing with several steps. */
  private Void writeSteadily(int events, Map<UUID, Long> committed) throws SQLException {
    UUID thing = UUID.randomUUID();
    try (Connection connection = log.transaction()) {
      for (int i = 0; i < events; i++) {
        if (i % 10 == 0) {
          thing = UUID.randomUUID();
        }
        UUID id =
            EventInsert.insert(connection, EventLogFixture.event(thing, i % 10 + 1L), null)
                .orElseThrow();
        connection.commit();
        committed.put(id, System.nanoTime());
        log.bell.ring();
        java.util.concurrent.locks.LockSupport.parkNanos(3_000_000);
      }
    }
    return null;
  }

  /** Many writers in every interleaving that chance finds, several things, several steps each. */
  @Test
  void keepsTheLogWholeInRandomInterleavings() throws Exception {
    long seed = System.nanoTime();
    int writers = 12;
    List<UUID> things = IntStream.range(0, 15).mapToObj(_ -> UUID.randomUUID()).toList();
    AtomicInteger committed = new AtomicInteger();
    try (var one = new RunningSequencer(log, 7);
        var two = new RunningSequencer(log, 7);
        ExecutorService executor = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        Random random = new Random(seed + writer);
        all.add(executor.submit(() -> writeAtRandom(random, things, committed)));
      }
      for (Future<?> writer : all) {
        writer.get();
      }
      await().until(() -> log.positions().size() == committed.get());
      assertThat(one.terms.get() + two.terms.get()).isGreaterThan(0);
    }
    LOG.infof("seed %d: %d events", seed, committed.get());
    assertThat(committed.get()).as("seed %d", seed).isGreaterThan(100);
    log.assertWhole();
  }

  private Void writeAtRandom(Random random, List<UUID> things, AtomicInteger committed)
      throws SQLException {
    for (int act = 0; act < 60; act++) {
      try (Connection connection = log.transaction()) {
        int steps = 1 + random.nextInt(3);
        int written = 0;
        for (int step = 0; step < steps; step++) {
          UUID thing = things.get(random.nextInt(things.size()));
          if (EventInsert.insert(
                  connection, EventLogFixture.event(thing, next(connection, thing)), null)
              .isEmpty()) {
            written = -1;
            break;
          }
          written++;
          java.util.concurrent.locks.LockSupport.parkNanos(random.nextInt(4_000_000));
        }
        if (written < 0 || random.nextInt(5) == 0) {
          connection.rollback();
        } else {
          connection.commit();
          committed.addAndGet(written);
          log.bell.ring();
        }
      } catch (SQLException e) {
        if (!"40P01".equals(e.getSQLState())) { // two writers that wait for each other: one loses
          throw e;
        }
      }
    }
    return null;
  }

  private static long next(Connection connection, UUID thing) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select coalesce(max(aggregate_version), 0) + 1 from event_log"
                + " where aggregate_id = ?")) {
      query.setObject(1, thing);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** How long events waited from their commit until the sequencer's statement had returned. */
  private static final class Lag implements Runnable {

    private final EventLogFixture log;
    private final Map<UUID, Long> committed;
    private final Map<UUID, Long> positioned = new HashMap<>();
    private long last;

    Lag(EventLogFixture log, Map<UUID, Long> committed) {
      this.log = log;
      this.committed = committed;
    }

    @Override
    public void run() {
      long now = System.nanoTime();
      try (Connection connection = log.service.getConnection();
          PreparedStatement query =
              connection.prepareStatement(
                  "select position, event_id from event_position where position > ?")) {
        query.setLong(1, last);
        try (ResultSet row = query.executeQuery()) {
          while (row.next()) {
            last = Math.max(last, row.getLong(1));
            positioned.put(row.getObject(2, UUID.class), now);
          }
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Returns a percentile in milliseconds. */
    double percentile(int percent) {
      long[] waits =
          committed.entrySet().stream()
              .mapToLong(
                  e ->
                      Math.max(0, positioned.getOrDefault(e.getKey(), e.getValue()) - e.getValue()))
              .sorted()
              .toArray();
      return waits[(int) ((waits.length - 1L) * percent / 100)] / 1e6;
    }

    void report() {
      LOG.infof(
          "commit to position: p50 %.2f ms, p99 %.2f ms, most %.2f ms",
          percentile(50), percentile(99), percentile(100));
    }
  }
}
