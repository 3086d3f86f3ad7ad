package org.assay.kit.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The one statement that writes an event into the log and the queue, for one or for several. */
final class EventInsert {

  /** SQLState of a unique violation (PostgreSQL, appendix A). */
  private static final String UNIQUE_VIOLATION = "23505";

  /**
   * Bound of a payload in bytes; an event that no broker accepts would stop the relay for ever, for
   * it never skips. Kafka's default bound of a record is 1 MiB.
   */
  static final int MOST_BYTES = 256 * 1024;

  /**
   * Inserts nothing where the predecessor's row is missing. That and the unique (aggregate_id,
   * aggregate_version) make each step of an aggregate exactly one event, and give an event a higher
   * {@code seq} than its predecessor: its row was visible here before {@code seq} was drawn.
   */
  private static final String INSERT =
      """
      with logged as (
        insert into event_log (type, subject, aggregate_id, aggregate_version, partition_key,
                               actor, on_behalf_of, caused_by, data, trace)
        select ?, ?, v.aggregate_id, v.version, ?, ?, ?, ?, ?, ?
          from (values (?::uuid, ?::bigint)) as v (aggregate_id, version)
         where v.version = 1
            or exists (select from event_log p
                        where p.aggregate_id = v.aggregate_id
                          and p.aggregate_version = v.version - 1)
        returning id, seq, aggregate_id, aggregate_version)
      insert into event_queue (event_id, seq, aggregate_id, aggregate_version)
      select id, seq, aggregate_id, aggregate_version from logged
      """;

  private static final String INSERT_ONE = INSERT + " returning event_id";

  private EventInsert() {}

  /**
   * Inserts the event in the connection's transaction.
   *
   * @return its id, or empty where another writer was first or the predecessor is missing; the
   *     transaction can then only be rolled back
   * @throws IllegalArgumentException if the payload has no canonical form or is over 256 KiB
   */
  static Optional<UUID> insert(Connection connection, NewEvent event, @Nullable String trace)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_ONE)) {
      bind(insert, event, trace);
      try (ResultSet row = insert.executeQuery()) {
        return row.next() ? Optional.of(row.getObject(1, UUID.class)) : Optional.empty();
      }
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Inserts events in the connection's transaction and in the order given, each a statement of its
   * own that sees those before it, all sent at once.
   *
   * @return whether all were inserted; false where one was not, as {@link #insert(Connection,
   *     NewEvent, String)} says
   * @throws IllegalArgumentException if a payload has no canonical form or is over 256 KiB
   */
  static boolean insert(Connection connection, List<NewEvent> events, @Nullable String trace)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (NewEvent event : events) {
        bind(insert, event, trace);
        insert.addBatch();
      }
      return IntStream.of(insert.executeBatch()).allMatch(count -> count == 1);
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private static void bind(PreparedStatement insert, NewEvent event, @Nullable String trace)
      throws SQLException {
    byte[] data = CanonicalJson.bytes(event.data());
    if (data.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "The payload of " + event.type() + " has " + data.length + " bytes, over " + MOST_BYTES);
    }
    insert.setString(1, event.type());
    insert.setString(2, event.subject());
    insert.setObject(3, event.partitionKey());
    insert.setString(4, event.cause().actor());
    insert.setString(5, event.cause().onBehalfOf());
    insert.setObject(6, event.cause().causedBy(), Types.OTHER);
    insert.setBytes(7, data);
    insert.setString(8, trace);
    insert.setObject(9, event.aggregateId());
    insert.setLong(10, event.aggregateVersion());
  }
}
