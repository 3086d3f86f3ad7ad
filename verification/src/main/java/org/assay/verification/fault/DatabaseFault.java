package org.assay.verification.fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assay.local.PartFailed;

/** F4: PostgreSQL ends without a checkpoint, loses a process, is killed, or is away for long. */
record DatabaseFault(Kind kind, Duration outage) implements Fault {

  private static final String POSTGRES = "postgres";
  private static final Duration END = Duration.ofSeconds(30);

  /** What happens to it. */
  enum Kind {
    IMMEDIATE_STOP("stop the database at once", 15),
    KILL_BACKEND("kill a backend of the database", 15),
    KILL("kill the database", 15),
    OUTAGE("database away for long", 1);

    private final String label;
    private final int weight;

    Kind(String label, int weight) {
      this.label = label;
      this.weight = weight;
    }
  }

  static List<DatabaseFault> all(Duration outage) {
    return Arrays.stream(Kind.values()).map(kind -> new DatabaseFault(kind, outage)).toList();
  }

  @Override
  public String name() {
    return "F4 " + kind.label;
  }

  @Override
  public String part() {
    return POSTGRES;
  }

  @Override
  public boolean unclean() {
    return kind != Kind.OUTAGE;
  }

  @Override
  public int weight() {
    return kind.weight;
  }

  @Override
  public Duration lasts(RandomGenerator random) {
    return switch (kind) {
      case OUTAGE -> outage;
      case KILL_BACKEND -> Duration.ZERO;
      case IMMEDIATE_STOP, KILL -> Duration.ofMillis(random.nextInt(0, 1500));
    };
  }

  @Override
  public Injection inject(Installation installation) {
    switch (kind) {
      // Source: PostgreSQL's documentation, "Shutting Down the Server": SIGQUIT is Immediate.
      case IMMEDIATE_STOP -> {
        installation.signal(POSTGRES, "QUIT");
        installation.awaitEnd(POSTGRES, END);
      }
      case KILL_BACKEND -> Installation.signal(busiestBackend(installation), "KILL");
      case KILL -> installation.part(POSTGRES).kill();
      case OUTAGE -> installation.part(POSTGRES).stop();
    }
    return () -> installation.part(POSTGRES).start();
  }

  /** A service's backend, in the midst of a transaction if one is. */
  private static long busiestBackend(Installation installation) {
    try (Connection connection = installation.connect(Database.REGISTRY);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select pid from pg_stat_activity
                 where backend_type = 'client backend' and pid <> pg_backend_pid()
                   and datname in ('project', 'registry', 'review')
                 order by xact_start is not null desc, state_change desc limit 1
                """)) {
      if (!row.next()) {
        throw new PartFailed("no service is connected to the database");
      }
      return row.getLong(1);
    } catch (SQLException e) {
      throw new PartFailed("The database's backends could not be listed", e);
    }
  }
}
