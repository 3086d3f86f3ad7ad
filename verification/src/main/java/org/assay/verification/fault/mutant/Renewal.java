package org.assay.verification.fault.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.assay.local.PartFailed;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.failpoint.Agent;

/**
 * Makes an installation new between two trials: databases and topics are empty, services start with
 * what is woven into them now. Keycloak, which takes the longest to start and holds nothing of a
 * trial, runs on.
 */
final class Renewal {

  /** As PostgreSQL makes the schema of a new database; the services' migrations fill it. */
  private static final List<String> EMPTIED =
      List.of(
          "drop schema public cascade",
          "create schema public authorization pg_database_owner",
          "grant usage on schema public to public");

  private Renewal() {}

  /** Ends the services, takes away what they kept, and starts all again. */
  static void of(Installation installation) {
    Agent.PARTS.parallelStream().forEach(part -> installation.part(part).kill());
    installation.part("kafka").kill();
    delete(installation.home().resolve("kafka").resolve("log"));
    for (Database database : Database.values()) {
      execute(installation, database, EMPTIED);
    }
    installation.stack().start(_ -> {});
  }

  /** Runs statements of the superuser in a database. */
  static void execute(Installation installation, Database database, List<String> statements) {
    try (Connection connection = installation.connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new PartFailed("The database " + database.label() + " refused: " + e.getMessage(), e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
