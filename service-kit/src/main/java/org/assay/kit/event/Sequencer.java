package org.assay.kit.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Gives queued events their final positions, one sequencer a service.
 *
 * <p>Election: a session's advisory lock. Whoever gets it raises the epoch, and a batch numbers
 * nothing unless its epoch is the current one, so that an elder sequencer that lost its session
 * without noticing can do no harm. A frozen one loses its session after {@value #IDLE_TIMEOUT} by
 * the database's own clock. One batch is one statement on a connection of its own, so it sees one
 * snapshot and leaves nothing half done.
 *
 * <p>Why a queue: an order by {@code seq} alone would skip a writer that drew a low number and
 * commits late; a transaction-id horizon would stall behind any long write in the cluster.
 */
final class Sequencer implements Runnable {

  private static final Logger LOG = Logger.getLogger(Sequencer.class);

  /** Identifies the election among the advisory locks of a service's database. */
  private static final long LOCK = 0x4153_5341_5900_0001L;

  private static final String IDLE_TIMEOUT = "2s";
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofMillis(50);

  /**
   * Few rows through indexes, whatever the statistics of a table that is mostly empty say.
   *
   * <p>The idle poll comes every 50 ms, so only a session whose process is frozen is ever idle for
   * two seconds.
   */
  private static final String SETTINGS =
      """
      set idle_session_timeout = '%1$s'; set idle_in_transaction_session_timeout = '%1$s';
      set statement_timeout = '20s'; set jit = off; set plan_cache_mode = force_generic_plan;
      set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off
      """
          .formatted(IDLE_TIMEOUT);

  /**
   * Takes in order of {@code seq} the events whose predecessor has a position or stands earlier in
   * the batch; the limit counts only these. An event is one of these when the lowest waiting
   * version of its aggregate follows a positioned one and no version between that and its own is
   * missing from the queue before it.
   *
   * <p>The share lock of the fence lasts until the batch commits, so a new sequencer's epoch, and
   * with it its first snapshot, comes after the batch. An empty queue takes no lock and writes
   * nothing.
   */
  private static final String BATCH =
      """
      with leader as materialized (
        select from sequencer where epoch = ? and exists (select from event_queue) for share),
      eligible as materialized (
        select q.event_id, q.seq
          from event_queue q
         cross join lateral (
               select min(m.aggregate_version) as version
                 from event_queue m where m.aggregate_id = q.aggregate_id) as first
         where exists (select from leader)
           and (first.version = 1
                or exists (select from event_log l join event_position p on p.event_id = l.id
                            where l.aggregate_id = q.aggregate_id
                              and l.aggregate_version = first.version - 1))
           and q.aggregate_version - first.version
               = (select count(*) from event_queue b
                   where b.aggregate_id = q.aggregate_id
                     and b.aggregate_version < q.aggregate_version
                     and b.seq < q.seq)
         order by q.seq
         limit ?),
      numbered as (
        select event_id,
               (select coalesce(max(position), 0) from event_position)
                 + row_number() over (order by seq) as position
          from eligible),
      positioned as (
        insert into event_position (position, event_id)
        select position, event_id from numbered returning event_id),
      removed as (
        delete from event_queue q using positioned p where q.event_id = p.event_id returning 1)
      select (select count(*) from removed), (select epoch from sequencer)
      """;

  private final DataSource dedicated;
  private final Bell bell;
  private final int batchSize;
  private final EventMetrics metrics;
  private final Supplier<? extends Following> following;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * Makes a sequencer; {@link #run} runs it.
   *
   * @param dedicated connections outside the pool, each used by this alone
   * @param bell what writers ring after their commit
   * @param batchSize at most so many events a statement
   * @param following what runs while this sequencer leads
   */
  Sequencer(
      DataSource dedicated,
      Bell bell,
      int batchSize,
      EventMetrics metrics,
      Supplier<? extends Following> following) {
    this.dedicated = dedicated;
    this.bell = bell;
    this.batchSize = batchSize;
    this.metrics = metrics;
    this.following = following;
  }

  /** What runs for one term of the leading sequencer. */
  interface Following extends AutoCloseable {

    /** Learns that there are new positions. */
    void positioned();

    /** Returns whether it still runs; if not, the term ends and the next one starts it anew. */
    boolean alive();

    /** Ends with the term. */
    @Override
    void close();
  }

  /** Stands for election, leads, and stands again after a failure, until stopped. */
  @Override
  public void run() {
    while (!stopping()) {
      try (Connection connection = dedicated.getConnection()) {
        try (Statement settings = connection.createStatement()) {
          settings.execute(SETTINGS);
        }
        stand(connection);
      } catch (SQLException e) {
        LOG.warnf("The sequencer stands by, its connection is lost: %s", e.getMessage());
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.error("The sequencer failed and stands by", e);
      }
      pause();
    }
  }

  /** Ends {@link #run} soon. */
  void stop() {
    stopped.countDown();
    bell.ring();
  }

  private void stand(Connection connection) throws SQLException, InterruptedException {
    while (!stopping()) {
      if (elected(connection)) {
        lead(connection, nextEpoch(connection));
        return;
      }
      pause();
    }
  }

  private void lead(Connection connection, long epoch) throws SQLException, InterruptedException {
    LOG.infof("This process sequences the event log, epoch %d", epoch);
    try (Following term = following.get()) {
      Duration idle = SHORTEST;
      while (!stopping() && term.alive()) {
        long start = System.nanoTime();
        OptionalInt numbered = number(connection, epoch, batchSize);
        if (numbered.isEmpty()) {
          LOG.warnf("Another process sequences the event log; epoch %d is over", epoch);
          return;
        }
        if (numbered.getAsInt() > 0) {
          metrics.batch(numbered.getAsInt(), System.nanoTime() - start);
          term.positioned();
          idle = SHORTEST;
        }
        if (numbered.getAsInt() < batchSize && !bell.await(idle)) {
          idle = min(idle.multipliedBy(2), LONGEST);
        }
      }
    }
  }

  /**
   * Numbers one batch.
   *
   * @return how many events, or empty where the epoch is not the current one
   */
  static OptionalInt number(Connection connection, long epoch, int limit) throws SQLException {
    try (PreparedStatement batch = connection.prepareStatement(BATCH)) {
      batch.setLong(1, epoch);
      batch.setInt(2, limit);
      try (ResultSet row = batch.executeQuery()) {
        row.next();
        return row.getLong(2) == epoch ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
      }
    }
  }

  private static boolean elected(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      lock.setLong(1, LOCK);
      try (ResultSet row = lock.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private static long nextEpoch(Connection connection) throws SQLException {
    try (PreparedStatement raise =
            connection.prepareStatement("update sequencer set epoch = epoch + 1 returning epoch");
        ResultSet row = raise.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private void pause() {
    try {
      if (stopped.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("The sequencer stops");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.countDown();
    }
  }

  private boolean stopping() {
    return stopped.getCount() == 0;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
