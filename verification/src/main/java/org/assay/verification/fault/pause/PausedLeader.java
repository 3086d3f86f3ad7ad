package org.assay.verification.fault.pause;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.assay.local.Part;
import org.assay.local.PartFailed;
import org.assay.local.Ports;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.Injection;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.MeasuringFault;
import org.assay.verification.fault.Pause;

/**
 * F11: the copy of a service that leads, that is sequences and tells its log and reads the topics,
 * stands still while another copy takes over, and then goes on in the midst of whatever it did.
 * Whatever it still writes must be refused or change nothing.
 */
final class PausedLeader extends MeasuringFault {

  private static final Duration TAKE_OVER = Duration.ofSeconds(30);

  private final String service;
  private final Database database;
  private final Duration pause;

  PausedLeader(String service, Database database, Duration pause) {
    this.service = service;
    this.database = database;
    this.pause = pause;
  }

  @Override
  public String name() {
    return "F11 pause the leading copy of " + service;
  }

  @Override
  public String part() {
    return service;
  }

  @Override
  public int weight() {
    return 2;
  }

  @Override
  public Duration lasts(RandomGenerator random) {
    return pause;
  }

  @Override
  public Injection inject(Installation installation) {
    Part second =
        installation
            .stack()
            .another(service, "second", Ports.free(), installation.overrides(service));
    second.start();
    Term before = term(installation);
    installation.signal(service, "STOP");
    long stopped = System.nanoTime();
    return Injection.of(
        () -> {
          try {
            expectTakeOver(installation, before, stopped);
          } catch (PartFailed e) {
            second.stop();
            throw e;
          } finally {
            installation.signal(service, "CONT");
          }
        },
        () -> {
          try {
            expectFenced(installation, before);
          } finally {
            second.stop();
          }
        });
  }

  private void expectTakeOver(Installation installation, Term before, long stopped) {
    boolean taken =
        Pause.until(
            TAKE_OVER,
            () -> {
              Term now = term(installation);
              return now.epoch() > before.epoch() && now.waiting() == 0;
            });
    if (!taken) {
      throw new PartFailed(
          "No other copy of %s took over within %d s: %s"
              .formatted(service, TAKE_OVER.toSeconds(), term(installation)));
    }
    note(
        "%s: stood still %.1f s, terms %d to %d, nothing waits for its number"
            .formatted(
                name(),
                (System.nanoTime() - stopped) / 1e9,
                before.epoch(),
                term(installation).epoch()));
  }

  /** The one that went on must not have raised positions of its own: each is there once, no gap. */
  private void expectFenced(Installation installation, Term before) {
    Pause.of(Duration.ofSeconds(2)); // what it was in the midst of comes now
    Term now = term(installation);
    if (now.gaps() != 0 || now.position() < before.position()) {
      throw new PartFailed("After the pause of %s: %s".formatted(service, now));
    }
  }

  private Term term(Installation installation) {
    try (Connection connection = installation.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select (select epoch from sequencer),
                       (select count(*) from event_queue q join event_log l on l.id = q.event_id
                         where l.occurred_at < clock_timestamp() - interval '5 s'),
                       (select coalesce(max(position), 0) from event_position),
                       (select coalesce(max(position), 0) - count(*) from event_position)
                """)) {
      row.next();
      return new Term(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
    } catch (SQLException e) {
      throw new PartFailed("The database of " + service + " does not answer", e);
    }
  }

  /**
   * Who leads, and how far the log is numbered.
   *
   * @param waiting events without a position that are older than five seconds
   */
  private record Term(long epoch, long waiting, long position, long gaps) {}
}
