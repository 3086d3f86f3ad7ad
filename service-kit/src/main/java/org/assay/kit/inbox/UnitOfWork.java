package org.assay.kit.inbox;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Runs work in one database transaction. Two exist: the JTA transaction of a service, in which its
 * handlers' entities take part, and a plain connection where there is no container.
 */
interface UnitOfWork {

  /**
   * Runs the work in a new transaction, commits it, and rolls back on any exception.
   *
   * @throws SQLException as the work or the commit did
   * @throws RuntimeException as the work or the commit did
   */
  <T> T call(Work<T> work) throws SQLException;

  /**
   * Ends a part of the running work, so that the next part reads what this one wrote and nothing
   * that was read before; the transaction goes on.
   *
   * @throws RuntimeException if what was done cannot be written; the work then fails with it
   */
  void part();

  /** Something done on a connection. */
  interface Work<T> {

    /** Does it; the connection belongs to the transaction and is not closed here. */
    T on(Connection connection) throws SQLException;
  }
}
