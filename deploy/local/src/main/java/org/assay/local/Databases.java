package org.assay.local;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The services' databases, each with two roles: {@code <db>_owner} migrates it, {@code
 * <db>_service} uses it and gets only what the migrations grant. Making them again changes nothing
 * but the passwords, which follow the secrets.
 */
final class Databases {

  static final List<String> NAMES = List.of("project", "registry", "review");

  private Databases() {}

  static void ensure(PostgresServer server, SecretFolder secrets) {
    try (Connection connection = server.connect("postgres")) {
      for (String name : NAMES) {
        ensure(connection, name, secrets);
      }
    } catch (SQLException e) {
      throw new PartFailed("The databases could not be made: " + e.getMessage(), e);
    }
  }

  static String owner(String database) {
    return database + "_owner";
  }

  static String service(String database) {
    return database + "_service";
  }

  // Names are this class's own and secrets are of letters, digits, - and _, so nothing here needs
  // quoting.
  private static void ensure(Connection connection, String name, SecretFolder secrets)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String role : List.of(owner(name), service(name))) {
        if (!found(statement, "select 1 from pg_roles where rolname = '" + role + "'")) {
          statement.execute("create role " + role + " login");
        }
        statement.execute("alter role " + role + " password '" + secrets.secret(role) + "'");
      }
      statement.execute("alter role " + service(name) + " set transaction_timeout = '30s'");
      statement.execute(
          "alter role " + service(name) + " set idle_in_transaction_session_timeout = '25s'");
      if (!found(statement, "select 1 from pg_database where datname = '" + name + "'")) {
        statement.execute("create database " + name + " owner " + owner(name));
      }
      statement.execute("revoke connect, temporary on database " + name + " from public");
      statement.execute("grant connect on database " + name + " to " + service(name));
    }
  }

  private static boolean found(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }
}
