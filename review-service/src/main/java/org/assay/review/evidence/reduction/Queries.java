package org.assay.review.evidence.reduction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs statements on one connection, one at a time, until somebody ends that. */
final class Queries {

  private static final Pattern LINE = Pattern.compile("Line: (\\d+)");
  private static final String RAGGED = "\nExpected Number of Columns: ";

  private final Connection connection;
  private final AtomicReference<@Nullable PreparedStatement> running = new AtomicReference<>();
  private volatile @Nullable TableFault interrupted;

  Queries(Connection connection) {
    this.connection = connection;
  }

  /** Takes one row. */
  interface Row {
    void read(ResultSet row) throws SQLException;
  }

  private interface Act {
    void on(PreparedStatement statement) throws SQLException;
  }

  void run(String sql) {
    execute(sql, PreparedStatement::execute);
  }

  /** Tells each row of a query. */
  void each(String sql, List<Object> parameters, Row read) {
    execute(
        sql,
        statement -> {
          for (int at = 0; at < parameters.size(); at++) {
            statement.setObject(at + 1, parameters.get(at));
          }
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              refuseInterrupted();
              read.read(rows);
            }
          }
        });
  }

  /** Returns the numbers of the one row of a query. */
  long[] numbers(String sql, List<Object> parameters, int size) {
    long[] found = new long[size];
    each(
        sql,
        parameters,
        row -> {
          for (int at = 0; at < size; at++) {
            found[at] = row.getLong(at + 1);
          }
        });
    return found;
  }

  /** Ends what is running, and refuses whatever comes after it; from any thread. */
  void interrupt(TableFault why) {
    interrupted = why;
    PreparedStatement statement = running.get();
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // It ended meanwhile; the next statement is refused.
        return;
      }
    }
  }

  private void execute(String sql, Act act) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      running.set(statement);
      refuseInterrupted();
      act.on(statement);
      refuseInterrupted();
    } catch (SQLException e) {
      refuseInterrupted();
      throw fault(e);
    } finally {
      running.set(null);
    }
  }

  private void refuseInterrupted() {
    TableFault why = interrupted;
    if (why != null) {
      throw new TableException(why, "The evaluation was ended before it was done");
    }
  }

  /**
   * DuckDB tells its errors apart by how the message begins, and quotes the line that it stopped
   * at, which is told to nobody.
   */
  private static TableException fault(SQLException e) {
    String said = e.getMessage() == null ? "" : e.getMessage();
    if (said.startsWith("Out of Memory") || said.contains("max_temp_directory_size")) {
      return new TableException(
          TableFault.TOO_LARGE, "The table unpacks to more than an evaluation may take", e);
    }
    Matcher line = LINE.matcher(said);
    String where = line.find() ? "line " + line.group(1) : "some place";
    if (said.contains(RAGGED)) {
      return new TableException(
          TableFault.NOT_A_TABLE,
          "The row at %s has not as many values as the first line has names".formatted(where),
          e);
    }
    return new TableException(
        TableFault.NOT_A_TABLE,
        "It cannot be read beyond %s as CSV (UTF-8, commas, a header) or Parquet".formatted(where),
        e);
  }
}
