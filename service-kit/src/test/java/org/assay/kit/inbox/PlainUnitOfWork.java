package org.assay.kit.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** A transaction on a plain connection, which handlers of the same thread find here. */
final class PlainUnitOfWork implements UnitOfWork {

  private final DataSource dataSource;
  private static final ThreadLocal<Connection> RUNNING = new ThreadLocal<>();

  /** So many transactions fail at their commit, although the database took them. */
  final AtomicInteger lostCommits = new AtomicInteger();

  /** What is done once, by the next transaction just before its commit. */
  final AtomicReference<Runnable> beforeCommit = new AtomicReference<>(PlainUnitOfWork::nothing);

  PlainUnitOfWork(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  private static void nothing() {}

  Connection current() {
    return Objects.requireNonNull(RUNNING.get());
  }

  @Override
  public void part() {
    // Handlers here have no entities.
  }

  @Override
  public <T> T call(Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      RUNNING.set(connection);
      try {
        T result = work.on(connection);
        beforeCommit.getAndSet(PlainUnitOfWork::nothing).run();
        connection.commit();
        if (lostCommits.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
          throw new SQLException("The answer to the commit was lost", "08006");
        }
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        RUNNING.remove();
      }
    }
  }
}
