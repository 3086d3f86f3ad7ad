package org.assay.benchmarks.stack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The stack's PostgreSQL, as its superuser. */
public final class Database {

  private final int port;
  private final String password;

  Database(int port, String password) {
    this.port = port;
    this.password = password;
  }

  /** The port of loopback it listens on. */
  public int port() {
    return port;
  }

  /** The superuser's password. */
  public String password() {
    return password;
  }

  /** A connection to one of its databases. */
  public Connection connect(String name) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + name, "postgres", password);
  }

  /** Runs statements, each in a transaction of its own. */
  public void execute(String database, String... statements) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("on " + database + ": " + e.getMessage(), e);
    }
  }

  /** The first column of the first row, as text. */
  public String value(String database, String query) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      if (!row.next()) {
        throw new IllegalStateException("nothing found by " + query);
      }
      return String.valueOf(row.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(query + " on " + database + ": " + e.getMessage(), e);
    }
  }

  /** Writes all dirty pages now, so that no run pays for another's. */
  public void checkpoint() {
    execute("postgres", "checkpoint");
  }
}
