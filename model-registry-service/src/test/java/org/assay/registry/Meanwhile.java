package org.assay.registry;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Lets a request meet a change that has not committed yet. */
public final class Meanwhile {

  private static final String WAITING =
      """
      select count(*) from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'
      """;

  private Meanwhile() {}

  /**
   * Makes a change, sends a request, and commits the change once the request waits for it.
   *
   * @return what the request is answered
   */
  public static <T> T committing(DataSource database, String change, Supplier<T> request)
      throws SQLException {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      if (sql.executeUpdate(change) != 1) {
        throw new AssertionError("One row is changed by " + change);
      }
      CompletableFuture<T> answer = CompletableFuture.supplyAsync(request);
      await().until(() -> answer.isDone() || isAnyWaiting(database));
      connection.commit();
      return answer.join();
    }
  }

  private static boolean isAnyWaiting(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(WAITING)) {
      row.next();
      return row.getLong(1) > 0;
    }
  }
}
