package org.assay.verification.fault.check;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.assay.verification.fault.Database;
import org.assay.verification.fault.Installation;
import org.assay.verification.fault.Pause;

/** Waits until nothing moves: all events are numbered, told and applied, and readers know that. */
public final class Quiet {

  private static final Duration BETWEEN = Duration.ofMillis(250);

  private static final int RECENT_SECONDS = 20;

  private Quiet() {}

  /** Waits; false if something still moves, or never will, when the patience ends. */
  public static boolean await(Installation installation, Duration patience) {
    Tables tables = new Tables(installation);
    long end = System.nanoTime() + patience.toNanos();
    int quiet = 0;
    while (quiet < 2) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      quiet = isQuiet(tables) ? quiet + 1 : 0;
      Pause.of(BETWEEN);
    }
    return true;
  }

  private static boolean isQuiet(Tables tables) {
    try {
      for (Database database : Database.values()) {
        if (tables.number(database, "select count(*) from event_queue") > 0
            || tables.number(
                    database,
                    """
                    select (select coalesce(max(position), 0) from event_position) - position
                      from relay_cursor
                    """)
                != 0) {
          return false;
        }
      }
      for (Database source : Database.values()) {
        Map<UUID, Long> heads = tables.heads(source);
        for (Database reader : source.readers()) {
          // A topic may also tell of things that no service knows, as a fault has it.
          if (!tables.applied(reader, source).versions().entrySet().containsAll(heads.entrySet())
              || oldestMark(tables, reader, source) > RECENT_SECONDS) {
            return false;
          }
        }
      }
      return true;
    } catch (IllegalStateException _) {
      return false; // the database does not answer yet
    }
  }

  /** How many seconds ago the owner last said on each partition that all had been told. */
  private static long oldestMark(Tables tables, Database reader, Database source) {
    return tables.number(
        reader,
        """
        select coalesce(extract(epoch from clock_timestamp() - min(time)), 1000)::bigint
          from watermark where topic = '%s'
        """
            .formatted(source.topic()));
  }
}
