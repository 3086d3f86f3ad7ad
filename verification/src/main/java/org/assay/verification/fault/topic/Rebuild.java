package org.assay.verification.fault.topic;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assay.local.Overrides;
import org.assay.local.Part;
import org.assay.local.PartFailed;
import org.assay.local.Ports;
import org.assay.verification.fault.Injection;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.MeasuringFault;
import org.assay.verification.fault.Pause;

/**
 * F9: beside a reader another copy of it begins with an empty database and reads the topics from
 * their start, whatever they hold by now; it must come to the same.
 *
 * <p>It tells nothing of its own, and of the registry it reads projects only: what reviews lead to
 * there needs versions that people registered.
 */
final class Rebuild extends MeasuringFault {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Reader reader;

  private Rebuild(Reader reader) {
    this.reader = reader;
  }

  static List<Rebuild> all() {
    return Reader.ALL.stream().map(Rebuild::new).toList();
  }

  @Override
  public String name() {
    return "F9 clean rebuild of %s".formatted(reader.service());
  }

  @Override
  public String part() {
    return reader.service();
  }

  @Override
  public int weight() {
    return 1;
  }

  @Override
  public Injection inject(Installation installation) {
    String database = reader.database().label() + "_rebuild";
    makeEmpty(installation, database);
    Part clean =
        installation
            .stack()
            .another(reader.service(), "rebuild", Ports.free(), settings(installation, database));
    long began = System.nanoTime();
    clean.start();
    return Injection.of(
        () -> {},
        () -> {
          try {
            compare(installation, database, clean, began);
          } finally {
            clean.stop();
          }
        });
  }

  private void compare(Installation installation, String database, Part clean, long began) {
    Projections kept = projections(installation, reader.database().label());
    boolean reached = false;
    try (Operator operator = new Operator(installation, clean.address())) {
      reached = Pause.until(PATIENCE, () -> reached(installation, database, operator, kept));
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    Projections.Comparison comparison =
        projections(installation, reader.database().label())
            .compare(projections(installation, database));
    note(
        "%s: %d things in %.1f s with its start, %d compared by hash, %d differ"
            .formatted(
                name(),
                kept.things().size(),
                seconds,
                comparison.compared(),
                comparison.differing()));
    Expected.that(reached, "%s did not come as far as the copy it repeats".formatted(name()));
    Expected.that(
        comparison.differing() == 0,
        "%s differs in %d: %s".formatted(name(), comparison.differing(), comparison.example()));
  }

  /** What poison of an earlier fault keeps from it an operator clears, as for the other. */
  private boolean reached(
      Installation installation, String database, Operator operator, Projections kept) {
    if (kept.reachedBy(projections(installation, database))) {
      return true;
    }
    if (operator.discardAll(reader.service()) > 0) {
      operator.redriveAll(reader.service());
    }
    return false;
  }

  private Overrides settings(Installation installation, String database) {
    Map<String, String> environment =
        new java.util.HashMap<>(installation.overrides(reader.service()).environment());
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", url(installation, database));
    environment.put("ASSAY_EVENT_TOPIC", "");
    // By properties: the variable of a channel's name could be that of another channel.
    List<String> options = new ArrayList<>(installation.overrides(reader.service()).jvmOptions());
    options.add("-Dmp.messaging.connector.smallrye-kafka.group.id=rebuild-" + UUID.randomUUID());
    if (reader.equals(Reader.REGISTRY)) {
      options.add("-Dmp.messaging.incoming.review-events.enabled=false");
    }
    return new Overrides(environment, options);
  }

  private Projections projections(Installation installation, String database) {
    try (Connection connection = connect(installation, database)) {
      Projections all = Projections.of(connection, reader);
      return reader.equals(Reader.REGISTRY) ? all.of(reader.topics().getFirst()) : all;
    } catch (SQLException e) {
      throw new PartFailed(database + " does not answer", e);
    }
  }

  private void makeEmpty(Installation installation, String database) {
    String owner = reader.database().label() + "_owner";
    String service = reader.database().label() + "_service";
    try (Connection connection = connect(installation, "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("drop database if exists " + database + " with (force)");
      statement.execute("create database " + database + " owner " + owner);
      statement.execute("grant connect on database " + database + " to " + service);
    } catch (SQLException e) {
      throw new PartFailed(database + " could not be made", e);
    }
  }

  private static Connection connect(Installation installation, String database)
      throws SQLException {
    return DriverManager.getConnection(
        url(installation, database), "postgres", installation.databasePassword());
  }

  private static String url(Installation installation, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s"
        .formatted(installation.stack().ports().postgres(), database);
  }
}
