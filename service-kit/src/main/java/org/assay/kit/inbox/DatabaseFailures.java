package org.assay.kit.inbox;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away, or asks for another try, from an event that cannot be applied. */
final class DatabaseFailures {

  /**
   * Classes of SQLState (PostgreSQL, appendix A): connection, resources, operator intervention,
   * system error, rollback for serialisation or deadlock, object in use.
   */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "58", "40", "55");

  /** Read-only after a fail-over; idle and transaction time-outs. */
  private static final Set<String> PASSING_STATES = Set.of("25006", "25P03", "25P04");

  private DatabaseFailures() {}

  /** Returns whether the failure's chain holds an SQL error that passes by itself. */
  static boolean passing(Throwable failure) {
    int depth = 0;
    for (Throwable t = failure; t != null && depth < 32; t = t.getCause(), depth++) {
      if (t instanceof SQLException sql && passes(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static boolean passes(@Nullable String state) {
    return state != null
        && state.length() == 5
        && (PASSING_STATES.contains(state) || PASSING_CLASSES.contains(state.substring(0, 2)));
  }
}
