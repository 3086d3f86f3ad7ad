package org.assay.kit.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.UUID;
import org.assay.contracts.event.Watermark;

/** The statements on {@code inbox}, {@code inbox_aggregate} and {@code watermark}. */
final class InboxTables {

  /** What the version rule says about an event. */
  enum Step {
    NEXT,
    REPEAT,
    GAP
  }

  /** A parked copy of an event that now arrives again in order is no longer needed. */
  private static final String RECORD =
      """
      with unparked as (delete from parked_event where event_id = ?)
      insert into inbox (event_id, topic) values (?, ?) on conflict do nothing
      """;

  /**
   * Nothing told before it under its key is parked: things of one key may depend on each other, as
   * a release depends on the assessment that passed.
   */
  private static final String IN_ITS_TURN =
      """
      not exists (select from parked_event p
                   where p.partition_key = ? and p.topic = ? and p.position < ?)
      """;

  private static final String FIRST =
      """
      insert into inbox_aggregate as a (topic, aggregate_id, version)
      select ?, ?, 1 where
      """
          + IN_ITS_TURN
          + "on conflict (topic, aggregate_id) do update set version = 1 where a.version = 0";

  private static final String NEXT =
      "update inbox_aggregate set version = ?"
          + " where topic = ? and aggregate_id = ? and version = ? - 1 and "
          + IN_ITS_TURN;

  /**
   * Holds a key's parked events until the transaction ends. Without it the consumer could park an
   * event behind one that a re-drive is just applying, and nobody would try it again.
   */
  private static final String HOLD_KEY =
      "select pg_advisory_xact_lock(hashtextextended(? || '/' || ?, 0))";

  /** Locks the row, so that the version holds until the transaction ends. */
  private static final String LOCK =
      """
      insert into inbox_aggregate as a (topic, aggregate_id, version) values (?, ?, 0)
      on conflict (topic, aggregate_id) do update set version = a.version returning a.version
      """;

  private static final String MARK =
      """
      insert into watermark as w (topic, partition, partitions, position, time)
      values (?, ?, ?, ?, ?)
      on conflict (topic, partition) do update
         set partitions = excluded.partitions, position = excluded.position,
             time = excluded.time, applied_at = clock_timestamp()
       where excluded.time > w.time
      """;

  private InboxTables() {}

  /** Writes down that the event was applied; false if that stands there already. */
  static boolean record(Connection connection, String topic, UUID eventId) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(RECORD)) {
      insert.setObject(1, eventId);
      insert.setObject(2, eventId);
      insert.setString(3, topic);
      return insert.executeUpdate() == 1;
    }
  }

  /** Moves the aggregate's version by one if the event is the next; else says what it is. */
  static Step step(Connection connection, String topic, ReceivedEvent event) throws SQLException {
    if (moved(connection, topic, event)) {
      return Step.NEXT;
    }
    holdKey(connection, topic, event.partitionKey());
    long version = lock(connection, topic, event.aggregateId());
    if (event.aggregateVersion() <= version) {
      return Step.REPEAT;
    }
    // A re-drive may have moved the version, or emptied the car park, just before the locks.
    return moved(connection, topic, event) ? Step.NEXT : Step.GAP;
  }

  /** Waits until nobody else parks or re-drives events of the key, and keeps them off. */
  static void holdKey(Connection connection, String topic, UUID partitionKey) throws SQLException {
    try (PreparedStatement hold = connection.prepareStatement(HOLD_KEY)) {
      hold.setString(1, topic);
      hold.setString(2, partitionKey.toString());
      hold.execute();
    }
  }

  private static boolean moved(Connection connection, String topic, ReceivedEvent event)
      throws SQLException {
    return event.aggregateVersion() == 1
        ? first(connection, topic, event)
        : next(connection, topic, event);
  }

  private static boolean first(Connection connection, String topic, ReceivedEvent event)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(FIRST)) {
      insert.setString(1, topic);
      insert.setObject(2, event.aggregateId());
      itsTurn(insert, 3, topic, event);
      return insert.executeUpdate() == 1;
    }
  }

  private static boolean next(Connection connection, String topic, ReceivedEvent event)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(NEXT)) {
      update.setLong(1, event.aggregateVersion());
      update.setString(2, topic);
      update.setObject(3, event.aggregateId());
      update.setLong(4, event.aggregateVersion());
      itsTurn(update, 5, topic, event);
      return update.executeUpdate() == 1;
    }
  }

  private static void itsTurn(
      PreparedStatement statement, int at, String topic, ReceivedEvent event) throws SQLException {
    statement.setObject(at, event.partitionKey());
    statement.setString(at + 1, topic);
    statement.setLong(at + 2, event.position());
  }

  private static long lock(Connection connection, String topic, UUID aggregateId)
      throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setString(1, topic);
      lock.setObject(2, aggregateId);
      try (ResultSet row = lock.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Keeps a watermark; an older one than the partition's changes nothing. */
  static void mark(Connection connection, String topic, int partition, Watermark mark)
      throws SQLException {
    try (PreparedStatement upsert = connection.prepareStatement(MARK)) {
      upsert.setString(1, topic);
      upsert.setInt(2, partition);
      upsert.setInt(3, mark.partitions());
      upsert.setLong(4, mark.position());
      upsert.setObject(5, mark.time().atOffset(ZoneOffset.UTC));
      upsert.executeUpdate();
    }
  }
}
