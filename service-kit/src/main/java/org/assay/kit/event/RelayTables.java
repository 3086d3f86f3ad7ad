package org.assay.kit.event;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.assay.contracts.event.CloudEvent;

/** What the relay reads and writes, on its own connection, one statement a transaction. */
final class RelayTables {

  /** Bound of a batch's payloads in bytes; the producer's buffer holds eight times as much. */
  private static final int BATCH_BYTES = 4 * 1024 * 1024;

  /**
   * The cursor may be behind after a crash of the database without harm, since events are then sent
   * again; so its commit need not wait for the disk. A plan of its own for each batch would cost
   * three times what running it does, and be the same one.
   */
  private static final String SETTINGS =
      """
      set synchronous_commit = off; set statement_timeout = '20s'; set jit = off;
      set plan_cache_mode = force_generic_plan;
      set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off
      """;

  private static final String NEXT =
      """
      select * from (
        select p.position, l.*, sum(octet_length(l.data)) over (order by p.position) as bytes
          from (select position, event_id from event_position
                 where position > (select position from relay_cursor)
                 order by position limit ?) as p
          join event_log l on l.id = p.event_id) as batch
       where bytes <= ?
       order by position
      """;

  private static final String MOVE = "update relay_cursor set position = ? where position = ?";

  private static final String REWIND = "update relay_cursor set position = least(position, ?)";

  /**
   * One statement, so one snapshot: what had been committed before {@code now()} is in it, and
   * either waits in the queue or stands at or below the position.
   */
  private static final String PROGRESS =
      """
      select (select coalesce(max(position), 0) from event_position) as position,
             coalesce((select l.occurred_at from event_queue q join event_log l on l.id = q.event_id
                        order by q.seq limit 1), now()) as time,
             now() as now,
             (select count(*) from (select from event_queue limit 100000) as q) as waiting,
             (select position from relay_cursor) as relayed
      """;

  private final Connection connection;
  private final String source;

  RelayTables(Connection connection, String source) throws SQLException {
    this.connection = connection;
    this.source = source;
    try (Statement settings = connection.createStatement()) {
      settings.execute(SETTINGS);
    }
  }

  /** An event to be sent. */
  record Outgoing(long position, CloudEvent event) {}

  /** How far the log is sequenced and relayed. */
  record Progress(long position, Instant time, Duration oldest, long waiting, long relayed) {}

  /** Moves the cursor back, so that a position and all after it are sent again. */
  static void rewind(DataSource dataSource, long position) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement rewind = connection.prepareStatement(REWIND)) {
      rewind.setLong(1, Math.max(0, position - 1));
      rewind.executeUpdate();
    }
  }

  /** Returns the events after the cursor, in order of position. */
  List<Outgoing> next(int limit) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(NEXT)) {
      query.setInt(1, limit);
      query.setInt(2, BATCH_BYTES);
      List<Outgoing> events = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          events.add(outgoing(row));
        }
      }
      return events;
    }
  }

  /** Moves the cursor; changes nothing if somebody moved it meanwhile. */
  void move(long from, long to) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(MOVE)) {
      update.setLong(1, to);
      update.setLong(2, from);
      update.executeUpdate();
    }
  }

  Progress progress() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(PROGRESS);
        ResultSet row = query.executeQuery()) {
      row.next();
      Instant time = row.getObject("time", OffsetDateTime.class).toInstant();
      Instant now = row.getObject("now", OffsetDateTime.class).toInstant();
      return new Progress(
          row.getLong("position"),
          time.isBefore(now) ? time : now,
          time.isBefore(now) ? Duration.between(time, now) : Duration.ZERO,
          row.getLong("waiting"),
          row.getLong("relayed"));
    }
  }

  private Outgoing outgoing(ResultSet row) throws SQLException {
    long position = row.getLong("position");
    String type = row.getString("type");
    return new Outgoing(
        position,
        new CloudEvent(
            CloudEvent.SPEC_VERSION,
            row.getObject("id", UUID.class),
            type,
            source,
            row.getString("subject"),
            row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
            "application/json",
            CloudEvent.schemaOf(type),
            Long.toString(position),
            row.getObject("partition_key", UUID.class).toString(),
            row.getObject("aggregate_id", UUID.class),
            row.getLong("aggregate_version"),
            row.getString("actor"),
            row.getString("on_behalf_of"),
            row.getObject("caused_by", UUID.class),
            row.getString("trace"),
            RelayRecords.raw(row.getBytes("data"))));
  }
}
