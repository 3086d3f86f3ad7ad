package org.assay.benchmarks.peer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement as PostgreSQL logged it.
 *
 * @param process the number of the server's process, one a session
 * @param database the database it ran in
 * @param sql its text, with {@code $1} and so on for parameters
 * @param parameters their values as text, null for SQL's null
 */
public record LoggedStatement(
    int process, String database, String sql, List<@Nullable String> parameters) {

  /** Copies the parameters, some of which may be null. */
  public LoggedStatement {
    parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
  }

  /** Whether a parameter has this value. */
  boolean mentions(String value) {
    return parameters.contains(value);
  }

  /** Whether it begins as a query does. */
  public boolean reads() {
    return sql.strip().regionMatches(true, 0, "select", 0, 6);
  }
}
