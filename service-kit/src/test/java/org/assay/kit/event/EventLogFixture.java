package org.assay.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.assay.kit.testing.TestDatabase;

/** A migrated database of its own, and what a service does with its event log. */
final class EventLogFixture {

  static final String TYPE = "org.assay.test.thing.changed.v1";

  final TestDatabase database = TestDatabase.migrated();
  final DataSource service = database.service();
  final Bell bell = new Bell();
  final EventMetrics metrics = new EventMetrics(new SimpleMeterRegistry());

  /** An event that has its final place. */
  record Positioned(long position, UUID id, UUID aggregateId, long version) {}

  static NewEvent event(UUID aggregate, long version) {
    return new NewEvent(
        TYPE,
        "thing/" + aggregate,
        aggregate,
        version,
        aggregate,
        new Cause("somebody", null, null),
        Map.of("version", version));
  }

  /** Returns a connection in whose transaction events are written. */
  Connection transaction() throws SQLException {
    Connection connection = service.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  /** Appends an event in a transaction of its own, as a request does. */
  UUID append(UUID aggregate, long version) throws SQLException {
    try (Connection connection = transaction()) {
      Optional<UUID> id = EventInsert.insert(connection, event(aggregate, version), null);
      connection.commit();
      bell.ring();
      return id.orElseThrow();
    }
  }

  List<Positioned> positions() throws SQLException {
    try (Connection connection = service.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select p.position, l.id, l.aggregate_id, l.aggregate_version
                  from event_position p join event_log l on l.id = p.event_id order by p.position
                """);
        ResultSet row = query.executeQuery()) {
      List<Positioned> positions = new ArrayList<>();
      while (row.next()) {
        positions.add(
            new Positioned(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getLong(4)));
      }
      return positions;
    }
  }

  long number(String query) throws SQLException {
    try (Connection connection = service.getConnection();
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  void superuser(String statement) throws SQLException {
    try (Connection connection = database.superuser();
        Statement execution = connection.createStatement()) {
      execution.execute(statement);
    }
  }

  /** The log is whole: positions without a gap, every event once, each thing's in order. */
  void assertWhole() throws SQLException {
    List<Positioned> positions = positions();
    Map<UUID, Long> last = new HashMap<>();
    long expected = 0;
    for (Positioned positioned : positions) {
      assertThat(positioned.position()).isEqualTo(++expected);
      long before = last.getOrDefault(positioned.aggregateId(), 0L);
      assertThat(positioned.version()).as("version after %d", before).isEqualTo(before + 1);
      last.put(positioned.aggregateId(), positioned.version());
    }
    assertThat(number("select count(*) from event_log")).isEqualTo(positions.size());
    assertThat(number("select count(*) from event_queue")).isZero();
  }
}
