package org.assay.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Reads the services' databases to check what HTTP cannot show: that no event is lost, doubled or
 * out of order.
 */
final class EventLogs {

  private static final List<String> DATABASES = List.of("project", "registry", "review");

  private final int port;
  private final String password;

  /** For the PostgreSQL at this port of loopback, with its superuser's password. */
  EventLogs(int port, String password) {
    this.port = port;
    this.password = password;
  }

  /**
   * Waits until every event has been numbered and produced, and then checks the numbering of each
   * service.
   */
  void awaitWhole() {
    for (String database : DATABASES) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                assertThat(number(database, "select count(*) from event_queue"))
                    .as("waiting in %s", database)
                    .isZero();
                assertThat(
                        number(
                            database,
                            "select (select coalesce(max(position), 0) from event_position) -"
                                + " position from relay_cursor"))
                    .as("not yet produced of %s", database)
                    .isZero();
              });
      check(database);
    }
  }

  /** How many events of a type a service has told about a subject. */
  long count(String database, String type, String subject) {
    return number(
        database,
        "select count(*) from event_log where type = '%s' and subject = '%s'"
            .formatted(type, subject));
  }

  private void check(String database) {
    assertThat(number(database, "select max(position) - count(*) from event_position"))
        .as("gaps in %s", database)
        .isZero();
    assertThat(
            number(
                database,
                "select count(*) from event_log l where not exists (select 1 from event_position p"
                    + " where p.event_id = l.id)"))
        .as("events of %s without position", database)
        .isZero();
    assertThat(
            number(
                database,
                """
                select count(*) from (
                  select l.aggregate_version, row_number() over (partition by l.aggregate_id order by p.position) as place
                    from event_log l join event_position p on p.event_id = l.id) ordered
                 where aggregate_version <> place\
                """))
        .as("events of %s before their predecessor", database)
        .isZero();
  }

  private long number(String database, String query) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(query + " on " + database, e);
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", password);
  }
}
