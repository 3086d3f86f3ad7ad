package org.assay.kit.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.assay.kit.inbox.ParkedEvent.Reason;
import org.jspecify.annotations.Nullable;

/** The statements on {@code parked_event}. */
final class ParkedTable {

  /** A parked record and what it is read as by now. */
  record Row(String topic, int partition, long offset, Incoming incoming) {}

  /** What keeps parked records of a topic in order. */
  record Key(String topic, UUID partitionKey) {}

  private static final String WAITING =
      """
      select distinct topic, partition_key from parked_event
       where reason = 'WAITS_FOR_OTHERS' and (topic, partition_key) > (?, ?)
       order by topic, partition_key
       limit ?
      """;

  private static final String FAIL =
      """
      update parked_event set reason = 'HANDLER_FAILED', detail = ?
       where topic = ? and partition = ? and record_offset = ? and reason = 'WAITS_FOR_OTHERS'
      """;

  private static final String INSERT =
      """
      insert into parked_event (topic, partition, record_offset, record_key, partition_key, event_id,
                                aggregate_id, aggregate_version, position, reason, detail, bytes)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
      """;

  private static final String OF_KEY =
      """
      select topic, partition, record_offset, bytes from parked_event
       where partition_key = ? and topic = ?
       order by position, aggregate_version, partition, record_offset
      """;

  private static final String LIST =
      """
      select topic, partition, record_offset, partition_key, event_id, aggregate_id,
             aggregate_version, reason, detail, parked_at
        from parked_event
       where (topic, partition, record_offset) > (?, ?, ?)
       order by topic, partition, record_offset
       limit ?
      """;

  private static final int LONGEST_DETAIL = 1000;

  private ParkedTable() {}

  /** Keeps a record; false if it is kept already. */
  static boolean insert(
      Connection connection,
      ConsumerRecord<String, byte[]> record,
      @Nullable ReceivedEvent event,
      Reason reason,
      String detail)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, record.topic());
      insert.setInt(2, record.partition());
      insert.setLong(3, record.offset());
      insert.setString(4, storable(record.key()));
      insert.setObject(5, event == null ? uuid(record.key()) : event.partitionKey(), Types.OTHER);
      insert.setObject(6, event == null ? null : event.id(), Types.OTHER);
      insert.setObject(7, event == null ? null : event.aggregateId(), Types.OTHER);
      insert.setObject(8, event == null ? null : event.aggregateVersion(), Types.BIGINT);
      insert.setObject(9, event == null ? null : event.position(), Types.BIGINT);
      insert.setString(10, reason.name());
      insert.setString(11, shortened(detail));
      insert.setBytes(12, record.value());
      return insert.executeUpdate() == 1;
    }
  }

  /** Returns the parked records of a key in the order in which they were told. */
  static List<Row> ofKey(Connection connection, String topic, UUID partitionKey)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(OF_KEY)) {
      query.setObject(1, partitionKey);
      query.setString(2, topic);
      List<Row> rows = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          rows.add(
              new Row(
                  row.getString(1),
                  row.getInt(2),
                  row.getLong(3),
                  RecordReader.read(row.getBytes(4))));
        }
      }
      return rows;
    }
  }

  /** Returns the keys of which an event waits for what another topic tells, in order. */
  static List<Key> waiting(Connection connection, Optional<Key> after, int limit)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(WAITING)) {
      query.setString(1, after.map(Key::topic).orElse(""));
      query.setObject(2, after.map(Key::partitionKey).orElse(new UUID(0, 0)));
      query.setInt(3, limit);
      List<Key> keys = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          keys.add(new Key(row.getString(1), row.getObject(2, UUID.class)));
        }
      }
      return keys;
    }
  }

  /** Writes down that an event which waited fails for another reason; false if it did not wait. */
  static boolean fail(Connection connection, Row row, String detail) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(FAIL)) {
      update.setString(1, shortened(detail));
      update.setString(2, row.topic());
      update.setInt(3, row.partition());
      update.setLong(4, row.offset());
      return update.executeUpdate() == 1;
    }
  }

  static boolean holds(Connection connection, String column, UUID... ids) throws SQLException {
    String query = "select exists (select from parked_event where " + column + " = any (?))";
    try (PreparedStatement exists = connection.prepareStatement(query)) {
      exists.setArray(1, connection.createArrayOf("uuid", ids));
      try (ResultSet row = exists.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  static boolean delete(Connection connection, String topic, int partition, long offset)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from parked_event where topic = ? and partition = ? and record_offset = ?")) {
      delete.setString(1, topic);
      delete.setInt(2, partition);
      delete.setLong(3, offset);
      return delete.executeUpdate() == 1;
    }
  }

  static long count(Connection connection, String topic, UUID partitionKey) throws SQLException {
    try (PreparedStatement count =
        connection.prepareStatement(
            "select count(*) from parked_event where partition_key = ? and topic = ?")) {
      count.setObject(1, partitionKey);
      count.setString(2, topic);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  static List<ParkedEvent> after(Connection connection, ParkedEvent.Place place, int limit)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(LIST)) {
      query.setString(1, place.topic());
      query.setInt(2, place.partition());
      query.setLong(3, place.offset());
      query.setInt(4, limit);
      List<ParkedEvent> events = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          events.add(event(row));
        }
      }
      return List.copyOf(events);
    }
  }

  private static ParkedEvent event(ResultSet row) throws SQLException {
    return new ParkedEvent(
        row.getString("topic"),
        row.getInt("partition"),
        row.getLong("record_offset"),
        row.getObject("partition_key", UUID.class),
        row.getObject("event_id", UUID.class),
        row.getObject("aggregate_id", UUID.class),
        row.getObject("aggregate_version", Long.class),
        Reason.valueOf(row.getString("reason")),
        row.getString("detail"),
        row.getObject("parked_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable UUID uuid(@Nullable String key) {
    try {
      return key == null ? null : UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** PostgreSQL's text holds every character but U+0000. */
  private static @Nullable String storable(@Nullable String text) {
    return text == null ? null : text.replace("\0", "\uFFFD");
  }

  private static String shortened(String detail) {
    String text = detail.replace("\0", "\uFFFD");
    return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL);
  }
}
