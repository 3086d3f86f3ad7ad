package org.assay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL is started in a folder of mode 700, which {@code nobody} may not enter when root runs
 * this.
 */
class PostgresServerIT {

  private final Distribution distribution = Distribution.find();

  @TempDir Path data;

  @Test
  void keepsItsDataThroughStopAndKill() throws Exception {
    try (PostgresServer first = PostgresServer.start(distribution, data, 0, Durability.DURABLE)) {
      execute(first, "create table kept (n int); insert into kept values (1)");
      first.stop();
      assertThat(Ports.answers(first.port())).isFalse();
      assertThat(PostgresServer.running(data, data.resolve("password"))).isEmpty();
    }
    try (PostgresServer second = PostgresServer.start(distribution, data, 0, Durability.DURABLE)) {
      execute(second, "insert into kept values (2)");
      second.kill();
    }
    try (PostgresServer third = PostgresServer.start(distribution, data, 0, Durability.FAST)) {
      assertThat(PostgresServer.running(data, data.resolve("password")))
          .hasValueSatisfying(found -> assertThat(found.pid()).isEqualTo(third.pid()));
      assertThat(count(third)).isEqualTo(2);
    } finally {
      Folders.delete(PostgresServer.shelter(data));
    }
  }

  @Test
  void keepsItsPasswordFromOthers() throws Exception {
    try (PostgresServer server = PostgresServer.start(distribution, data, 0, Durability.FAST)) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.resolve("password"))))
          .isEqualTo("rw-------");
      assertThatThrownBy(
              () -> {
                var wrong = new java.util.Properties();
                wrong.setProperty("user", "postgres");
                wrong.setProperty("password", "postgres");
                new org.postgresql.Driver().connect(server.jdbcUrl("postgres"), wrong);
              })
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
    } finally {
      Folders.delete(PostgresServer.shelter(data));
    }
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(PostgresServer server) throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from kept")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
