package org.assay.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.assay.local.Distribution;
import org.assay.local.Durability;
import org.assay.local.PostgresServer;

/**
 * One real PostgreSQL a JVM, started at its first use and ended with the JVM.
 *
 * <p>Its address stands in system properties, for Quarkus loads this class again for each profile.
 */
final class TestPostgres {

  /** The role that migrates. */
  static final String OWNER = "test_owner";

  /** The role a service runs as. */
  static final String SERVICE = "test_service";

  /** The password of both. */
  static final String PASSWORD = "test";

  private static final String PORT = "assay.test.postgres.port";
  private static final String SUPERUSER_PASSWORD = "assay.test.postgres.password";

  private TestPostgres() {}

  /** Creates an empty database that the owner role owns. */
  static String createDatabase() {
    return createDatabase("");
  }

  /** Creates a database as a copy of another that nobody is connected to. */
  static String createDatabaseLike(String template) {
    return createDatabase(" template " + template);
  }

  private static String createDatabase(String clause) {
    ensureStarted();
    String name = "test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    try (Connection connection = superuser("postgres");
        Statement create = connection.createStatement()) {
      create.execute("create database " + name + " owner " + OWNER + clause);
    } catch (SQLException e) {
      throw new IllegalStateException("No database for the test", e);
    }
    return name;
  }

  /** Returns a new connection of the superuser, who may also end sessions and read settings. */
  static Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(
        jdbcUrl(database), "postgres", System.getProperty(SUPERUSER_PASSWORD));
  }

  static String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + System.getProperty(PORT) + "/" + database;
  }

  private static void ensureStarted() {
    synchronized (System.getProperties()) {
      if (System.getProperty(PORT) != null) {
        return;
      }
      Path folder = temporaryFolder("assay-test-postgres");
      PostgresServer server = PostgresServer.start(Distribution.find(), folder, 0, Durability.FAST);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    server.kill();
                    delete(folder);
                  }));
      System.setProperty(SUPERUSER_PASSWORD, server.password());
      System.setProperty(PORT, Integer.toString(server.port()));
      createRoles();
    }
  }

  private static void createRoles() {
    try (Connection connection = superuser("postgres");
        Statement create = connection.createStatement()) {
      create.execute("create role " + OWNER + " login password '" + PASSWORD + "'");
      create.execute("create role " + SERVICE + " login password '" + PASSWORD + "'");
      create.execute("alter role " + SERVICE + " set transaction_timeout = '30s'");
      create.execute("alter role " + SERVICE + " set idle_in_transaction_session_timeout = '25s'");
    } catch (SQLException e) {
      throw new IllegalStateException("No roles for the test", e);
    }
  }

  /** Returns a new folder that PostgreSQL's own user may enter. */
  static Path temporaryFolder(String name) {
    try {
      Path folder = Files.createTempDirectory(name);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> content = Files.walk(folder)) {
      content.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
